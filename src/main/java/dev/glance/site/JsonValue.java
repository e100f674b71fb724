package dev.glance.site;

import dev.glance.model.Json;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSMapLike;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSString;
import org.teavm.jso.json.JSON;

/** JSON as the browser reads it. */
public final class JsonValue implements Json {
    private final JSObject value;

    private JsonValue(JSObject value) {
        this.value = value;
    }

    /**
     * Reads a text.
     *
     * @throws RuntimeException the browser's {@code SyntaxError} where it is no JSON
     */
    public static Json parse(String text) {
        return new JsonValue(JSON.parse(text));
    }

    @Override
    public Kind kind() {
        if (value == null) {
            return Kind.NULL;
        }
        switch (JSObjects.typeOf(value)) {
            case "string":
                return Kind.STRING;
            case "number":
                return Kind.NUMBER;
            case "boolean":
                return Kind.BOOLEAN;
            default:
                return JSArray.isArray(value) ? Kind.ARRAY : Kind.OBJECT;
        }
    }

    @Override
    public List<String> names() {
        if (kind() != Kind.OBJECT) {
            throw new IllegalArgumentException("something that is not an object");
        }
        return List.of(JSObjects.keys(value));
    }

    @Override
    public Json get(String name) {
        JSMapLike<JSObject> object = as("object").cast();
        JSObject member = JSObjects.hasProperty(object, name) ? object.get(name) : null;
        return member == null ? null : new JsonValue(member);
    }

    @Override
    public List<Json> items() {
        if (!JSArray.isArray(value)) {
            throw new IllegalArgumentException("something that is not an array");
        }
        JSArray<JSObject> array = value.cast();
        List<Json> items = new ArrayList<>();
        for (int i = 0; i < array.getLength(); i++) {
            items.add(new JsonValue(array.get(i)));
        }
        return items;
    }

    @Override
    public String string() {
        return ((JSString) as("string")).stringValue();
    }

    @Override
    public double number() {
        return ((JSNumber) as("number")).doubleValue();
    }

    @Override
    public boolean bool() {
        return ((JSBoolean) as("boolean")).booleanValue();
    }

    private JSObject as(String type) {
        if (value == null || !JSObjects.typeOf(value).equals(type)) {
            throw new IllegalArgumentException("something that is not of the kind " + type);
        }
        return value;
    }
}
