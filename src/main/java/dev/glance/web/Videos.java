package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.canvas.CanvasImageSource;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;
import org.teavm.jso.dom.html.HTMLVideoElement;
import org.teavm.jso.file.Blob;

/**
 * What HTMLVideoElement lacks.
 *
 * @see <a href="https://wicg.github.io/video-rvfc/">requestVideoFrameCallback</a>
 * @see <a href="https://www.w3.org/TR/webcodecs/#videoframe-interface">VideoFrame</a>
 */
public final class Videos {
    private Videos() {
    }

    /** Hears of frames. */
    @JSFunctor
    public interface FrameListener extends JSObject {
        /** @param time when it was captured, else when it was shown, in milliseconds as {@code performance.now} counts */
        void shown(double time);
    }

    /** Whether a file is a video, as far as it says. */
    @JSBody(params = "file", script = "return file.type.indexOf('video/') === 0;")
    public static native boolean isVideo(Blob file);

    /**
     * Plays a stream, or what lies at an address.
     *
     * @param stream a MediaStream; null for the address
     * @return there with the first frame; rejected where there is none
     */
    @JSBody(params = {"video", "stream", "url"}, script = "return new Promise(function (resolve, reject) {"
            + " video.onloadeddata = function () { resolve(); };"
            + " video.onerror = function () { reject(new Error('no video')); };"
            + " if (stream) { video.srcObject = stream; } else { video.src = url; }"
            // One that may not play by itself still shows its first frame.
            + " video.play().catch(function () {}); })")
    public static native JSPromise<JSUndefined> play(HTMLVideoElement video, JSObject stream, String url);

    /** Lets go of what is played; nothing is shown any more. */
    @JSBody(params = "video", script = "video.onloadeddata = video.onerror = null; video.pause(); video.srcObject = null;"
            + " video.removeAttribute('src'); video.load();")
    public static native void clear(HTMLVideoElement video);

    /**
     * Hears of each frame that is shown, until a signal is given; where the browser does not tell, 60 times a second. A page in
     * the background hears of none.
     *
     * @param signal an AbortSignal
     */
    @JSBody(params = {"video", "signal", "listener"}, script = "function again() { if (signal.aborted) { return; }"
            + " if (video.requestVideoFrameCallback) { video.requestVideoFrameCallback(function (now, frame) {"
            + " tell(frame.captureTime || now); }); } else { requestAnimationFrame(tell); } }"
            + " function tell(time) { if (!signal.aborted) { listener(time); again(); } } again();")
    public static native void onFrame(HTMLVideoElement video, JSObject signal, FrameListener listener);

    /**
     * The frame shown now, without drawing it where the browser can.
     *
     * @param asBitmap whether it is to be an ImageBitmap although there may be VideoFrames
     * @return a VideoFrame or an ImageBitmap; the caller's to close
     */
    @JSBody(params = {"video", "asBitmap"}, script = "return new Promise(function (resolve) {"
            + " resolve(asBitmap || typeof VideoFrame === 'undefined' ? createImageBitmap(video) : new VideoFrame(video)); });")
    public static native JSPromise<CanvasImageSource> frame(HTMLVideoElement video, boolean asBitmap);
}
