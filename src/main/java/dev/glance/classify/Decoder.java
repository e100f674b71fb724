package dev.glance.classify;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.image.Crop;
import dev.glance.image.Drawing;
import dev.glance.image.JpegHeader;
import dev.glance.image.PictureEnd;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.ImageFiles;
import dev.glance.web.Images;
import dev.glance.web.JsErrors;
import dev.glance.web.Pixels;
import dev.glance.web.Picture;
import org.teavm.jso.canvas.CanvasImageSource;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.Blob;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/** Decodes picture files no larger than a model needs them, upright. */
final class Decoder {
    /** From here on a file that does not decode is taken to hold too large a picture rather than a damaged one. */
    private static final double LARGE_PIXELS = 50e6;

    private JSPromise<Object> canScale;

    /**
     * A decoded picture, perhaps smaller than the file's.
     *
     * @param picture       as it is drawn; its source is the holder's to close
     * @param naturalWidth  width of the file's picture, upright
     * @param naturalHeight height of the file's picture, upright
     * @param incomplete    whether the end of the file is missing, so that only a part of it is shown
     */
    record Decoded(Picture picture, int naturalWidth, int naturalHeight, boolean incomplete) implements AutoCloseable {
        @Override
        public void close() {
            // An img, which drawings are, has nothing to close.
            ImageFiles.close(picture.source());
        }
    }

    /**
     * Decodes a file.
     *
     * @param file any format that the browser knows; SVG on a page only
     * @param crop which part of it will be used
     * @param size side of the model's input in pixels
     * @return rejected with {@code picture-undecodable} or {@code picture-too-large}
     */
    JSPromise<Decoded> decode(Blob file, Crop crop, int size) {
        if (canScale == null) {
            canScale = ImageFiles.canScaleJpeg();
        }
        return canScale.flatThen(scales -> ImageFiles.bytes(file).flatThen(buffer -> {
            byte[] bytes = new Int8Array(buffer).toJavaArray();
            return ImageFiles.isDrawing(file) ? drawing(file, bytes)
                    : decode(file, buffer, bytes, BrowserFeatures.isTrue(scales) ? JpegHeader.read(bytes) : null, crop, size);
        }, reason -> JSPromise.reject(unreadable(reason))));
    }

    /** @param header of a JPEG, where the browser can decode it smaller; else null */
    private static JSPromise<Decoded> decode(Blob file, ArrayBuffer buffer, byte[] bytes, JpegHeader header, Crop crop,
            int size) {
        boolean incomplete = PictureEnd.isMissing(bytes);
        int eighths = header == null ? 8 : crop.eighths(header.width(), header.height(), size);
        if (eighths == 8) {
            return whole(file, header, incomplete);
        }
        return ImageFiles.decodeJpeg(buffer, (header.width() * eighths + 7) / 8, (header.height() * eighths + 7) / 8)
                .<Decoded>flatThen(frame -> JSPromise.resolve(new Decoded(Pixels.of(frame),
                        header.turned() ? header.height() : header.width(),
                        header.turned() ? header.width() : header.height(), incomplete)),
                        // What one decoder refuses, the other may still take: a file cut short, for example.
                        reason -> whole(file, header, incomplete));
    }

    private static JSPromise<Decoded> drawing(Blob file, byte[] bytes) {
        if (Drawing.read(bytes).excessive()) {
            return JSPromise.reject(new GlanceException(ErrorCode.PICTURE_TOO_LARGE, "The SVG asks for more shapes than a "
                    + "browser can draw in reasonable time.", "Save it as a PNG or JPEG."));
        }
        return Images.load(file).<Decoded>flatThen(image -> JSPromise.resolve(decoded(image, false)),
                reason -> JSPromise.reject(undecodable(JsErrors.text(reason))));
    }

    private static JSPromise<Decoded> whole(Blob file, JpegHeader header, boolean incomplete) {
        return ImageFiles.decode(file).<Decoded>flatThen(bitmap -> JSPromise.resolve(decoded(bitmap, incomplete)), reason -> {
            if (header != null && (double) header.width() * header.height() > LARGE_PIXELS) {
                return JSPromise.reject(new GlanceException(ErrorCode.PICTURE_TOO_LARGE, "This browser cannot decode a "
                        + "picture of " + header.width() + " \u00d7 " + header.height() + " pixels.",
                        "Make it smaller and try again."));
            }
            GlanceException error = undecodable(JsErrors.text(reason));
            if (BrowserFeatures.thread().equals("worker")) {
                return JSPromise.reject(error);
            }
            // What an img shows of a file that was cut short.
            return Images.load(file).<Decoded>flatThen(image -> JSPromise.resolve(decoded(image, true)),
                    ignored -> JSPromise.reject(error));
        });
    }

    private static Decoded decoded(CanvasImageSource source, boolean incomplete) {
        Picture picture = Pixels.of(source);
        return new Decoded(picture, picture.width(), picture.height(), incomplete);
    }

    private static GlanceException unreadable(Object reason) {
        return new GlanceException(ErrorCode.PICTURE_UNREACHABLE, "The picture's file cannot be read ("
                + JsErrors.text(reason) + ").", "Choose it again; it may have been moved or changed.");
    }

    private static GlanceException undecodable(String why) {
        return new GlanceException(ErrorCode.PICTURE_UNDECODABLE, "This browser cannot decode the picture (" + why
                + "); it is damaged, or of a kind that the browser does not know.",
                "Choose a JPEG, PNG, WebP, AVIF or GIF; photos in HEIC open in Safari only.");
    }
}
