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
import dev.glance.site.OfflineWorker;
import dev.glance.site.OwnModels;
import dev.glance.web.Blobs;
import dev.glance.web.ImageFiles;
import dev.glance.web.JsErrors;
import dev.glance.web.KeyValues;
import dev.glance.web.Message;
import dev.glance.web.MutationObserver;
import dev.glance.web.Numbers;
import dev.glance.web.ScriptDoor;
import dev.glance.web.ServiceWorkers;
import dev.glance.web.TextArrays;
import dev.glance.web.Urls;
import dev.glance.web.Utf8;
import dev.glance.worker.Answers;
import dev.glance.worker.Trial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Performance;
import org.teavm.jso.browser.Window;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;
import org.teavm.jso.json.JSON;
import org.teavm.jso.typedarrays.Int8Array;

/** What runs once somebody looks for models or brings one: reads, tries and keeps them. */
public final class ModelsPage {
    /** Where it is, relative to the site's root. */
    static final String SCRIPT = Reading.SCRIPT;

    private static final double DOUBLE_CLICK_MS = 700;

    private final HTMLElement root = Window.current().getDocument().getDocumentElement();
    private final ModelsDoor door;
    private final Words words = new Words(Numbers::local);
    private final ModelsView view = new ModelsView(this, words);
    /** The site's, in the catalog's order. */
    private final List<CatalogEntry> site = new ArrayList<>();
    /** Those that people have brought, by id: what {@link OwnModel#files} says of them. */
    private final Map<String, Message> own = new LinkedHashMap<>();
    /** Those of them that lie on this device. */
    private final Set<String> kept = new HashSet<>();
    /** Counts what is brought: of two, the last one is meant. */
    private int bringing;
    /** Whether a site is being saved. */
    private boolean saving;
    /** Whether a model is being loaded or tried. */
    private boolean busy;
    /** When one was forgotten last, in milliseconds. */
    private double forgottenAt = -DOUBLE_CLICK_MS;
    /** The one in use, or about to be. */
    private String used = root.getAttribute("data-model");
    /** What the page was doing when it was last looked at. */
    private String state = root.getAttribute("data-state");
    private JSPromise<JSObject> listed;
    /** The one that the page opens with. */
    private String first = "";
    /** What the catalog says, of models that this site was built without too. */
    private JSArray<Message> catalog = new JSArray<>();
    /** Folders of other hosts that have the catalog's files too. */
    private List<String> mirrors = List.of();
    /** Fetches a model; null where none is fetched. */
    private Remote remote;
    /** Counts comparisons: the last one is meant. */
    private int comparing;

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
        new MutationObserver(changes -> page.look()).observeAttributes(page.root, "data-state");
        Window.current().addEventListener("focus", e -> page.comeBack());
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

    /** What the catalog says of models that are neither in the site nor kept, but can be fetched. */
    List<Message> away() {
        List<Message> away = new ArrayList<>();
        for (int i = 0; i < catalog.getLength(); i++) {
            Message entry = catalog.get(i);
            if (!entry.text("url").isEmpty() && !((JSBoolean) entry.object("inSite")).booleanValue() && !isKept(entry.text("id"))) {
                away.add(entry);
            }
        }
        return away;
    }

    private boolean isKept(String known) {
        for (Message model : own.values()) {
            if (known(model).equals(known)) {
                return true;
            }
        }
        return false;
    }

    /** What the catalog calls a model that was brought; empty where it does not know it. */
    static String known(Message model) {
        Message known = model.object("known");
        return known == null ? "" : known.text("id");
    }

    /** Whether a model is in use, or about to be. */
    boolean isUsed(String id) {
        return id.equals(used);
    }

    /** Gives a model its pixels in another range. */
    void range(String id, double min, double max) {
        OwnModel model = OwnModel.read(own.get(id));
        model.range(min, max);
        again(() -> JSPromise.resolve(model), id, "");
    }

    /** Gives a model its pictures in another size. */
    void size(String id, int side) {
        OwnModel model = OwnModel.read(own.get(id));
        model.size(side);
        again(() -> JSPromise.resolve(model), id, "");
    }

