package dev.glance.classify;

import dev.glance.web.Canvas;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.canvas.ImageData;

/** What a model saw, small. */
final class Thumbnail {
    /** One each for all pictures: to make them takes longer than to draw. */
    private Canvas whole;
    private Canvas small;

    /**
     * Some pixels, scaled. They are no file: who gets them makes one of several.
     *
     * @param side width and height of the result in pixels
     */
    ImageData of(ImageData pixels, int side) {
        if (whole == null || whole.getWidth() != pixels.getWidth() || whole.getHeight() != pixels.getHeight()) {
            whole = Canvas.create(pixels.getWidth(), pixels.getHeight());
        }
        if (small == null || small.getWidth() != side) {
            small = Canvas.create(side, side);
        }
        whole.readableContext().putImageData(pixels, 0, 0);
        CanvasRenderingContext2D context = small.opaqueContext();
        context.drawImage(whole, 0, 0, side, side);
        return context.getImageData(0, 0, side, side);
    }
}
