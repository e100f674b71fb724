package dev.glance.page;

import dev.glance.decide.LayerMaps;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Catalog;
import dev.glance.model.CatalogEntry;
import dev.glance.model.Format;
import dev.glance.model.Json;
import dev.glance.model.Sha256;
import dev.glance.model.graph.LayerTable;
import dev.glance.model.graph.Layers;
import dev.glance.site.JsonValue;
import dev.glance.site.OwnModels;
import dev.glance.site.SiteFiles;
import dev.glance.web.JsErrors;
import dev.glance.web.Message;
import dev.glance.web.MutationObserver;
import dev.glance.web.Numbers;
import dev.glance.web.ScriptDoor;
import dev.glance.web.Urls;
import dev.glance.web.Utf8;
import dev.glance.worker.Answers;
import java.util.Arrays;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Window;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.json.JSON;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * Looks into the model in use: its layers, what they cost, what they make of the picture, and how it compares with the other models
 * of this device. What is in use, and whether there is another picture, it reads off the page.
 */
public final class InspectPage {
    /** Where it is compiled to. */
    static final String SCRIPT = "inspect.js";
    private static final String STYLE = "inspect.css";
    private static final String FOLDER = "models/";
    private static final String CATALOG = FOLDER + "catalog.json";

    private final HTMLDocument document = Window.current().getDocument();
    private final HTMLElement root = document.getDocumentElement();
    private final HTMLElement panel = document.getElementById("inspect");
    private final HTMLElement status = Html.create("p", "hint", "");
    private final HTMLElement content = Html.create("div", "", "");
    private final ModelsDoor door;
    private final Words words = new Words(Numbers::local);
    private final CostView cost = new CostView(words);
    private final LayersView layers = new LayersView(words, this::ask);
    private final ModelsPlot plot;
    /** What is shown, or is on its way: its id and size. */
    private String shown = "";
    /** Counts what is read: of two models, the last one is meant. */
    private int reading;
    /** Counts what is asked of layers. */
    private int asking;
    private CatalogEntry entry;
    private LayerTable table;
    private GlanceException failure;

    private InspectPage(ModelsDoor door) {
        this.door = door;
        plot = new ModelsPlot(words, door, this::catalog);
        status.setAttribute("role", "status");
        panel.appendChild(status);
        panel.appendChild(content);
        content.appendChild(cost.element());
        content.appendChild(layers.element());
        panel.appendChild(plot.element());
        content.setHidden(true);
    }

    /** Begins with what the page has left. */
    public static void start() {
        HTMLElement style = Html.create("link", "", "");
        style.setAttribute("rel", "stylesheet");
        style.setAttribute("href", STYLE);
        Window.current().getDocument().getHead().appendChild(style);
        InspectPage page = new InspectPage(ScriptDoor.enter(SCRIPT));
        page.speak();
        page.panel.addEventListener("toggle", e -> page.look());
        new MutationObserver(changes -> page.look()).observeAttributes(page.root, "data-model");
        new MutationObserver(changes -> page.askAgain()).observeAttributes(page.root, "data-state");
        new MutationObserver(changes -> page.speak()).observeAttributes(page.root, "lang");
        page.look();
    }

    private void speak() {
        words.use(door.getLanguage(), door.getTable());
        cost.refresh();
        layers.refresh();
        plot.refresh();
        say();
    }

    private void say() {
        String text = "";
        if (failure != null) {
            text = words.failure(failure);
        } else if (table == null) {
            text = shown.isEmpty() ? words.say("No model is in use.") : words.say("Reading the model");
        }
        Html.say(status, text);
        status.setHidden(text.isEmpty());
    }

