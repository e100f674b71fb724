package dev.glance.page;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Catalog;
import dev.glance.model.CatalogEntry;
import dev.glance.model.Format;
import dev.glance.site.JsonValue;
import dev.glance.site.OwnModels;
import dev.glance.web.JsErrors;
import dev.glance.web.KeyValues;
import dev.glance.web.Message;
import dev.glance.web.Numbers;
import dev.glance.web.ScriptDoor;
import dev.glance.web.TextArrays;
import dev.glance.web.Urls;
import dev.glance.worker.Answers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Performance;
import org.teavm.jso.browser.Window;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.json.JSON;
import org.teavm.jso.typedarrays.Float32Array;

/** What runs once somebody looks for models or brings one: reads, tries and keeps them. */
public final class ModelsPage {
    /** Where it is, relative to the site's root. */
    static final String SCRIPT = "models.js";
    private static final String WASM = "wasm";
    private static final String CPU = "cpu";

    private final ModelsDoor door;
    private final Words words = new Words(Numbers::local);
    private final ModelsView view = new ModelsView(this, words);
    /** The site's, in the catalog's order. */
    private final List<CatalogEntry> site = new ArrayList<>();
    /** Those that people have brought, by id: what {@link OwnModel#files} says of them. */
    private final Map<String, Message> own = new LinkedHashMap<>();
    /** Counts what is brought: of two, the last one is meant. */
    private int bringing;
    /** The one in use, or about to be. */
    private String used = Window.current().getDocument().getDocumentElement().getAttribute("data-model");
    private JSPromise<JSObject> listed;
    /** The one that the page opens with. */
    private String first = "";
    /** What the catalog says, of models that this site was built without too. */
    private JSArray<Message> catalog = new JSArray<>();
    /** Fetches a model; null where none is fetched. */
    private Remote remote;

    private ModelsPage(ModelsDoor door) {
        this.door = door;
    }

    /** Begins with what the page has left. */
    public static void start() {
        ModelsDoor door = ScriptDoor.enter(SCRIPT);
        ModelsPage page = new ModelsPage(door);
        page.speak();
        door.setSpeak(page::speak);
        door.setOpen(page::open);
        door.setTake(page::take);
    }

    private void speak() {
        words.use(door.getLanguage(), door.getTable());
        view.refresh();
    }

    List<CatalogEntry> site() {
        return site;
    }

    Map<String, Message> own() {
        return own;
    }

    /** Whether a model is in use, or about to be. */
    boolean isUsed(String id) {
        return id.equals(used);
    }

    /** Gives a model its pixels in another range. */
    void range(String id, double min, double max) {
        OwnModel model = OwnModel.read(own.get(id));
        model.min = min;
        model.max = max;
        again(() -> JSPromise.resolve(model));
    }

    /** Gives a model the names of its classes. */
    void labels(String id, JSArray<JSObject> things) {
        again(() -> Bringing.labels(things).then(labels -> {
            OwnModel model = OwnModel.read(own.get(id));
            model.labels = labels;
            return model;
        }));
    }

    private void open() {
        list();
    }

    private JSPromise<JSObject> list() {
        if (listed == null) {
            listed = door.getText().read("models/catalog.json").flatThen(text -> {
                if (text != null) {
                    catalog = ((Message) JSON.parse(text.stringValue())).object("models");
                    Catalog all = Catalog.of(JsonValue.parse(text.stringValue()));
                    first = all.require("").id();
                    for (CatalogEntry entry : all.entries()) {
                        if (entry.inSite()) {
                            site.add(entry);
                        }
                    }
                }
                return kept();
            }).onSettled(() -> {
                view.refresh();
                return null;
            });
            listed.catchError(reason -> {
                fail(JsErrors.of(reason));
                return null;
            });
        }
        return listed;
    }

    /** Those that are kept on this device. Where nothing is kept, there are none. */
    private JSPromise<JSObject> kept() {
        return KeyValues.open(OwnModels.STORE).flatThen(store -> store.keys().flatThen(store::get)).<JSObject>then(values -> {
            for (int i = 0; i < values.getLength(); i++) {
                Message model = values.get(i).cast();
                own.putIfAbsent(model.text("id"), model);
            }
            return null;
        }, reason -> null);
    }

    private void fail(GlanceException failure) {
        door.getFail().fail(Answers.of(failure));
    }

    /** Uses a model from now on. */
    void use(String id) {
        bringing++;
        Message model = own.get(id);
        used = id;
        door.getUse().model(id.equals(first) ? "" : id, model == null ? "" : model.text("crop"), model == null ? "" : model.text("only"));
        view.refresh();
    }

    /** Forgets one that was brought. */
    void forget(String id) {
        own.remove(id);
        if (isUsed(id)) {
            use(first);
        }
        view.refresh();
        KeyValues.open(OwnModels.STORE).flatThen(store -> store.remove(id)).catchError(reason -> {
            fail(notKept(reason));
            return null;
        });
    }

    private static GlanceException notKept(Object reason) {
        return new GlanceException(ErrorCode.STORAGE, "The model cannot be kept on this device: " + JsErrors.text(reason) + ".",
                "Leave a private window, or free some space; until the page is left it can be used.");
    }

