package dev.glance.worker;

import dev.glance.async.Promise;
import dev.glance.classify.Prepared;
import dev.glance.classify.Preprocessor;
import dev.glance.host.Job;
import dev.glance.host.Parcel;
import dev.glance.image.Crop;
import dev.glance.image.CropMode;
import dev.glance.image.View;
import java.util.ArrayList;
import java.util.List;
import dev.glance.web.Buffers;
import dev.glance.web.ImageFiles;
import dev.glance.web.Message;
import dev.glance.web.Picture;
import dev.glance.web.Pixels;
import dev.glance.web.Promises;
import org.teavm.jso.canvas.CanvasImageSource;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.file.Blob;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Uint8ClampedArray;

/** A picture as it is sent: as the pixels that the model sees, as a file, or as a bitmap. */
abstract class Packed implements Parcel<Message> {
    /** The part of a message that moves over instead of being copied. */
    static final String FRAME = "frame";

    private final Crop crop;

    private Packed(Crop crop) {
        this.crop = crop;
    }

    /**
     * Packs a picture. One that is decoded is read before this returns.
     *
     * @param views how it will be looked at
     * @return fails with a GlanceException
     */
    static Promise<Parcel<Message>> of(Preprocessor preprocessor, Picture picture, List<View> views) {
        Crop crop = views.get(0).crop();
        if (picture.given()) {
            return Promise.resolved(new Frame(picture.source(), crop));
        }
        boolean drawing = picture.file() != null && ImageFiles.isDrawing(picture.file());
        if (picture.file() != null && !drawing && (picture.source() == null
                || picture.isLarge() && crop != CropMode.PLAIN)) {
            return Promise.resolved(new File(preprocessor, picture.file(), views));
        }
        if (crop == CropMode.STRETCH && picture.isLarge() && picture.source() != null) {
            return Promises.pure(ImageFiles.copy(picture.source())).then(bitmap -> new Bitmap(bitmap, crop));
        }
        return drawn(preprocessor, picture, views);
    }

    private static Promise<Parcel<Message>> drawn(Preprocessor preprocessor, Picture picture, List<View> views) {
        return Promises.pure(Promises.now(() -> preprocessor.prepare(picture, views)))
                .then(prepared -> new Drawn(prepared, picture.views() == null));
    }

    @Override
    public final Message body() {
        return add(Message.create().set("crop", crop.word()));
    }

    abstract Message add(Message body);

    @Override
    public Promise<Parcel<Message>> shown() {
        return null;
    }

    @Override
    public void close() {
        // Most hold nothing that has to be freed.
    }

    /** A file, which the worker decodes. */
    private static final class File extends Packed {
        private final Preprocessor preprocessor;
        private final Blob file;
        private final List<View> views;

        File(Preprocessor preprocessor, Blob file, List<View> views) {
            super(views.get(0).crop());
            this.preprocessor = preprocessor;
            this.file = file;
            this.views = views;
        }

        @Override
        Message add(Message body) {
            return body.set("file", file);
        }

        @Override
        public Promise<Parcel<Message>> shown() {
            return drawn(preprocessor, Picture.encoded(file), views);
        }
    }

    /** A large picture that is used whole. */
    private static final class Bitmap extends Packed {
        private final CanvasImageSource bitmap;

        Bitmap(CanvasImageSource bitmap, Crop crop) {
            super(crop);
            this.bitmap = bitmap;
        }

        @Override
        Message add(Message body) {
            return body.set("bitmap", bitmap);
        }

        @Override
        public void close() {
            ImageFiles.close(bitmap);
        }
    }

    /**
     * A frame of a camera or video, which moves to the worker. So it can be sent once: where that worker is lost, the next frame
     * says more than this one again.
     */
    private static final class Frame extends Packed {
        private final CanvasImageSource frame;

        Frame(CanvasImageSource frame, Crop crop) {
            super(crop);
            this.frame = frame;
        }

        @Override
        Message add(Message body) {
            return body.set(FRAME, frame);
        }
    }

    /** The pixels that the model sees. */
    private static final class Drawn extends Packed {
        private final Prepared prepared;
        /** Whether nobody else has these pixels. */
        private final boolean own;

        Drawn(Prepared prepared, boolean own) {
            super(prepared.crop());
            this.prepared = prepared;
            this.own = own;
        }

        @Override
        Message add(Message body) {
            JSArray<Message> views = new JSArray<>();
            for (ImageData view : prepared.views()) {
                views.push(Message.create().set("pixels", view.getData().getBuffer()).set("width", view.getWidth())
                        .set("height", view.getHeight()));
            }
            return body.set("views", views).set("width", prepared.width()).set("height", prepared.height())
                    .set("incomplete", prepared.incomplete() ? 1 : 0).set("milliseconds", prepared.milliseconds());
        }

        @Override
        public void close() {
            if (own) {
                prepared.free();
            }
        }
    }

    /** Does with a picture that has arrived what is asked. */
    static <J extends Job<A>, A> Promise<Message> run(LocalHost host, Work<J, A> work, Message body) {
        J job = work.asked(body);
        Blob file = body.object("file");
        CanvasImageSource bitmap = body.object("bitmap");
        CanvasImageSource frame = body.object(FRAME);
        Promise<A> answer;
        if (file != null) {
            answer = host.run(job, Picture.encoded(file));
        } else if (bitmap != null) {
            answer = host.run(job, Pixels.of(bitmap)).onSettled(() -> ImageFiles.close(bitmap));
        } else if (frame != null) {
            answer = host.run(job, Pixels.of(frame));
            // It is drawn, and cameras have few.
            ImageFiles.close(frame);
        } else {
            answer = host.run(job, prepared(job.crop(), body));
        }
        return answer.then(work::answer);
    }

    /** Gives up the pixels of a picture that has arrived, when the answer, which may hold them, is sent. */
    static void free(Message body) {
        JSArray<Message> views = body.object("views");
        for (int i = 0; views != null && i < views.getLength(); i++) {
            Buffers.free(views.get(i).object("pixels"));
        }
    }

    private static Prepared prepared(Crop crop, Message body) {
        JSArray<Message> array = body.object("views");
        List<ImageData> views = new ArrayList<>();
        for (int i = 0; i < array.getLength(); i++) {
            Message view = array.get(i);
            ArrayBuffer pixels = view.object("pixels");
            views.add(new ImageData(new Uint8ClampedArray(pixels), (int) view.number("width"), (int) view.number("height")));
        }
        return new Prepared(views, crop, (int) body.number("width"), (int) body.number("height"),
                body.number("incomplete") == 1, body.number("milliseconds"));
    }
}
