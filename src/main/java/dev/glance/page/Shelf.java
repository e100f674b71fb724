package dev.glance.page;

import dev.glance.async.Promise;
import dev.glance.error.GlanceException;
import dev.glance.host.Host;
import dev.glance.host.LoadRequest;
import dev.glance.image.Crop;
import dev.glance.site.OwnModels;
import dev.glance.site.SiteFiles;
import dev.glance.web.JsErrors;
import dev.glance.web.Message;
import dev.glance.web.Picture;
import dev.glance.web.Promises;
import dev.glance.web.Urls;
import dev.glance.worker.Answers;
import dev.glance.worker.Trial;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.typedarrays.Int8Array;

/** The page's side of the models: those of the site, and those that people bring. */
final class Shelf {
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
        door.setAttempt((id, backend) -> Promises.js(attempt(id, backend)));
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
        door.setBytes(path -> site.read(path).<JSObject>then(Int8Array::fromJavaArray,
                reason -> Answers.of(JsErrors.of(reason))));
        door.setLayer(node -> Promises.js(presenter.activations(node).then(answer -> (Message) answer)
                .recover(failure -> Promise.resolved(Answers.of(failure)))));
        door.setForgive(presenter::forgive);
        door.setFail(error -> presenter.fail(Answers.readFailure(error)));
    }

    /** Lists the models. */
    void open() {
        script.load().listen(loaded -> door.getOpen().run(), fail);
    }

    /** Looks into the model in use. */
    void inspect() {
        inspector.load().listen(loaded -> { }, fail);
    }

    /** Takes files of a model. */
    void take(JSArray<JSObject> things) {
        script.load().listen(loaded -> door.getTake().take(things), fail);
    }

    /** Speaks a language from now on, see {@link Words#use}. */
    void speak(String code, String tsv) {
        door.setLanguage(code);
        door.setTable(tsv);
        if (script.isThere()) {
            door.getSpeak().run();
        }
    }

    private Promise<Message> attempt(String id, String backend) {
        Host<Picture> host = hosts.get();
        return Trial.of(host, new LoadRequest(id, backend)).onSettled(host::close);
    }
}
