package dev.glance.classify;

import dev.glance.web.Canvas;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.Blob;

/** A small file of what a model saw. */
final class Thumbnail {
    /** Enough for something that is looked at in passing. */
    private static final double QUALITY = 0.75;

    /** One each for all pictures: to make them takes longer than to draw. */
    private Canvas whole;
    private Canvas small;

    /**
     * A JPEG file of some pixels.
     *
     * @param side its width and height in pixels
     */
    JSPromise<Blob> of(ImageData pixels, int side) {
        if (whole == null || whole.getWidth() != pixels.getWidth() || whole.getHeight() != pixels.getHeight()) {
            whole = Canvas.create(pixels.getWidth(), pixels.getHeight());
        }
        if (small == null || small.getWidth() != side) {
            small = Canvas.create(side, side);
        }
        whole.readableContext().putImageData(pixels, 0, 0);
        small.opaqueContext().drawImage(whole, 0, 0, side, side);
        return small.toJpeg(QUALITY);
    }
}
