package dev.glance.page;

import dev.glance.async.Promise;
import dev.glance.error.GlanceException;
import dev.glance.image.Crop;
import dev.glance.web.AbortController;
import dev.glance.web.Blobs;
import dev.glance.web.Cameras;
import dev.glance.web.Canvas;
import dev.glance.web.ImageFiles;
import dev.glance.web.JsErrors;
import dev.glance.web.Message;
import dev.glance.web.Promises;
import dev.glance.web.Videos;
import dev.glance.worker.Answers;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Performance;
import org.teavm.jso.browser.Window;
import org.teavm.jso.canvas.CanvasImageSource;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLSelectElement;
import org.teavm.jso.dom.html.HTMLVideoElement;
import org.teavm.jso.file.Blob;
import org.teavm.jso.typedarrays.Float32Array;

/** Cameras and videos, shown in the one video element of the stage. */
final class Feeds {
    private static final String MIRRORED = "mirrored";
    /** A camera that was allowed and shows nothing for so long, in milliseconds, will not. */
    private static final int PATIENCE_MS = 15_000;

    private final HTMLVideoElement video = (HTMLVideoElement) element("live");
    private final HTMLSelectElement which = (HTMLSelectElement) element("camera-which");
    private final MoreDoor.Follow eye;
    /** Whose frames the video element shows; null where it shows none. */
    private Playing shown;

    /** @param eye looks at frames */
    Feeds(MoreDoor.Follow eye) {
        this.eye = eye;
        // The attribute alone does not count for a video that was parsed before it was allowed to play.
        video.setMuted(true);
    }

    private static HTMLElement element(String id) {
        HTMLDocument document = Window.current().getDocument();
        return document.getElementById(id);
    }

    /** See {@link MoreDoor.Watch#open}. */
    JSPromise<JSObject> open(Message wish, MoreDoor.Listener listener) {
        return Promises.now(() -> feed(wish)).<JSObject>then(feed -> seen(watching(wish, feed, listener)),
                reason -> Answers.of(JsErrors.of(reason)));
    }

    private Live<Canvas> watching(Message wish, Playing feed, MoreDoor.Listener listener) {
        Watching.Eye<CanvasImageSource> looks = (job, frame) -> Promises.pure(eye.look(frame, job.crop().word(), job.topK(),
                Float32Array.copyFromJavaArray(job.memory()), job.weight())).then(Answers::readSmoothed);
        return new Watching<>(wish.text("name"), feed, looks,
                Crop.of(wish.text("crop")), (int) wish.number("topK"), Performance::now, listener.getReady()::is,
                new Live.Listener() {
                    @Override
                    public void changed(LiveState.Running state) {
                        listener.getChanged().hear(LiveMessages.of(state));
                    }

                    @Override
                    public void failed(GlanceException why) {
                        listener.getFailed().fail(Answers.of(why));
                    }
                });
    }

    private static MoreDoor.Seen seen(Live<Canvas> live) {
        MoreDoor.Seen seen = JSObjects.create();
        seen.setStart(live::start);
        seen.setLook(live::look);
        seen.setFreeze(live::freeze);
        seen.setEnd(live::end);
        return seen;
    }

    private JSPromise<Playing> feed(Message wish) {
        Blob file = wish.object("file");
        return file == null ? camera(wish.text("camera"))
                : JSPromise.resolve(new Playing(wish.text("name"), null, Blobs.createUrl(file)));
    }

    /** @param id of a camera; empty for one that looks away from the person, where there is one */
    private JSPromise<Playing> camera(String id) {
        if (!Cameras.available()) {
            throw Cameras.isSecure() ? CameraErrors.unknown() : CameraErrors.insecure();
        }
        return Cameras.open(id).flatThen(this::filming,
                reason -> JSPromise.reject(CameraErrors.of(JsErrors.name(reason), JsErrors.text(reason))));
    }

    private JSPromise<Playing> filming(JSObject stream) {
        return Cameras.all().then(cameras -> {
            which.clear();
            int chosen = 0;
            for (int i = 0; i < cameras.getLength(); i++) {
                Cameras.Camera camera = cameras.get(i);
                HTMLElement option = Html.create("option", "", camera.getLabel());
                option.setAttribute("value", camera.getDeviceId());
                which.appendChild(option);
                chosen = camera.getDeviceId().equals(Cameras.id(stream)) ? i : chosen;
            }
            which.setSelectedIndex(chosen);
            return new Playing("", stream, "");
        });
    }

    /** One that is there. */
    private final class Playing implements Feed<CanvasImageSource, Canvas> {
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
        public Promise<CanvasImageSource> take(boolean plainly) {
            return Promises.pure(Videos.frame(video, plainly));
        }

        @Override
        public void free(CanvasImageSource frame) {
            ImageFiles.close(frame);
        }

        @Override
        public Canvas freeze() {
            Canvas canvas = Canvas.create(width(), height());
            canvas.readableContext().drawImage((CanvasImageSource) (JSObject) video, 0, 0);
            release();
            return canvas;
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
