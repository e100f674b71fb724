package dev.glance.page;

import dev.glance.async.Promise;
import dev.glance.error.GlanceException;
import dev.glance.web.AbortController;
import dev.glance.web.Blobs;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.Cameras;
import dev.glance.web.Canvas;
import dev.glance.web.ImageFiles;
import dev.glance.web.JsErrors;
import dev.glance.web.Picture;
import dev.glance.web.Pixels;
import dev.glance.web.Promises;
import dev.glance.web.Videos;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Window;
import org.teavm.jso.canvas.CanvasImageSource;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLSelectElement;
import org.teavm.jso.dom.html.HTMLVideoElement;
import org.teavm.jso.file.File;

/** Cameras and videos, shown in the one video element of the stage. */
final class Feeds {
    private static final String MIRRORED = "mirrored";
    /** A camera that was allowed and shows nothing for so long, in milliseconds, will not. */
    private static final int PATIENCE_MS = 15_000;

    private final HTMLDocument document = Window.current().getDocument();
    private final DomView view;
    private final Pictures pictures;
    private final HTMLVideoElement video;
    private final HTMLSelectElement which;
    /** Whose frames the video element shows; null where it shows none. */
    private Playing shown;
    private Runnable stop;

    /** @param pictures what a frozen frame becomes one of */
    Feeds(DomView view, Pictures pictures) {
        this.view = view;
        this.pictures = pictures;
        video = (HTMLVideoElement) view.element("live");
        which = (HTMLSelectElement) view.element("camera-which");
        // The attribute alone does not count for a video that was parsed before it was allowed to play.
        video.setMuted(true);
    }

    /** Tells what a person does with cameras. */
    void listen(Presenter<Picture> presenter) {
        stop = presenter::stopWatching;
        HTMLElement button = view.element("camera");
        button.onClick(e -> {
            if (button.getAttribute("aria-pressed").equals("true")) {
                presenter.stopWatching();
            } else {
                presenter.watch(camera(""));
            }
        });
        view.element("camera-stop").onClick(e -> presenter.stopWatching());
        which.addEventListener("change", e -> presenter.watch(camera(which.getValue())));
        // Nobody films on behind a page that is not seen; what was seen last is what is found again.
        document.addEventListener("visibilitychange", e -> {
            if (BrowserFeatures.isHidden() && shown != null && shown.stream != null) {
                presenter.predict();
            }
        });
        Window.current().addEventListener("pagehide", e -> presenter.stopWatching());
    }

    /** @param id of a camera; empty for one that looks away from the person, where there is one */
    private Feed.Source<Picture> camera(String id) {
        return source("Camera", () -> {
            if (!Cameras.available()) {
                throw Cameras.isSecure() ? CameraErrors.unknown() : CameraErrors.insecure();
            }
            return Cameras.open(id).<Feed<Picture>>flatThen(this::filming,
                    reason -> JSPromise.reject(CameraErrors.of(JsErrors.name(reason), JsErrors.text(reason))));
        });
    }

    private JSPromise<Feed<Picture>> filming(JSObject stream) {
        return Cameras.all().flatThen(cameras -> {
            which.clear();
            int chosen = 0;
            for (int i = 0; i < cameras.getLength(); i++) {
                Cameras.Camera camera = cameras.get(i);
                HTMLElement option = view.text("option", "", camera.getLabel());
                option.setAttribute("value", camera.getDeviceId());
                which.appendChild(option);
                chosen = camera.getDeviceId().equals(Cameras.id(stream)) ? i : chosen;
            }
            which.setSelectedIndex(chosen);
            return JSPromise.resolve(new Playing("From the camera", stream, ""));
        });
    }

    /** A video file. */
    Feed.Source<Picture> of(File file) {
        String name = file.getName();
        return source(name, () -> JSPromise.resolve(new Playing(name, null, Blobs.createUrl(file))));
    }

    private static Feed.Source<Picture> source(String name, Promises.Work<Feed<Picture>> open) {
        return new Feed.Source<>() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Promise<Feed<Picture>> open() {
                return Promises.pure(Promises.now(open));
            }
        };
    }

    /** One that is there. */
    private final class Playing implements Feed<Picture> {
        private final String name;
        /** What a camera gives; null for a video. */
        private final JSObject stream;
        /** Where a video is; empty for a camera. */
        private final String url;
        private final AbortController listening = new AbortController();

        Playing(String name, JSObject stream, String url) {
            this.name = name;
            this.stream = stream;
            this.url = url;
        }

        @Override
        public void show(DoubleConsumer frames, Consumer<GlanceException> ended) {
            shown = this;
            video.setClassName(stream != null && Cameras.facesUser(stream) ? MIRRORED : "");
            video.setHidden(false);
            which.setHidden(stream == null || which.getOptions().getLength() < 2);
            if (stream != null) {
                if (BrowserFeatures.isHidden()) {
                    // It was allowed too late.
                    stop.run();
                    return;
                }
                Cameras.onEnd(stream, () -> ended.accept(CameraErrors.gone()));
            }
            Promises.within(Videos.play(video, stream, url), PATIENCE_MS, "it shows no picture").then(playing -> {
                if (video.getVideoWidth() == 0) {
                    throw PictureErrors.undecodable(name);
                }
                Videos.onFrame(video, listening.getSignal(), frames::accept);
                return null;
            }).catchError(reason -> {
                ended.accept(stream == null ? PictureErrors.undecodable(name)
                        : CameraErrors.of("NotReadableError", JsErrors.text(reason)));
                return null;
            });
        }

        @Override
        public int width() {
            return video.getVideoWidth();
        }

        @Override
        public int height() {
            return video.getVideoHeight();
        }

        @Override
        public Promise<Picture> take(boolean plainly) {
            return Promises.pure(Videos.frame(video, plainly)).then(frame -> Pixels.of(frame).give());
        }

        @Override
        public void free(Picture frame) {
            ImageFiles.close(frame.source());
        }

        @Override
        public Choice<Picture> freeze() {
            Canvas canvas = Canvas.create(width(), height());
            canvas.readableContext().drawImage((CanvasImageSource) (JSObject) video, 0, 0);
            release();
            return pictures.of(canvas, name);
        }

        private void release() {
            listening.abort();
            which.setHidden(true);
            if (stream != null) {
                Cameras.stop(stream);
            }
        }

        @Override
        public void close() {
            release();
            if (shown == this) {
                shown = null;
                Videos.clear(video);
                video.setHidden(true);
            }
            Blobs.revokeUrl(url);
        }
    }
}
