package dev.glance.host;

import dev.glance.classify.Preprocessor;
import dev.glance.image.CropMode;
import dev.glance.web.ImageFiles;
import dev.glance.web.Message;
import dev.glance.web.Picture;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;

/**
 * A picture on its way to a worker: as the pixels that the model sees, as a file, or as a bitmap.
 *
 * @param body     the message
 * @param transfer what moves over with it
 */
record Parcel(Message body, JSArray<JSObject> transfer) {
    /**
     * Packs a picture. One that is decoded is read before this returns.
     *
     * @param size side of the model's input in pixels
     * @return rejected with a GlanceException
     */
    static JSPromise<Parcel> of(Preprocessor preprocessor, Picture picture, CropMode crop, int size) {
        Message body = Message.create().set("crop", crop.word());
        boolean large = (double) picture.width() * picture.height() >= Picture.LARGE;
        if (picture.file() != null && !ImageFiles.isDrawing(picture.file()) && (picture.source() == null || large)) {
            return JSPromise.resolve(new Parcel(body.set("file", picture.file()), new JSArray<>()));
        }
        if (crop == CropMode.STRETCH && large) {
            return ImageFiles.copy(picture.source()).then(bitmap -> new Parcel(body.set("bitmap", bitmap),
                    JSArray.of(bitmap)));
        }
        return preprocessor.prepare(picture, crop, size).then(prepared -> {
            ArrayBuffer pixels = prepared.pixels().getData().getBuffer();
            return new Parcel(body.set("pixels", pixels).set("pixelWidth", prepared.pixels().getWidth())
                    .set("pixelHeight", prepared.pixels().getHeight()).set("width", prepared.width())
                    .set("height", prepared.height()).set("milliseconds", prepared.milliseconds()), JSArray.of(pixels));
        });
    }
}
