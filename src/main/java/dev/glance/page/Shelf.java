package dev.glance.page;

import dev.glance.async.Promise;
import dev.glance.classify.Preprocessor;
import dev.glance.error.GlanceException;
import dev.glance.host.Compute;
import dev.glance.host.Host;
import dev.glance.host.LoadProgress;
import dev.glance.host.LoadRequest;
import dev.glance.host.Loaded;
import dev.glance.image.Crop;
import dev.glance.image.CropMode;
import dev.glance.site.OwnModels;
import dev.glance.site.SiteFiles;
import dev.glance.web.Message;
import dev.glance.web.Picture;
import dev.glance.web.Promises;
import dev.glance.web.Urls;
import dev.glance.worker.Answers;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Performance;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.typedarrays.Float32Array;

/** The page's side of the models: those of the site, and those that people bring. */
final class Shelf {
    private final ModelsDoor door = JSObjects.create();
    private final LateScript script;
    private final Supplier<Host<Picture>> hosts;
    private final Consumer<GlanceException> fail;

    /** @param hosts gives one that loads a model beside the one in use; it is closed here */
    Shelf(SiteFiles site, Presenter<Picture> presenter, Supplier<Host<Picture>> hosts) {
        this.hosts = hosts;
        fail = presenter::fail;
        script = new LateScript(site, ModelsPage.SCRIPT, door);
        speak(PageOptions.LANGUAGES.get(0), "");
        door.setText(LateScript.reader(site, fail));
        door.setGive(files -> OwnModels.give(site, files));
        door.setAttempt((id, backend) -> Promises.js(attempt(id, backend)));
        door.setUse((id, crop) -> {
            Urls.keepParameter("model", id);
            Urls.keepParameter("crop", crop);
            presenter.use(id, Crop.of(crop));
        });
        door.setFail(error -> presenter.fail(Answers.readFailure(error)));
    }

    /** Lists the models. */
    void open() {
        script.load().listen(loaded -> door.getOpen().run(), fail);
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
        return host.load(new LoadRequest(id, backend), LoadProgress.NOBODY).flatThen(loaded -> answer(host, loaded))
                .recover(failure -> Promise.resolved(Answers.of(failure))).onSettled(host::close);
    }

    private static Promise<Message> answer(Host<Picture> host, Loaded loaded) {
        Compute job = new Compute(CropMode.SQUARE);
        Picture picture = Preprocessor.checkPicture(loaded.inputSize());
        return host.run(job, picture).flatThen(logits -> {
            double start = Performance.now();
            // The first one may be slow.
            return host.run(job, picture).then(again -> Message.create().set("backend", loaded.backend())
                    .set("dropped", loaded.dropped()).set("logits", Float32Array.copyFromJavaArray(logits))
                    .set("milliseconds", Performance.now() - start));
        });
    }
}
