package dev.glance.probe;

import dev.glance.bring.Unzipping;
import dev.glance.error.GlanceException;
import dev.glance.model.Json;
import dev.glance.model.Tflite;
import dev.glance.model.formats.LabelsFile;
import dev.glance.model.formats.TeachableMachine;
import dev.glance.model.formats.TfjsModel;
import dev.glance.model.formats.TfliteMetadata;
import dev.glance.model.formats.Zip;
import dev.glance.site.JsonValue;
import dev.glance.web.JsErrors;
import dev.glance.web.Utf8;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.Int8Array;

/** In the browser: what becomes of a file that somebody brings, as the global {@code outcome(kind, bytes)}, a promise. */
public final class DamageProbe {
    /** It can be read. */
    public static final String READ = "read";

    private DamageProbe() {
    }

    /** Defines the global. */
    public static void main(String[] args) {
        define((kind, bytes) -> {
            String outcome = outcome(kind, bytes.toJavaArray(), Utf8.decode(bytes), JsonValue::parse);
            if (!kind.equals("zip") || !outcome.equals(READ)) {
                return JSPromise.resolve(JSString.valueOf(outcome));
            }
            return Unzipping.all(bytes.toJavaArray()).then(done -> JSString.valueOf(READ),
                    reason -> JSString.valueOf(JsErrors.of(reason).code().word()));
        });
    }

    /**
     * What becomes of a file: {@code read}, or the code with which it is refused. Of a zip that is what becomes of its directory.
     *
     * @param text the same as text
     */
    public static String outcome(String kind, byte[] bytes, String text, Json.Reader parser) {
        try {
            switch (kind) {
                case "tflite" -> Tflite.read(bytes);
                case "metadata" -> TfliteMetadata.read(bytes);
                case "zip" -> Zip.entries(bytes);
                case "model.json" -> TfjsModel.read(text, parser);
                case "metadata.json" -> TeachableMachine.read(text, parser);
                default -> LabelsFile.read(text, parser);
            }
            return READ;
        } catch (GlanceException e) {
            return e.code().word();
        }
    }

    @JSBody(params = "outcome", script = "globalThis.outcome = outcome;")
    private static native void define(Outcome outcome);

    /** From a file's kind and bytes to what becomes of it. */
    @JSFunctor
    private interface Outcome extends JSObject {
        JSPromise<JSString> of(String kind, Int8Array bytes);
    }
}