    /** Shows the model in use, unless it is shown. */
    private void look() {
        String id = root.getAttribute("data-model");
        String size = Urls.queryParameter("size");
        String wanted = id + " " + size;
        if (!panel.hasAttribute("open") || wanted.equals(shown)) {
            return;
        }
        if (id == null || id.isEmpty()) {
            plot.use("");
            return;
        }
        shown = wanted;
        reading++;
        int mine = reading;
        asking++;
        failure = null;
        table = null;
        content.setHidden(true);
        say();
        plot.use(id);
        entry(id).flatThen(found -> bytes(FOLDER + found.file()).flatThen(bytes -> verified(found, bytes)).then(bytes -> {
            if (mine == reading) {
                entry = found;
                table = table(found, bytes, size.isEmpty() ? 0 : found.size((int) Numbers.read(size)));
                content.setHidden(false);
                cost.show(entry.name(), entry.bytes(), table);
                layers.show(entry.format().kind(), table);
                say();
            }
            return null;
        })).catchError(reason -> {
            if (mine == reading) {
                failure = JsErrors.of(reason);
                // The next who looks tries again.
                shown = "";
                say();
            }
            return null;
        });
    }

    private JSPromise<Catalog> catalog() {
        return json(CATALOG).then(Catalog::of);
    }

    private JSPromise<CatalogEntry> entry(String id) {
        return OwnModels.isOwn(id) ? json(OwnModels.entry(id)).then(Catalog::entry) : catalog().then(catalog -> catalog.require(id));
    }

    private JSPromise<Json> json(String path) {
        return bytes(path).then(bytes -> JsonValue.parse(Utf8.decode(Int8Array.fromJavaArray(bytes))));
    }

    private JSPromise<byte[]> bytes(String path) {
        return door.getBytes().read(path).then(answer -> ((Int8Array) Answers.require(answer)).toJavaArray());
    }

    private static JSPromise<byte[]> verified(CatalogEntry entry, byte[] bytes) {
        return SiteFiles.sha256(bytes).then(hash -> {
            if (bytes.length != entry.bytes() || !Sha256.digits(hash).equals(entry.sha256())) {
                throw new GlanceException(ErrorCode.MODEL_ALTERED, "The file of the model \u201c" + entry.id()
                        + "\u201d is not the one of the catalog.", GlanceException.COPY_AGAIN);
            }
            return bytes;
        });
    }

    private static LayerTable table(CatalogEntry entry, byte[] bytes, int size) {
        Format format = entry.format();
        if (format.kind() == Format.Kind.TFLITE) {
            return Layers.ofTflite(bytes, size == entry.inputSize() ? 0 : size);
        }
        Message model = (Message) JSON.parse(Utf8.decode(Int8Array.fromJavaArray(Arrays.copyOf(bytes, format.head()))));
        // As in model.json; what is kept is what TensorFlow.js takes.
        JSArray<JSObject> groups = new JSArray<>();
        groups.push(Message.create().set("weights", (JSObject) model.object("weightSpecs")));
        model.set("weightsManifest", groups);
        return Layers.ofTensorFlowJs(JsonValue.parse(JSON.stringify(model)), Arrays.copyOfRange(bytes, format.head(), bytes.length),
                size == 0 ? entry.inputSize() : size);
    }

    /** The picture may be another one. */
    private void askAgain() {
        String state = root.getAttribute("data-state");
        if (panel.hasAttribute("open") && table != null && layers.chosen() >= 0 && (state.equals("done") || state.equals("ready"))) {
            ask(layers.chosen());
        }
    }

    private void ask(int row) {
        asking++;
        int mine = asking;
        Format.Kind kind = entry.format().kind();
        door.getLayer().of(LayerNodes.of(kind, table, row)).then(answer -> {
            if (mine != asking) {
                return null;
            }
            if (answer == null) {
                layers.lacking(words.say("There is no picture on the stage that stands still. Choose one, or freeze this one."));
                return null;
            }
            Answers.require(answer);
            layers.maps(LayerMaps.read(((Float32Array) answer).copyToJavaArray()));
            return null;
        }).catchError(reason -> {
            if (mine == asking) {
                layers.lacking(kind == Format.Kind.LAYERS
                        ? words.say("What this layer computes cannot be shown: TensorFlow.js computes it inside of another model.")
                        : words.say("What this layer computes cannot be shown: {0}", JsErrors.of(reason).what()));
            }
            return null;
        });
    }
}
