package dev.glance.classify;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.image.Crop;
import dev.glance.image.CropMode;
import dev.glance.image.CropPlan;
import dev.glance.image.View;
import dev.glance.web.Canvas;
import dev.glance.web.Images;
import dev.glance.web.JsErrors;
import dev.glance.web.Picture;
import dev.glance.web.Pixels;
import dev.glance.web.Urls;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.browser.Performance;
import org.teavm.jso.canvas.CanvasImageSource;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.typedarrays.Uint8ClampedArray;

/**
 * Turns a picture into pixels for a model: from its natural size, alpha over white, scaled by the browser with
 * smoothing. How large the picture is shown on the page does not matter.
 */
public final class Preprocessor {
    /** More pixels than this are scaled down by the browser before TensorFlow.js stretches them. */
    private static final double MAX_STRETCH_PIXELS = 16e6;

    private static ImageData check;

    private final Decoder decoder = new Decoder();
    private Canvas canvas;

    /**
     * A picture as a model sees it. One that is decoded is drawn before this returns, a file is decoded first.
     *
     * @param picture a picture; it stays the caller's
     * @param views   how to look at it
     * @return rejected with {@code picture-empty}, {@code picture-tainted}, {@code picture-too-large},
     *         {@code picture-undecodable} or {@code picture-unreachable}
     */
    public JSPromise<Prepared> prepare(Picture picture, List<View> views) {
        Crop crop = views.get(0).crop();
        if (picture.views() != null || picture.source() != null) {
            try {
                Picture still = still(picture, views);
                return JSPromise.resolve(new Prepared(still.views(), crop, still.width(), still.height(), false,
                        still.milliseconds()));
            } catch (GlanceException e) {
                return JSPromise.reject(e);
            }
        }
        double start = Performance.now();
        int largest = 0;
        for (View view : views) {
            largest = Math.max(largest, view.size());
        }
        return decoder.decode(picture.file(), crop, largest).then(decoded -> {
            try (decoded) {
                List<ImageData> drawn = draw(decoded.picture(), decoded.naturalWidth(), views);
                return new Prepared(drawn, crop, decoded.naturalWidth(), decoded.naturalHeight(), decoded.incomplete(),
                        Performance.now() - start);
            }
        });
    }

    /**
     * A decoded picture as it is now: whatever becomes of its source, it stays so.
     *
     * @return what the model sees of it; the same where that was drawn already
     * @throws GlanceException {@code picture-empty}, {@code picture-tainted}, {@code picture-too-large} or
     *                         {@code picture-undecodable}
     */
    public Picture still(Picture picture, List<View> views) {
        if (picture.views() != null) {
            return picture;
        }
        double start = Performance.now();
        List<ImageData> drawn = draw(picture, picture.width(), views);
        return new Picture(null, null, picture.width(), picture.height(), drawn, Performance.now() - start,
                false);
    }

    private List<ImageData> draw(Picture picture, int naturalWidth, List<View> views) {
        List<ImageData> drawn = new ArrayList<>();
        for (View view : views) {
            ImageData pixels = pixels(picture, view.crop().scaled((double) picture.width() / naturalWidth), view.size());
            if (view.mirrored()) {
                Levels.mirror(Levels.rgba(pixels), pixels.getWidth());
            }
            drawn.add(pixels);
        }
        return drawn;
    }

    /**
     * The pixels that a model should see.
     *
     * @param picture a decoded picture
     * @param crop    which part of it
     * @param size    side of the model's input in pixels
     * @return size x size pixels; for {@link CropMode#STRETCH} the whole picture, for TensorFlow.js to resize
     * @throws GlanceException see {@link #still}
     */
    public ImageData pixels(Picture picture, Crop crop, int size) {
        if (picture.width() < 1 || picture.height() < 1) {
            throw new GlanceException(ErrorCode.PICTURE_EMPTY, "The picture has no pixels: it is " + picture.width()
                    + " \u00d7 " + picture.height() + ".",
                    "Choose another picture; an SVG needs a width and a height.");
        }
        if (crop != CropMode.STRETCH) {
            return draw(picture, crop.plan(picture.width(), picture.height(), size), size, size, crop == CropMode.PLAIN);
        }
        double shrink = Math.min(1, Math.sqrt(MAX_STRETCH_PIXELS / ((double) picture.width() * picture.height())));
        int width = (int) Math.max(1, Math.floor(picture.width() * shrink));
        int height = (int) Math.max(1, Math.floor(picture.height() * shrink));
        return draw(picture, new CropPlan(0, 0, picture.width(), picture.height(), 0, 0, width, height), width, height, false);
    }

    /** {@link CheckPicture} at the given size, as a model of that size sees it. */
    public static Picture checkPicture(int size) {
        return new Picture(null, null, size, size, List.of(checkPixels(size)), 0, false);
    }

    /** {@link CheckPicture} at the given size. The last one is kept. */
    static ImageData checkPixels(int size) {
        if (check != null && check.getWidth() == size) {
            return check;
        }
        check = new ImageData(new Uint8ClampedArray(Int8Array.fromJavaArray(CheckPicture.rgba(size)).getBuffer()), size,
                size);
        return check;
    }

