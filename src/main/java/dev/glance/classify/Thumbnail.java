package dev.glance.classify;

import dev.glance.web.Canvas;
import dev.glance.web.ImageFiles;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Int8Array;

/** A small file of what a model saw. */
final class Thumbnail {
    /** Enough for something that is looked at in passing. */
    private static final double QUALITY = 0.75;

    private Thumbnail() {
    }

    /**
     * A JPEG file of some pixels.
     *
     * @param side its width and height in pixels
     */
    static JSPromise<byte[]> of(ImageData pixels, int side) {
        Canvas whole = Canvas.create(pixels.getWidth(), pixels.getHeight());
        whole.readableContext().putImageData(pixels, 0, 0);
        Canvas small = Canvas.create(side, side);
        small.readableContext().drawImage(whole, 0, 0, side, side);
        return small.toJpeg(QUALITY).flatThen(ImageFiles::bytes).then(buffer -> new Int8Array(buffer).toJavaArray());
    }
}
