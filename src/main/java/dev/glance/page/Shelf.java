package dev.glance.page;

import dev.glance.async.Promise;
import dev.glance.decide.Predictions;
import dev.glance.error.GlanceException;
import dev.glance.host.Host;
import dev.glance.host.LoadProgress;
import dev.glance.host.LoadRequest;
import dev.glance.image.Crop;
import dev.glance.site.LateScript;
import dev.glance.site.OwnModels;
import dev.glance.site.SiteFiles;
import dev.glance.web.JsErrors;
import dev.glance.web.Message;
import dev.glance.web.Picture;
import dev.glance.web.Promises;
import dev.glance.web.Urls;
import dev.glance.worker.Answers;
import dev.glance.worker.Trial;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int8Array;

/** The page's side of the models: those of the site, and those that people bring. */
final class Shelf {
    /** What it opens, by the id of the element. */
    static final String[] PANELS = {"models", "inspect"};

    private final ModelsDoor door = JSObjects.create();
    private final LateScript script;
    private final LateScript inspector;
    private final Supplier<Host<Picture>> hosts;
    private final Consumer<GlanceException> fail;
    /** Whether the backend is a model's, not the person's. */
    private boolean chosen;

    /**
     * @param hosts gives one that loads a model beside the one in use; it is closed here
     * @param used  called when another model is in use
     */
    Shelf(SiteFiles site, Presenter<Picture> presenter, Supplier<Host<Picture>> hosts, Runnable used) {
        this.hosts = hosts;
        fail = presenter::fail;
        script = new LateScript(site, ModelsPage.SCRIPT, door);
        inspector = new LateScript(site, InspectPage.SCRIPT, door);
        speak(PageOptions.LANGUAGES.get(0), "");
        door.setText(LateScript.reader(site, fail));
        door.setGive(files -> OwnModels.give(site, files));
        door.setForget(id -> site.withdraw(OwnModels.folder(id)));
        door.setAttempt((id, backend) -> Promises.js(Trial.of(hosts.get(), new LoadRequest(id, backend))));
        door.setCompare((id, only) -> told(Promises.js(compare(presenter, id, only).then(both -> both == null ? null
                : Message.create().set("used", Answers.of(both.get(0))).set("other", Answers.of(both.get(1)))))));
        door.setUse((id, crop, only) -> {
            if (chosen || !only.isEmpty()) {
                Urls.keepParameter("backend", only);
                presenter.compute(only);
            }
            chosen = !only.isEmpty();
            Urls.keepParameter("model", id);
            Urls.keepParameter("crop", crop);
            Urls.keepParameter("size", "");
            presenter.use(id, Crop.of(crop));
            used.run();
        });
        door.setBytes(path -> told(site.read(path).then(Int8Array::fromJavaArray)));
        door.setLayer(node -> told(Promises.js(presenter.activations(node).then(maps -> maps == null ? null
                : Float32Array.copyFromJavaArray(maps)))));
        door.setForgive(presenter::forgive);
        door.setFail(error -> presenter.fail(Answers.readFailure(error)));
    }

    /** Lists the models, or looks into the one in use: one of {@link #PANELS} was opened. */
    void open(String id) {
        boolean lists = id.equals(PANELS[0]);
        (lists ? script : inspector).load().listen(loaded -> {
            if (lists) {
                door.getOpen().run();
            }
        }, fail);
    }

    private static JSPromise<JSObject> told(JSPromise<JSObject> promise) {
        return promise.catchError(reason -> Answers.of(JsErrors.of(reason)));
    }

    /** Takes files of a model. */
    void take(JSArray<JSObject> things) {
        script.load().listen(loaded -> door.getTake().take(things), fail);
    }

    /** Speaks a language from now on, see {@link Words#use}. */
    void speak(String code, String tsv) {
        Spoken.use(script, door, code, tsv);
    }

    private Promise<List<Predictions>> compare(Presenter<Picture> presenter, String id, String only) {
        Host<Picture> host = hosts.get();
        return host.load(new LoadRequest(id, only), LoadProgress.NOBODY).flatThen(loaded -> presenter.compare(host, loaded))
                .onSettled(host::close);
    }
}
