package dev.glance.host;

import dev.glance.classify.Prepared;
import dev.glance.classify.Preprocessor;
import dev.glance.image.CropMode;
import dev.glance.web.ImageFiles;
import dev.glance.web.Message;
import dev.glance.web.Picture;
import org.teavm.jso.canvas.CanvasImageSource;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;

/**
 * A picture on its way to a worker: as the pixels that the model sees, as a file, or as a bitmap. It can be sent again,
 * to another worker, since nothing in it is given away.
 */
final class Parcel implements AutoCloseable {
    private final Message body;
    /** The file, where that is what is sent; else null. */
    private final Picture file;
    /** The bitmap, where that is what is sent; else null. */
    private final CanvasImageSource bitmap;

    private Parcel(Message body, Picture file, CanvasImageSource bitmap) {
        this.body = body;
        this.file = file;
        this.bitmap = bitmap;
    }

    /**
     * Packs a picture. One that is decoded is read before this returns.
     *
     * @param size side of the model's input in pixels
     * @return rejected with a GlanceException
     */
    static JSPromise<Parcel> of(Preprocessor preprocessor, Picture picture, CropMode crop, int size) {
        boolean drawing = picture.file() != null && ImageFiles.isDrawing(picture.file());
        if (picture.file() != null && !drawing && (picture.source() == null || picture.isLarge())) {
            return JSPromise.resolve(new Parcel(body(crop).set("file", picture.file()), picture, null));
        }
        if (crop == CropMode.STRETCH && picture.isLarge() && picture.source() != null) {
            return ImageFiles.copy(picture.source()).then(bitmap ->
                    new Parcel(body(crop).set("bitmap", bitmap), null, bitmap));
        }
        return drawn(preprocessor, picture, crop, size);
    }

    /**
     * The same picture as the page shows it, for one whose file the worker could not decode; null where that would be no
     * other.
     */
    JSPromise<Parcel> shown(Preprocessor preprocessor, CropMode crop, int size) {
        return file == null ? null : drawn(preprocessor, Picture.encoded(file.file()), crop, size);
    }

    private static JSPromise<Parcel> drawn(Preprocessor preprocessor, Picture picture, CropMode crop, int size) {
        return preprocessor.prepare(picture, crop, size).then(prepared -> new Parcel(of(prepared), null, null));
    }

    private static Message of(Prepared prepared) {
        ArrayBuffer pixels = prepared.pixels().getData().getBuffer();
        return body(prepared.crop()).set("pixels", pixels).set("pixelWidth", prepared.pixels().getWidth())
                .set("pixelHeight", prepared.pixels().getHeight()).set("width", prepared.width())
                .set("height", prepared.height()).set("incomplete", prepared.incomplete() ? 1 : 0)
                .set("milliseconds", prepared.milliseconds());
    }

    private static Message body(CropMode crop) {
        return Message.create().set("crop", crop.word());
    }

    /** What is sent. */
    Message body() {
        return body;
    }

    @Override
    public void close() {
        if (bitmap != null) {
            ImageFiles.close(bitmap);
        }
    }
}
