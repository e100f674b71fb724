package dev.glance.page;

import dev.glance.async.Promise;
import dev.glance.async.Stream;
import dev.glance.async.StreamSource;
import dev.glance.decide.Predictions;
import dev.glance.host.Opening;
import dev.glance.host.Result;
import dev.glance.site.LateScript;
import dev.glance.site.SiteFiles;
import dev.glance.web.Message;
import dev.glance.web.Picture;
import dev.glance.web.Promises;
import dev.glance.worker.Answers;
import java.util.Optional;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Window;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/** The page's side of what is loaded once somebody chooses many pictures. */
final class Panels {
    private final LateScript script;
    private final Pictures pictures;
    private final Presenter<Picture> presenter;
    private final Door door = JSObjects.create();

    Panels(SiteFiles site, Pictures pictures, Presenter<Picture> presenter) {
        script = new LateScript(site, ManyPage.SCRIPT, door);
        this.pictures = pictures;
        this.presenter = presenter;
        door.setAddress(site.address(""));
        door.setText(LateScript.reader(site, presenter::fail));
        door.setModel(() -> new JSPromise<>((resolve, reject) -> presenter.surveyed().listen(
                name -> resolve.accept(JSString.valueOf(name)), failure -> resolve.accept(null))));
        door.setChoose(file -> presenter.choose(pictures.of(file)));
        door.setSurvey(this::survey);
        door.setFail(error -> presenter.fail(Answers.readFailure(error)));
    }

    /** Shows many pictures: files, and entries of a file system. */
    void take(JSArray<JSObject> things) {
        presenter.forgive();
        script.load().listen(loaded -> door.getTake().take(things), presenter::fail);
    }

    /**
     * Goes so many pictures further among the many.
     *
     * @return whether there are any
     */
    boolean step(int by) {
        boolean many = Window.current().getDocument().getDocumentElement().hasAttribute(ManyPage.MARK);
        if (many) {
            door.getStep().by(by);
        }
        return many;
    }

    /** Something else goes on the stage than one of the many. */
    void leave() {
        if (script.isThere()) {
            door.getLeave().run();
        }
    }

    /** Another model is in use. */
    void renew() {
        if (script.isThere()) {
            door.getRenew().run();
        }
    }

    /** There is an answer for what is on the stage. */
    void answered(Predictions predictions) {
        if (script.isThere()) {
            door.getHear().hear(Answers.of(predictions));
        }
    }

    /** Says everything anew, in another language. */
    void refresh() {
        if (script.isThere()) {
            door.getSpeak().run();
        }
    }

    private Door.Run survey(Door.Files files, int count, int side) {
        Stream<Opening<Picture>> source = StreamSource.of(() -> Promises.pure(files.next()).then(file -> file == null
                ? Optional.<Opening<Picture>>empty() : Optional.of(() -> Promise.resolved(Picture.encoded(file)))), () -> { });
        presenter.forgive();
        Promise<Stream<Result<Object>>> results = presenter.survey(side, source, count);
        Door.Run run = JSObjects.create();
        run.setAnswers(() -> message(results.flatThen(Stream::next)));
        run.setStop(() -> results.listen(Stream::close, failure -> { }));
        return run;
    }

    /** Never rejected: each script has errors of its own. */
    private static JSPromise<Message> message(Promise<Optional<Result<Object>>> next) {
        return Promises.js(next.then(result -> result.map(Answers::of).orElse(null))
                .recover(failure -> Promise.resolved(Answers.of(failure))));
    }
}
