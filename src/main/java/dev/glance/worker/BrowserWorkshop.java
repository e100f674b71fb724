package dev.glance.worker;

import dev.glance.async.Promise;
import dev.glance.async.Timer;
import dev.glance.classify.ModelSource;
import dev.glance.classify.Preprocessor;
import dev.glance.classify.WorkerScripts;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.Codec;
import dev.glance.host.Host;
import dev.glance.host.Line;
import dev.glance.host.LoadRequest;
import dev.glance.host.Parcel;
import dev.glance.host.Shared;
import dev.glance.host.Workshop;
import dev.glance.image.View;
import dev.glance.model.Format;
import dev.glance.site.OwnModels;
import dev.glance.site.SiteFiles;
import dev.glance.web.Blobs;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.JsErrors;
import dev.glance.web.Message;
import dev.glance.web.PageTimer;
import dev.glance.web.Picture;
import dev.glance.web.Port;
import dev.glance.web.Promises;
import dev.glance.web.Remembered;
import dev.glance.web.ScriptTable;
import dev.glance.web.Urls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Performance;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.core.JSWeakRef;
import org.teavm.jso.typedarrays.Int8Array;

/** What this browser gives a host. */
public final class BrowserWorkshop implements Workshop<Message, Picture> {
    private static final String WHOLE = "what computes this model on wasm has one";
    /** By the address of the site. */
    private static final Map<String, BrowserWorkshop> WORKSHOPS = new HashMap<>();

    private final SiteFiles site;
    private final ModelSource source;
    private final Wire wire = new Wire();
    private final PageTimer timer = new PageTimer();
    /** WebAssembly modules, held by the workers that use them. */
    private final Shared<JSObject> modules = new Shared<>(timer, BrowserWorkshop::weakly);
    private final Preprocessor preprocessor = new Preprocessor();

    /** Models that are none for LiteRT.js. */
    private final Set<String> noLiteRt = new HashSet<>();
    /** Models that need the whole of TensorFlow.js. */
    private final Set<String> whole = new HashSet<>();

    /** What the worker that was begun is for. */
    private LoadRequest begun;
    private Promise<Line<Message>> early;

    private BrowserWorkshop(SiteFiles site) {
        this.site = site;
        source = new ModelSource(site);
    }

    /** The one for a site. */
    public static BrowserWorkshop of(SiteFiles site) {
        return WORKSHOPS.computeIfAbsent(site.address(""), key -> new BrowserWorkshop(site));
    }

    /** The files that its workers are given. */
    public SiteFiles site() {
        return site;
    }

    @Override
    public Codec<Message> codec() {
        return wire;
    }

    @Override
    public Timer timer() {
        return timer;
    }

    @Override
    public double now() {
        return Performance.now();
    }

    @Override
    public int cores() {
        return BrowserFeatures.cores();
    }

    @Override
    public double memoryGigabytes() {
        return BrowserFeatures.memoryGigabytes();
    }

    @Override
    public boolean fromDisk() {
        return site.fromDisk();
    }

    @Override
    public boolean hasLiteRt(String model) {
        return !noLiteRt.contains(model) && WorkerScripts.hasLiteRt(site.fromDisk());
    }

    @Override
    public String hindersThreads(LoadRequest request) {
        // None is that was opened from disk.
        if (!BrowserFeatures.isIsolated()) {
            return "the page is not cross-origin isolated";
        }
        if (whole.contains(request.model()) && !request.backend().equals(LoadRequest.MANY)) {
            return WHOLE;
        }
        return WorkerScripts.hasThreads(request.backend()) ? "" : "the site has nothing with several for this browser";
    }

    /**
     * Starts a worker. Its scripts are verified, and run from a Blob: the page's Content-Security-Policy holds in it then,
     * it may come from another host or from disk, and nothing is fetched twice.
     */
    @Override
    public Promise<Line<Message>> open(LoadRequest request) {
        String hindrance = Port.hindrance();
        if (!hindrance.isEmpty()) {
            return Promise.failed(none(hindrance));
        }
        return Promises.pure(format(request.model())).flatThen(format -> open(request.first(), format));
    }

    private JSPromise<Format> format(String model) {
        return ScriptTable.isPlain(model) ? JSPromise.resolve(Format.TFLITE) : source.entry(model).<Format>flatThen(entry -> {
            if (entry.format().kind() != Format.Kind.TFLITE) {
                noLiteRt.add(model);
            }
            if (entry.format().whole()) {
                whole.add(model);
            }
            return JSPromise.resolve(entry.format());
            // The worker finds out too, and says it.
        }, reason -> JSPromise.resolve(Format.TFLITE));
    }

    private Promise<Line<Message>> open(LoadRequest request, Format format) {
        String model = request.model();
        String backend = request.backend();
        boolean several = request.isThreaded();
        if (several && format.whole() && backend.equals(LoadRequest.FIRST)) {
            return Promise.failed(none(WHOLE));
        }
        List<String> scripts = several ? WorkerScripts.threaded(backend)
                : format.whole() ? WorkerScripts.whole(backend, site.fromDisk(), format.kind() == Format.Kind.LAYERS)
                : WorkerScripts.of(backend, site.fromDisk());
        return Promises.pure(files(model, backend, scripts)).flatThen(files -> {
            if (!site.fromDisk()) {
                List<String> all = new ArrayList<>(files);
                all.addAll(WorkerScripts.missing(scripts, ScriptTable.tensorFlow() != null));
                site.ask(all);
            }
            return Promises.pure(bundle(scripts)).flatThen(url -> start(url, model, files).onSettled(() -> Blobs.revokeUrl(url)))
                    .recover(failure -> {
                        // A page may allow workers from its own host only.
                        String direct = site.address(WorkerScripts.MAIN);
                        return !site.fromDisk() && Urls.isOwn(direct) ? start(direct, model, files) : Promise.failed(failure);
                    });
        });
    }