    /** Gives a model the names of its classes. */
    void labels(String id, JSArray<JSObject> things) {
        again(() -> Bringing.labels(things).then(labels -> {
            OwnModel model = OwnModel.read(own.get(id));
            model.name(labels);
            return model;
        }), id, "");
    }

    /** With another picture, a comparison means nothing any more. */
    private void look() {
        String before = state;
        state = root.getAttribute("data-state");
        if (!state.equals(before)) {
            compared(null);
        }
    }

    private void open() {
        list().then(done -> {
            // Times may have been measured meanwhile.
            view.refresh();
            return null;
            // What went wrong is told once, where the list is made.
        }, reason -> null);
    }

    /** Another page of this site may have forgotten some, or have brought others. */
    private void comeBack() {
        if (listed == null) {
            return;
        }
        listed.flatThen(done -> KeyValues.open(OwnModels.STORE)).flatThen(KeyValues::keys).flatThen(keys -> {
            Set<String> there = new HashSet<>(TextArrays.list(keys));
            for (String id : new ArrayList<>(own.keySet())) {
                if (kept.contains(id) && !there.contains(id)) {
                    own.remove(id);
                    kept.remove(id);
                }
            }
            return readKept();
        }).then(done -> {
            view.refresh();
            return null;
            // Where nothing can be read, nothing has changed that could be told.
        }, reason -> null);
    }