    /** @param plainly whether with what smoothing a canvas has by default */
    private ImageData draw(Picture picture, CropPlan plan, int width, int height, boolean plainly) {
        if (canvas == null) {
            canvas = Canvas.create(width, height);
        }
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
        }
        try {
            CanvasRenderingContext2D context = plainly ? canvas.plainContext() : canvas.readableContext();
            context.setFillStyle("#fff");
            context.fillRect(0, 0, width, height);
            paint(context, picture.source(), isDrawnWhole(picture) ? picture : null, plan,
                    plainly ? Pixels.kind(picture.source()).equals("HTMLImageElement") : averages(picture));
            return context.getImageData(0, 0, width, height);
        } catch (RuntimeException e) {
            // A tainted canvas stays tainted.
            canvas = null;
            throw failure(picture, JsErrors.cause(e), e);
        }
    }

    /** Whether it is drawn as an average of all its pixels; a VideoFrame is scaled more coarsely, whatever is asked for. */
    private boolean averages(Picture picture) {
        return canvas.averages() && !Pixels.kind(picture.source()).equals("VideoFrame");
    }

    /**
     * Whether to draw a picture whole, so that the canvas' edge crops it. An img's natural size need not be its size in
     * pixels, in which a source rectangle is measured; and a large one is decoded to scale only when it is drawn whole, in
     * a fifth of the time.
     */
    private static boolean isDrawnWhole(Picture picture) {
        return Pixels.kind(picture.source()).equals("HTMLImageElement")
                && (picture.isLarge() || Pixels.isDensityCorrected(picture.source()));
    }

    /**
     * Paints one rectangle of a picture; where the browser does not average, by halves, each an average of four. With the smoothing
     * that canvases have by default it does so of an img only.
     */
    private static void paint(CanvasRenderingContext2D context, CanvasImageSource source, Picture whole, CropPlan plan,
            boolean averages) {
        if (!averages && plan.sourceWidth() >= 2 * plan.targetWidth() && plan.sourceHeight() >= 2 * plan.targetHeight()) {
            int width = (int) Math.ceil(plan.sourceWidth() / 2);
            int height = (int) Math.ceil(plan.sourceHeight() / 2);
            Canvas half = Canvas.create(width, height);
            paint(half.readableContext(), source, whole, new CropPlan(plan.sourceX(), plan.sourceY(), plan.sourceWidth(),
                    plan.sourceHeight(), 0, 0, width, height), true);
            paint(context, half, null, new CropPlan(0, 0, width, height, plan.targetX(), plan.targetY(),
                    plan.targetWidth(), plan.targetHeight()), false);
        } else if (whole != null) {
            CropPlan all = plan.whole(whole.width(), whole.height());
            context.drawImage(source, all.targetX(), all.targetY(), all.targetWidth(), all.targetHeight());
        } else {
            context.drawImage(source, plan.sourceX(), plan.sourceY(), plan.sourceWidth(), plan.sourceHeight(),
                    plan.targetX(), plan.targetY(), plan.targetWidth(), plan.targetHeight());
        }
    }

    private static GlanceException failure(Picture picture, Object cause, RuntimeException e) {
        String name = JsErrors.name(cause);
        if (name.equals("SecurityError")) {
            return tainted(picture);
        }
        if (name.equals("InvalidStateError")) {
            return new GlanceException(ErrorCode.PICTURE_UNDECODABLE, "The picture could not be decoded.",
                    "Choose a JPEG, PNG, WebP, AVIF or GIF; the file may be damaged.", e);
        }
        return new GlanceException(ErrorCode.PICTURE_TOO_LARGE,
                "This browser cannot draw the picture (" + JsErrors.text(cause) + ").",
                "Make the picture smaller and try again.", e);
    }

    /** What to do depends on why the browser keeps the pixels to itself. */
    private static GlanceException tainted(Picture picture) {
        String origin = Urls.origin();
        String why;
        String remedy;
        if (origin.startsWith("file:")) {
            why = "opened from disk, a page may read only pictures that are handed to it";
            remedy = "Choose the file, or drop or paste it.";
        } else if (origin.equals("null")) {
            why = "the page runs in a sandbox without an origin, to which every picture is foreign";
            remedy = "Add allow-same-origin to the frame's sandbox, or hand over the picture's file.";
        } else if (picture.source() != null && Images.isSvg(picture.source())) {
            why = "it is an SVG that embeds a page (foreignObject)";
            remedy = "Save it as PNG or JPEG and use that.";
        } else {
            why = "it comes from another place than the page";
            remedy = "Put crossorigin=\"anonymous\" on the img, if its host allows it (CORS); or save the picture and use the "
                    + "file.";
        }
        return new GlanceException(ErrorCode.PICTURE_TAINTED,
                "The browser shows this picture but does not let the page read it: " + why + ".", remedy);
    }
}
