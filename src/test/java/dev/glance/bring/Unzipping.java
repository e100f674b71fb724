package dev.glance.bring;

import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** Reads all files in a zip, as the page does with those that it needs. */
public final class Unzipping {
    private Unzipping() {
    }

    /**
     * Reads them, one after another.
     *
     * @return rejected where one of them is damaged
     */
    public static JSPromise<JSObject> all(byte[] zip) {
        Source source = Source.ofZip(zip);
        JSPromise<JSObject> read = JSPromise.resolve(null);
        for (String path : source.paths()) {
            read = read.flatThen(before -> source.read(path)).then(bytes -> null);
        }
        return read;
    }
}
