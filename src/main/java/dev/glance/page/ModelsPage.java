package dev.glance.page;

import dev.glance.bring.Bringing;
import dev.glance.bring.OwnModel;
import dev.glance.bring.Reading;
import dev.glance.bring.Remote;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Catalog;
import dev.glance.model.CatalogEntry;
import dev.glance.site.JsonValue;
import dev.glance.site.OwnModels;
import dev.glance.web.Blobs;
import dev.glance.web.ImageFiles;
import dev.glance.web.JsErrors;
import dev.glance.web.KeyValues;
import dev.glance.web.Message;
import dev.glance.web.Numbers;
import dev.glance.web.ScriptDoor;
import dev.glance.web.Urls;
import dev.glance.web.Utf8;
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
import org.teavm.jso.file.Blob;
import org.teavm.jso.json.JSON;
import org.teavm.jso.typedarrays.Int8Array;

/** What runs once somebody looks for models or brings one: reads, tries and keeps them. */
public final class ModelsPage {
    /** Where it is, relative to the site's root. */
    static final String SCRIPT = Reading.SCRIPT;

    private final ModelsDoor door;
    private final Words words = new Words(Numbers::local);
    private final ModelsView view = new ModelsView(this, words);
    /** The site's, in the catalog's order. */
    private final List<CatalogEntry> site = new ArrayList<>();
    /** Those that people have brought, by id: what {@link OwnModel#files} says of them. */
    private final Map<String, Message> own = new LinkedHashMap<>();
    /** Counts what is brought: of two, the last one is meant. */
    private int bringing;
    /** Whether a site is being saved. */
    private boolean saving;
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

    /** The page's door, see {@link ScriptDoor#enter}. */
    public static ModelsDoor door() {
        return ScriptDoor.enter(SCRIPT);
    }

    /** Begins with what the page has left. */
    public static void start(ModelsDoor door) {
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
        model.range(min, max);
        again(() -> JSPromise.resolve(model), id);
    }

    /** Gives a model the names of its classes. */
    void labels(String id, JSArray<JSObject> things) {
        again(() -> Bringing.labels(things).then(labels -> {
            OwnModel model = OwnModel.read(own.get(id));
            model.name(labels);
            return model;
        }), id);
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
        begin();
        Message model = own.get(id);
        used = id;
        String only = model == null ? "" : model.text("only");
        for (int i = 0; i < catalog.getLength(); i++) {
            only = catalog.get(i).text("id").equals(id) ? catalog.get(i).text("backend") : only;
        }
        door.getUse().model(id.equals(first) ? "" : id, model == null ? "" : model.text("crop"), only);
        view.refresh();
    }

    /** Saves a site with one that was brought. */
    void save(String id) {
        if (saving) {
            return;
        }
        saving = true;
        door.getForgive().run();
        OwnModel model = OwnModel.read(own.get(id));
        JSArray<Message> files = own.get(id).object("files");
        Blob entry = files.get(0).object("file");
        Blob labels = files.getLength() > 2 ? files.get(2).object("file") : Blobs.text("", "");
        boolean named = files.getLength() > 2;
        list().flatThen(listed -> text(entry)).flatThen(json -> text(labels).flatThen(names -> {
            OwnSite.Model packed = SiteZip.packed(model, (Message) JSON.parse(json), named ? names : null, catalog);
            return new SiteZip(door, (done, all) -> view.say(words.say("Saving the site: {0} of {1} files", words.number(done, 0),
                    words.number(all, 0)))).of(packed, model.file(), Urls.isFromDisk());
        })).then(zip -> {
            String name = OwnSite.fileName(model.name());
            Blobs.save(zip, name);
            saving = false;
            view.say(words.say("Saved as {0}. Unzip it, then open index.html in it; any web server will do too.", name));
            return null;
        }).catchError(reason -> {
            saving = false;
            view.say("");
            fail(JsErrors.of(reason));
            return null;
        });
    }

    private static JSPromise<String> text(Blob file) {
        return ImageFiles.bytes(file).then(buffer -> Utf8.decode(new Int8Array(buffer)));
    }

    /** Forgets one that was brought. */
    void forget(String id) {
        if (isUsed(id)) {
            use(first);
        }
        remove(id);
    }

    private void remove(String id) {
        own.remove(id);
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
        again(() -> Bringing.of(things), "");
        view.say(words.say("Reading the model"));
    }

    /** Fetches the files of a model and uses it. */
    void fetch(String address) {
        double[] start = {0};
        Remote mine = new Remote((bytes, total) -> {
            start[0] = start[0] == 0 ? Performance.now() : start[0];
            view.arrived(bytes, total, Performance.now() - start[0]);
        });
        again(() -> Bringing.at(Urls.resolve(address), mine).onSettled(() -> {
            if (remote == mine) {
                remote = null;
                view.cancellable(false);
            }
            return null;
        }), "");
        remote = mine;
        view.say(words.say("Loading {0}", address));
        view.cancellable(true);
    }

    /** Ends what is being fetched. */
    void cancel() {
        if (remote != null) {
            remote.cancel();
        }
    }

    /** Something else is wanted than what is under way. */
    private void begin() {
        bringing++;
        view.say("");
        cancel();
    }

    /**
     * Tries a model and uses it.
     *
     * @param before id of the one whose place it takes; empty for none
     */
    private void again(Supplier<JSPromise<OwnModel>> models, String before) {
        door.getForgive().run();
        begin();
        int mine = bringing;
        list().flatThen(done -> models.get()).flatThen(model -> mine != bringing ? JSPromise.<JSObject>resolve(null)
                : bring(model, mine).then(done -> {
                    if (!before.isEmpty() && own.containsKey(model.id()) && !before.equals(model.id())) {
                        remove(before);
                    }
                    return done;
                })).catchError(reason -> {
                    if (mine == bringing) {
                        view.say("");
                        fail(JsErrors.of(reason));
                    }
                    return null;
                });
    }

    private JSPromise<JSObject> bring(OwnModel model, int mine) {
        model.recognise(catalog);
        // Before its outputs are known, nothing can be said of the labels.
        return attempt(model, model.engine(), mine).flatThen(first -> {
            if (first == null) {
                return JSPromise.resolve(null);
            }
            model.answered(OwnModel.logits(first));
            return !model.only().isEmpty() ? done(model, first, null) : attempt(model, model.otherEngine(), mine).flatThen(second ->
                    second == null ? JSPromise.resolve(null) : done(model, first, second));
        });
    }

    private JSPromise<Message> attempt(Message files, String backend) {
        door.getGive().hear(files);
        return door.getAttempt().with(files.text("id"), backend);
    }

    /** @return null where another model has been brought meanwhile */
    private JSPromise<Message> attempt(OwnModel model, String backend, int mine) {
        view.say(words.say("Trying {0} on {1}", model.name(), backend));
        return model.attempt(backend, this::attempt).then(answer -> mine == bringing ? answer : null);
    }

    /** @param second what the other engine answered; null where there is no other one */
    private JSPromise<JSObject> done(OwnModel model, Message first, Message second) {
        String other = second == null ? "" : model.otherEngine();
        boolean agrees = second != null && second.text("backend").equals(other);
        Message files = model.files().set("milliseconds", first.number("milliseconds")).set("backend", first.text("backend"))
                .set("other", other).set("agrees", agrees ? 1 : 0);
        door.getGive().hear(files);
        own.put(model.id(), files);
        view.say("");
        use(model.id());
        return OwnModels.keep(model.id(), files).<JSObject>then(kept -> null, reason -> {
            fail(notKept(reason));
            return null;
        });
    }
}
