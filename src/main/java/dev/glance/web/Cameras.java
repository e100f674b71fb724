package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;

/**
 * The cameras of the device. Streams are MediaStreams.
 *
 * @see <a href="https://www.w3.org/TR/mediacapture-streams/">Media Capture and Streams</a>
 */
public final class Cameras {
    private Cameras() {
    }

    /** A MediaDeviceInfo. */
    public interface Camera extends JSObject {
        @JSProperty
        String getDeviceId();

        /** What people call it; empty until the page may use a camera. */
        @JSProperty
        String getLabel();
    }

    /** Whether a page may ask for a camera here at all. */
    @JSBody(script = "return !!navigator.mediaDevices && !!navigator.mediaDevices.getUserMedia;")
    public static native boolean available();

    /** Whether this page came in a way that nobody can have changed: https, localhost or a disk. */
    @JSBody(script = "return globalThis.isSecureContext;")
    public static native boolean isSecure();

    /**
     * Switches a camera on; the browser asks the person.
     *
     * @param id which; empty for one that looks away from the person, where there is one
     * @return a stream, the caller's to {@link #stop}
     */
    @JSBody(params = "id", script = "var wanted = {width: {ideal: 1280}, height: {ideal: 720}};"
            + " if (id) { wanted.deviceId = {exact: id}; } else { wanted.facingMode = {ideal: 'environment'}; }"
            + " return navigator.mediaDevices.getUserMedia({video: wanted, audio: false});")
    public static native JSPromise<JSObject> open(String id);

    /** All there are. */
    @JSBody(script = "return navigator.mediaDevices.enumerateDevices().then(function (devices) {"
            + " return devices.filter(function (device) { return device.kind === 'videoinput'; }); });")
    public static native JSPromise<JSArray<Camera>> all();

    /** Which one a stream comes from. */
    @JSBody(params = "stream", script = "return stream.getVideoTracks()[0].getSettings().deviceId || '';")
    public static native String id(JSObject stream);

    /** Whether it is one that looks at the person who holds the device. */
    @JSBody(params = "stream", script = "return stream.getVideoTracks()[0].getSettings().facingMode === 'user';")
    public static native boolean facesUser(JSObject stream);

    /** Calls back where a stream ends by itself: the camera was unplugged, or the person took the permission back. */
    @JSBody(params = {"stream", "callback"}, script = "stream.getVideoTracks()[0].addEventListener('ended', function () {"
            + " callback(); });")
    public static native void onEnd(JSObject stream, BrowserFeatures.Callback callback);

    /** Switches the camera off. */
    @JSBody(params = "stream", script = "stream.getTracks().forEach(function (track) { track.stop(); });")
    public static native void stop(JSObject stream);
}
