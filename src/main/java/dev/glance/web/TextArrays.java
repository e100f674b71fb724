package dev.glance.web;

import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSString;

/** JavaScript's arrays of texts. */
public final class TextArrays {
    private TextArrays() {
    }

    public static JSArray<JSString> of(List<String> texts) {
        JSArray<JSString> array = new JSArray<>();
        for (String text : texts) {
            array.push(JSString.valueOf(text));
        }
        return array;
    }

    public static List<String> list(JSArrayReader<JSString> array) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < array.getLength(); i++) {
            texts.add(array.get(i).stringValue());
        }
        return texts;
    }
}
