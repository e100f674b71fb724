package dev.glance.bring;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.web.JsErrors;
import dev.glance.web.Message;
import dev.glance.web.Promises;
import dev.glance.web.Urls;
import dev.glance.worker.Answers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.json.JSON;

/** Reads models at addresses for {@code mobilenet.load}, and keeps none. */
public final class Reading {
    /** The script that holds it, relative to the site's root. */
    public static final String SCRIPT = "models.js";
    /** Under which name it looks there for the {@link BringDoor}; the page's own is another one. */
    public static final String NAME = "mobilenet.load";

    private final BringDoor door;
    /** Models that are being fetched, by address: who asks for the same one meanwhile gets it too. */
    private final Map<String, JSPromise<OwnModel>> coming = new HashMap<>();
    /** What the first engine computed, by the model's id: it would not compute anything else another time. */
    private final Map<String, JSPromise<float[]>> answers = new HashMap<>();

    private Reading(BringDoor door) {
        this.door = door;
    }

    /** Begins with what {@code mobilenet.load} has left. */
    public static void start(BringDoor door) {
        door.setRead(new Reading(door)::read);
    }

    private JSPromise<Message> read(Message wish, BringDoor.Attempt attempt) {
        JSPromise<List<String>> labels = Promises.now(() -> labels(wish.object("labels")));
        // Waited for below; until then nobody listens, and a failure must not count as unheard.
        labels.catchError(reason -> null);
        return fetched(wish.text("address")).flatThen(model -> labels.flatThen(names -> {
            OwnModel own = model.copy();
            JSArray<JSNumber> range = wish.object("range");
            if (range != null && !own.isCertain()) {
                own.range(range.get(0).doubleValue(), range.get(1).doubleValue());
            }
            int size = (int) wish.number("size");
            if (size != 0 && own.isOpen()) {
                own.size(size);
            }
            if (names != null) {
                own.name(names);
            }
            return tried(own, attempt);
        })).flatCatchError(reason -> JSPromise.resolve(Answers.of(JsErrors.of(reason))));
    }

    private JSPromise<OwnModel> fetched(String address) {
        JSPromise<OwnModel> model = coming.get(address);
        if (model == null) {
            model = Promises.of(() -> Bringing.at(address, new Remote((bytes, total) -> { }))).onSettled(() -> {
                coming.remove(address);
                return null;
            });
            coming.put(address, model);
        }
        return model;
    }

    /** @return null where the model's own are meant */
    private static JSPromise<List<String>> labels(JSObject labels) {
        if (labels == null) {
            return JSPromise.resolve(null);
        }
        if (JSArray.isArray(labels)) {
            return Promises.of(() -> JSPromise.resolve(Bringing.names(JSON.stringify(labels))));
        }
        if (!JSObjects.typeOf(labels).equals("string")) {
            throw new GlanceException(ErrorCode.OPTION, "The option labels of mobilenet.load is not a list of names, nor the "
                    + "address of one.", "Give one of these, or leave it out.");
        }
        return Bringing.labels(Urls.resolve(((JSString) labels).stringValue()), new Remote((bytes, total) -> { }));
    }

    private JSPromise<Message> tried(OwnModel model, BringDoor.Attempt attempt) {
        return door.getText().read("models/catalog.json").flatThen(text -> {
            if (text != null) {
                Message catalog = (Message) JSON.parse(text.stringValue());
                model.recognise(catalog.object("models"));
            }
            return answer(model, attempt);
        }).then(logits -> {
            model.answered(logits);
            return model.files();
        });
    }

    private JSPromise<float[]> answer(OwnModel model, BringDoor.Attempt attempt) {
        String id = model.id();
        JSPromise<float[]> logits = answers.get(id);
        if (logits == null) {
            logits = model.attempt(model.engine(), attempt).then(OwnModel::logits).flatCatchError(reason -> {
                answers.remove(id);
                return JSPromise.reject(reason);
            });
            answers.put(id, logits);
        }
        return logits;
    }
}