    /** Takes the files of a model and uses it. */
    void take(JSArray<JSObject> things) {
        view.open();
        view.say(words.say("Reading the model"));
        again(() -> Bringing.of(things));
    }

    /** Fetches the files of a model and uses it. */
    void fetch(String address) {
        if (remote != null) {
            remote.cancel();
        }
        double[] start = {0};
        Remote mine = new Remote((bytes, total) -> {
            start[0] = start[0] == 0 ? Performance.now() : start[0];
            view.arrived(bytes, total, Performance.now() - start[0]);
        });
        remote = mine;
        view.say(words.say("Loading {0}", address));
        view.cancellable(true);
        again(() -> Bringing.at(Urls.resolve(address), mine).onSettled(() -> {
            if (remote == mine) {
                remote = null;
                view.cancellable(false);
            }
            return null;
        }));
    }

    /** Ends what is being fetched. */
    void cancel() {
        if (remote != null) {
            remote.cancel();
        }
    }

    /** Tries a model and uses it. */
    private void again(Supplier<JSPromise<OwnModel>> models) {
        door.getForgive().run();
        bringing++;
        int mine = bringing;
        list().flatThen(done -> models.get()).flatThen(model -> mine != bringing ? JSPromise.<JSObject>resolve(null)
                : bring(model, mine)).catchError(reason -> {
                    if (mine == bringing) {
                        view.say("");
                        fail(JsErrors.of(reason));
                    }
                    return null;
                });
    }

    private JSPromise<JSObject> bring(OwnModel model, int mine) {
        for (int i = 0; i < catalog.getLength(); i++) {
            // Names that a person gives are meant.
            boolean named = !model.labels.isEmpty() && !model.isImageNet();
            if (!named && catalog.get(i).text("sha256").equals(model.sha256)) {
                model.known = catalog.get(i);
            }
        }
        // Before its outputs are known, nothing can be said of the labels.
        return attempt(model, model.only.isEmpty() ? WASM : model.only, mine).flatThen(first -> {
            if (first == null) {
                return JSPromise.resolve(null);
            }
            float[] logits = floats(first);
            settle(model, logits.length);
            model.computed(logits);
            if (!model.only.isEmpty()) {
                return done(model, first, null, "");
            }
            String other = model.format.kind() == Format.Kind.TFLITE ? Bringing.LITERT : CPU;
            return attempt(model, other, mine).flatThen(second -> second == null ? JSPromise.resolve(null)
                    : done(model, first, second, other));
        });
    }

    private static float[] floats(Message answer) {
        Float32Array logits = answer.object("logits");
        return logits.copyToJavaArray();
    }

    /** What its first answer says of a model. */
    private static void settle(OwnModel model, int computed) {
        // Engines leave the background of 1,001 out.
        if (model.outputs == 0) {
            model.outputs = computed;
        }
        int names = model.labels.size();
        boolean fits = names == 0 || names == model.outputs || model.outputs == 1001 && names == 1000;
        if (!fits) {
            throw new GlanceException(ErrorCode.LABELS_FORMAT, "The list of labels has " + names + " names, and the model tells "
                    + model.outputs + " classes apart.", "Bring the list that belongs to the model, or the model without one.");
        }
    }

    /** @return null where another model has been brought meanwhile */
    private JSPromise<Message> attempt(OwnModel model, String backend, int mine) {
        view.say(words.say("Trying {0} on {1}", model.name, backend));
        door.getGive().hear(model.files());
        return door.getAttempt().with(model.id(), backend).then(answer -> {
            if (answer.object("failure") != null) {
                throw ofModel(Answers.readFailure(answer));
            }
            return mine == bringing ? answer : null;
        });
    }

    /** Where nothing computes a model, that is due to it: the site's is computed here. */
    private static GlanceException ofModel(GlanceException failure) {
        if (failure.code() != ErrorCode.BACKEND_NONE) {
            return failure;
        }
        String what = failure.what();
        int from = what.indexOf('(');
        return new GlanceException(ErrorCode.MODEL_FORMAT, from < 0 ? "This model cannot be computed. " + what
                : "This model cannot be computed " + what.substring(from), "Export or convert it again, of layers that are usual.");
    }

    /** @param second what the other engine answered; null where there is no other one */
    private JSPromise<JSObject> done(OwnModel model, Message first, Message second, String other) {
        boolean agrees = second != null && second.text("backend").equals(other);
        Message files = model.files().set("milliseconds", first.number("milliseconds")).set("backend", first.text("backend"))
                .set("other", other).set("agrees", agrees ? 1 : 0).set("certain", model.certain ? 1 : 0);
        door.getGive().hear(files);
        own.put(model.id(), files);
        view.say("");
        use(model.id());
        JSArray<JSObject> values = new JSArray<>();
        values.push(files);
        return KeyValues.open(OwnModels.STORE).flatThen(store -> store.set(TextArrays.of(List.of(model.id())), values))
                .<JSObject>then(kept -> null, reason -> {
                    fail(notKept(reason));
                    return null;
                });
    }
}
