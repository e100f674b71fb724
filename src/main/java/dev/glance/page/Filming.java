package dev.glance.page;

import dev.glance.async.Promise;
import dev.glance.decide.Smoothed;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.Follow;
import dev.glance.host.Host;
import dev.glance.image.Crop;
import dev.glance.image.CropMode;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.Message;
import dev.glance.web.Picture;
import dev.glance.web.Pixels;
import dev.glance.web.Promises;
import dev.glance.worker.Answers;
import java.util.function.BooleanSupplier;
import org.teavm.jso.browser.Window;
import org.teavm.jso.canvas.CanvasImageSource;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLSelectElement;
import org.teavm.jso.file.File;
import org.teavm.jso.typedarrays.Float32Array;

/** The page's side of cameras and videos: {@link Feeds} shows them and looks, in a script of their own. */
final class Filming {
    private final HTMLDocument document = Window.current().getDocument();
    private final Pictures pictures;
    private final More more;
    private final Host<Picture> host;
    private final Presenter<Picture> presenter;
    /** Whether a camera is on. */
    private boolean on;
    /** Counts what was to be opened: only the last one is of interest. */
    private int opened;

    /**
     * @param pictures what a frozen frame becomes one of
     * @param host     looks at frames
     */
    Filming(Pictures pictures, More more, Host<Picture> host, Presenter<Picture> presenter) {
        this.pictures = pictures;
        this.more = more;
        this.host = host;
        this.presenter = presenter;
        more.door().setFollow(this::follow);
    }

    private JSPromise<Message> follow(CanvasImageSource frame, String crop, int topK, Float32Array memory, double weight) {
        Promise<Smoothed> answer = Promise.of(() -> host.run(new Follow(Crop.of(crop), topK, memory.copyToJavaArray(), weight),
                Pixels.of(frame).give()));
        return Promises.js(answer.then(Answers::of).recover(failure -> Promise.resolved(Answers.of(failure))));
    }

    /** Tells what a person does with cameras. */
    void listen() {
        HTMLElement button = document.getElementById("camera");
        HTMLSelectElement which = (HTMLSelectElement) document.getElementById("camera-which");
        button.onClick(e -> {
            if (button.getAttribute("aria-pressed").equals("true")) {
                presenter.stopWatching();
            } else {
                presenter.watch(camera(""));
            }
        });
        document.getElementById("camera-stop").onClick(e -> presenter.stopWatching());
        which.addEventListener("change", e -> presenter.watch(camera(which.getValue())));
        // Nobody films on behind a page that is not seen; what was seen last is what is found again.
        document.addEventListener("visibilitychange", e -> {
            if (BrowserFeatures.isHidden() && on) {
                presenter.predict();
            }
        });
        Window.current().addEventListener("pagehide", e -> presenter.stopWatching());
    }

    /** @param id of a camera; empty for one that looks away from the person, where there is one */
    private Live.Source<Choice<Picture>> camera(String id) {
        return new Source("Camera", "From the camera", Message.create().set("camera", id));
    }

    /** A video file. */
    Live.Source<Choice<Picture>> of(File file) {
        return new Source(file.getName(), file.getName(), Message.create().set("file", file));
    }

    /**
     * A camera, or a video.
     *
     * @param name  what people call it
     * @param still what people call a picture of it
     * @param wish  {@code camera} or {@code file}, see {@link MoreDoor.Watch#open}
     */
    private final class Source implements Live.Source<Choice<Picture>> {
        private final String name;
        private final String still;
        private final Message wish;

        Source(String name, String still, Message wish) {
            this.name = name;
            this.still = still;
            this.wish = wish;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Promise<Live<Choice<Picture>>> open(CropMode crop, int topK, BooleanSupplier ready, Live.Listener listener) {
            wish.set("name", name).set("crop", crop.word()).set("topK", topK);
            MoreDoor.Listener heard = JSObjects.create();
            heard.setReady(ready::getAsBoolean);
            heard.setChanged(state -> listener.changed(LiveMessages.read(state)));
            heard.setFailed(failure -> listener.failed(Answers.readFailure(failure)));
            opened++;
            int mine = opened;
            return more.load().flatThen(door -> {
                if (mine != opened || !presenter.isLive()) {
                    // Given up while the script was on its way: nobody is asked for a camera any more.
                    throw new GlanceException(ErrorCode.CANCELLED, "The camera is not wanted any more.", "Press Camera again.");
                }
                return Promises.pure(door.getWatch().open(wish, heard));
            }).then(thing -> {
                Message failure = (Message) thing;
                if (failure.object("failure") != null) {
                    throw Answers.readFailure(failure);
                }
                return new Seen((MoreDoor.Seen) thing);
            });
        }

        /** One that is open. */
        private final class Seen implements Live<Choice<Picture>> {
            private final MoreDoor.Seen seen;

            Seen(MoreDoor.Seen seen) {
                this.seen = seen;
            }

            @Override
            public void start() {
                on = wish.object("file") == null;
                if (on && BrowserFeatures.isHidden()) {
                    // It was allowed too late.
                    presenter.stopWatching();
                } else {
                    seen.getStart().run();
                }
            }

            @Override
            public void look() {
                seen.getLook().run();
            }

            @Override
            public Choice<Picture> freeze() {
                on = false;
                return pictures.of(seen.getFreeze().now(), still);
            }

            @Override
            public void end() {
                on = false;
                seen.getEnd().run();
            }
        }
    }
}