    private JSPromise<JSObject> list() {
        if (listed == null) {
            listed = door.getText().read("models/catalog.json").flatThen(text -> {
                if (text != null) {
                    Message json = (Message) JSON.parse(text.stringValue());
                    catalog = json.object("models");
                    mirrors = json.texts("mirrors");
                    Catalog all = Catalog.of(JsonValue.parse(text.stringValue()));
                    first = all.require("").id();
                    for (CatalogEntry entry : all.entries()) {
                        if (entry.inSite()) {
                            site.add(entry);
                        }
                    }
                }
                return readKept();
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
    private JSPromise<JSObject> readKept() {
        return KeyValues.open(OwnModels.STORE).flatThen(store -> store.keys().flatThen(store::get)).<JSObject>then(values -> {
            for (int i = 0; i < values.getLength(); i++) {
                Message model = values.get(i).cast();
                own.putIfAbsent(model.text("id"), model);
                kept.add(model.text("id"));
            }
            return null;
        }, reason -> null);
    }

    private void fail(GlanceException failure) {
        door.getFail().fail(Answers.of(failure));
        view.fail(failure);
    }

    /** Uses a model from now on, instead of one that is being loaded. */
    void use(String id) {
        begin("");
        turnTo(id);
    }

    private void turnTo(String id) {
        Message model = own.get(id);
        used = id;
        compared(null);
        door.getUse().model(id.equals(first) ? "" : id, model == null ? "" : model.text("crop"), only(id));
        view.refresh();
    }

    /** What alone can compute a model; empty where others can too. */
    private String only(String id) {
        Message model = own.get(id);
        String only = model == null ? "" : model.text("only");
        for (int i = 0; i < catalog.getLength(); i++) {
            only = catalog.get(i).text("id").equals(id) ? catalog.get(i).text("backend") : only;
        }
        return only;
    }

    /** Asks the model in use and another one about the picture on the stage. */
    void compare(String id, String name) {
        door.getForgive().run();
        compared(null);
        int mine = comparing;
        view.say(words.say("Asking {0} too", name));
        door.getCompare().with(id, only(id)).then(answer -> {
            if (mine == comparing) {
                view.say(answer == null ? words.say("There is no picture on the stage that stands still. Choose one, or freeze this one.")
                        : "");
                compared((Message) Answers.require(answer));
            }
            return null;
        }).catchError(reason -> {
            if (mine == comparing) {
                view.say("");
                fail(JsErrors.of(reason));
            }
            return null;
        });
    }

    private void compared(Message answers) {
        comparing++;
        view.compared(answers == null ? List.of() : List.of(Answers.read((Message) answers.object("used")),
                Answers.read((Message) answers.object("other"))));
    }

    /** The name of one of them for people. */
    String name(String id) {
        for (CatalogEntry entry : site) {
            if (entry.id().equals(id)) {
                return entry.name();
            }
        }
        return own.containsKey(id) ? own.get(id).text("name") : id;
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
        Blob entry = OwnModel.blob(files.get(0).object("file"));
        Blob labels = files.getLength() > 2 ? OwnModel.blob(files.get(2).object("file")) : Blobs.text("", "");
        boolean named = files.getLength() > 2;
        list().flatThen(listed -> model.verified()).flatThen(whole -> text(entry)).flatThen(json -> text(labels).flatThen(names -> {
            OwnSite.Model packed = SiteZip.packed(model, (Message) JSON.parse(json), named ? names : null, catalog,
                    mirrors);
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
            GlanceException failure = JsErrors.of(reason);
            fail(failure.code() != ErrorCode.SITE_FILE || Urls.isFromDisk() ? failure : new GlanceException(ErrorCode.SITE_FILE,
                    "The site cannot be saved now: some of its files are not kept on this device, and " + failure.what(),
                    "Connect to where the site comes from, and save it then."));
            return null;
        });
    }

    private static JSPromise<String> text(Blob file) {
        return ImageFiles.bytes(file).then(buffer -> Utf8.decode(new Int8Array(buffer)));
    }

    /** Forgets one that was brought. What is being loaded meanwhile goes on. */
    void forget(String id) {
        double now = Performance.now();
        // The list has moved: the second click of two is not meant for the model that lies there now.
        if (now < forgottenAt + DOUBLE_CLICK_MS) {
            return;
        }
        forgottenAt = now;
        view.say("");
        String name = name(id);
        Message files = own.get(id);
        if (isUsed(id)) {
            turnTo(first);
        }
        remove(id).then(done -> {
            view.say(words.say("{0} is forgotten.", name));
            view.undo(() -> bringBack(id, files));
            return null;
        }).catchError(reason -> {
            fail(JsErrors.of(reason));
            return null;
        });
    }

    private void bringBack(String id, Message files) {
        view.say("");
        door.getGive().hear(files);
        own.put(id, files);
        keep(id, files);
        view.refresh();
    }

    private JSPromise<JSObject> keep(String id, Message files) {
        return OwnModels.keep(id, files).<JSObject>then(done -> {
            kept.add(id);
            return null;
        }, reason -> {
            fail(notKept(reason));
            return null;
        });
    }

    /** It leaves the list at once; the promise is fulfilled when it has left the device too. */
    private JSPromise<JSObject> remove(String id) {
        boolean wasKept = kept.remove(id);
        own.remove(id);
        door.getForget().model(id);
        view.refresh();
        return KeyValues.open(OwnModels.STORE).flatThen(store -> store.remove(id)).then(done -> null, reason -> {
            // Where nothing is kept, there is nothing to forget.
            if (wasKept) {
                throw new GlanceException(ErrorCode.STORAGE, "The model cannot be taken from this device: "
                        + JsErrors.text(reason) + ".", "Clear what the browser keeps of this site, in its settings.");
            }
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
        again(() -> Bringing.of(things), "", words.say("Reading the model"));
    }

    /** Fetches the files of a model and uses it. */
    void fetch(String address) {
        fetch(address, remote -> Bringing.at(Urls.resolve(address), remote));
    }

    /** Fetches one that the catalog knows, and uses it. */
    void fetch(Message entry) {
        List<String> addresses = addresses(entry);
        fetch(entry.text("name"), remote -> inTurn(entry, addresses, 0, remote, null));
    }

    /** Where a model that the catalog knows can be had. */
    List<String> addresses(Message entry) {
        String url = entry.text("url");
        List<String> addresses = new ArrayList<>();
        addresses.add(url);
        for (String mirror : mirrors) {
            addresses.add(mirror + url.substring(url.lastIndexOf('/') + 1));
        }
        return addresses;
    }

    /** @param before what went wrong at the first address; null before that */
    private JSPromise<OwnModel> inTurn(Message entry, List<String> addresses, int at, Remote remote, GlanceException before) {
        if (at == addresses.size()) {
            return JSPromise.reject(before.code() != ErrorCode.MODEL_MISSING ? before : new GlanceException(ErrorCode.MODEL_MISSING,
                    before.what() + (at > 1 ? " Nor can it be had elsewhere." : ""), "Look whether there is a connection, and try it "
                    + "again later."));
        }
        return Bringing.published(addresses.get(at), (int) entry.number("bytes"), entry.text("sha256"), remote).then(model -> {
            model.markFetched();
            return model;
        }).<OwnModel>flatThen(JSPromise::resolve, reason -> {
            GlanceException failure = JsErrors.of(reason);
            return failure.code() == ErrorCode.CANCELLED ? JSPromise.reject(failure)
                    : inTurn(entry, addresses, at + 1, remote, before == null ? failure : before);
        });
    }

    /** @param what for people */
    private void fetch(String what, Function<Remote, JSPromise<OwnModel>> models) {
        Rate rate = new Rate();
        Remote mine = new Remote((bytes, total) -> {
            rate.arrived(bytes, Performance.now());
            view.arrived(bytes, total, rate);
        });
        again(() -> models.apply(mine).onSettled(() -> {
            if (remote == mine) {
                remote = null;
                view.cancellable(false);
            }
            return null;
        }), "", words.say("Loading {0}", what));
        remote = mine;
        view.cancellable(true);
    }

    /** Ends what is being fetched. */
    void cancel() {
        if (remote != null) {
            remote.cancel();
        }
    }

    /**
     * Something else is wanted than what is under way.
     *
     * @param text says what
     */
    private void begin(String text) {
        bringing++;
        cancel();
        String stopped = busy ? words.say("What was being loaded before was stopped.") : "";
        busy = false;
        view.say(text.isEmpty() || stopped.isEmpty() ? text + stopped : stopped + " " + text);
    }

    /**
     * Tries a model and uses it.
     *
     * @param before id of the one whose place it takes; empty for none
     * @param text   says what is done
     */
    private void again(Supplier<JSPromise<OwnModel>> models, String before, String text) {
        door.getForgive().run();
        begin(text);
        busy = true;
        int mine = bringing;
        list().flatThen(done -> models.get()).flatThen(model -> mine != bringing ? JSPromise.<JSObject>resolve(null)
                : bring(model, mine).flatThen(done -> before.isEmpty() || !own.containsKey(model.id()) || before.equals(model.id())
                        ? JSPromise.resolve(done) : remove(before))).catchError(reason -> {
                    if (mine == bringing) {
                        busy = false;
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

    /**
     * Has the parts of the site kept that one of the models needs and the site's own do not: the first visit gets its files past the
     * service worker, which would keep them otherwise.
     */
    private static void keepScripts(OwnModel model) {
        List<String> paths = Trial.needed(model.format(), model.only());
        if (paths.isEmpty() || !ServiceWorkers.available()) {
            return;
        }
        ServiceWorkers.ready().then(registration -> {
            registration.getActive().postMessage(Message.create().set(OfflineWorker.ABOUT, OfflineWorker.KEEP).set("paths", paths));
            return null;
            // Where the browser has none, nothing is kept of the site at all.
        }, reason -> null);
    }

    /** @param second what the other engine answered; null where there is no other one */
    private JSPromise<JSObject> done(OwnModel model, Message first, Message second) {
        String other = second == null ? "" : model.otherEngine();
        boolean agrees = second != null && second.text("backend").equals(other);
        Message files = model.files().set("milliseconds", first.number("milliseconds")).set("backend", first.text("backend"))
                .set("other", other).set("agrees", agrees ? 1 : 0);
        Measured.set(model.id(), first.number("milliseconds"));
        door.getGive().hear(files);
        own.put(model.id(), files);
        view.say("");
        busy = false;
        turnTo(model.id());
        return keep(model.id(), files).then(done -> {
            if (kept.contains(model.id())) {
                keepScripts(model);
            }
            return null;
        });
    }
}