    /** The files that the page gets for a worker: it can ask before the worker is there, and need not ask twice. */
    private JSPromise<List<String>> files(String model, String backend, List<String> scripts) {
        // Of a graphics processor it is not known whether there is one.
        if (site.fromDisk() || backend.equals(LoadRequest.GPU)) {
            return JSPromise.resolve(List.of());
        }
        if (ScriptTable.isDefault(model)) {
            return JSPromise.resolve(WorkerScripts.read(scripts, ScriptTable.modelFiles()));
        }
        if (OwnModels.isOwn(model)) {
            return JSPromise.resolve(WorkerScripts.read(scripts, List.of()));
        }
        return source.catalog().<List<String>>flatThen(catalog -> JSPromise.resolve(
                WorkerScripts.read(scripts, ModelSource.files(catalog.require(model)))),
                // The worker finds out too, and says it.
                reason -> JSPromise.resolve(List.of()));
    }

    /** The scripts that the worker will need, in this order, as one; from disk it can load no others. */
    private JSPromise<String> bundle(List<String> scripts) {
        JSArray<JSPromise<JSObject>> reads = new JSArray<>();
        for (String path : scripts) {
            JSObject own = path.equals(WorkerScripts.MAIN) ? ScriptTable.source()
                    : path.equals(WorkerScripts.MOBILENET) ? ScriptTable.tensorFlow() : null;
            reads.push(own != null ? JSPromise.resolve(own)
                    : site.read(path).then(bytes -> (JSObject) Int8Array.fromJavaArray(bytes)));
        }
        return JSPromise.all(reads).then(texts -> {
            JSArray<JSObject> parts = new JSArray<>();
            for (int i = 0; i < texts.getLength(); i++) {
                parts.push(texts.get(i));
                parts.push(JSString.valueOf(";\n"));
            }
            return Blobs.createUrl(Blobs.of(parts, "text/javascript"));
        });
    }

    private Promise<Line<Message>> start(String url, String model, List<String> files) {
        return Promises.pure(OwnModels.given(site, model)).flatThen(given -> start(url, files, given));
    }

    private Promise<Line<Message>> start(String url, List<String> files, Message given) {
        WorkerEndpoint endpoint;
        try {
            endpoint = WorkerEndpoint.start(url, site.address(""), files, given);
        } catch (RuntimeException e) {
            return Promise.failed(none(JsErrors.text(JsErrors.cause(e))));
        }
        for (String path : files) {
            site.hear(path, endpoint.file(path));
        }
        return line(endpoint).ready();
    }

    private static GlanceException none(String why) {
        return new GlanceException(ErrorCode.WORKER_LOST, why, "Use a current browser.");
    }

    private Line<Message> line(WorkerEndpoint endpoint) {
        return new Line<>(endpoint, wire, timer, asked -> read(endpoint, asked)
                .recover(failure -> Promise.resolved(Message.create().set("error", Wire.of(failure)))));
    }

    private static Supplier<JSObject> weakly(JSObject module) {
        JSWeakRef<JSObject> reference = JSWeakRef.create(module);
        return () -> {
            JSObject held = reference.deref();
            return JSObjects.isUndefined(held) ? null : held;
        };
    }

    private Promise<Message> read(WorkerEndpoint worker, Message asked) {
        String path = asked.text("path");
        return switch (asked.text("as")) {
            case "module" -> modules.find(path, worker::isTerminated).then(module -> Message.create().set("module", module));
            case "compiled" -> {
                modules.offer(path, asked.object("module"));
                yield Promise.resolved(Message.create());
            }
            default -> Promises.pure(site.readTwin(path)).then(text -> Message.create().set("text", text));
        };
    }

    /**
     * Starts a worker before anybody asks for one.
     *
     * @param request what will most likely be loaded in it
     */
    public void begin(LoadRequest request) {
        begun = request.first();
        // When the script that calls is done, see Downloads.start.
        early = Promises.pure(JSPromise.resolve("")).flatThen(done -> open(begun));
        // Whoever asks for it hears; if nobody does, nothing is lost.
        early.listen(line -> { }, failure -> { });
    }

    @Override
    public Promise<Line<Message>> early(LoadRequest request) {
        Promise<Line<Message>> taken = early;
        early = null;
        String model = request.model().equals(ScriptTable.model()) ? "" : request.model();
        if (taken == null || !request.isThreaded() && new LoadRequest(model, request.first().backend()).equals(begun)) {
            return taken;
        }
        if (begun.model().isEmpty() && !model.isEmpty()) {
            ScriptTable.modelFiles().forEach(site::stop);
        }
        taken.listen(Line::close, failure -> { });
        return null;
    }

    @Override
    public Promise<Parcel<Message>> pack(Picture picture, List<View> views) {
        return Packed.of(preprocessor, picture, views);
    }

    @Override
    public Picture still(Picture picture, List<View> views) {
        return preprocessor.still(picture, views);
    }

    @Override
    public String remembered(String name) {
        return Remembered.get(name);
    }

    @Override
    public void remember(String name, String value) {
        Remembered.set(name, value);
    }

    @Override
    public Host<Picture> here() {
        return new LocalHost(site);
    }
}
