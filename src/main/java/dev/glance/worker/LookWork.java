package dev.glance.worker;

import dev.glance.classify.Classifier;
import dev.glance.classify.Prepared;
import dev.glance.decide.Seen;
import dev.glance.host.Look;
import dev.glance.image.Crop;
import dev.glance.web.Message;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Int8Array;

/** {@link Look}. */
final class LookWork extends Work<Look, Seen> {
    @Override
    JSPromise<Seen> run(Look job, Classifier classifier, Prepared picture) {
        ImageData pixels = picture.views().get(0);
        return JSPromise.resolve(new Seen(new Int8Array(pixels.getData().getBuffer()).toJavaArray(), pixels.getWidth(),
                pixels.getHeight()));
    }

    @Override
    void ask(Look job, Message body) {
        // The crop says it all.
    }

    @Override
    Look asked(Message body) {
        return new Look(Crop.of(body.text("crop")));
    }

    @Override
    Message answer(Seen seen) {
        return Message.create().set("rgba", Int8Array.copyFromJavaArray(seen.rgba())).set("width", seen.width())
                .set("height", seen.height());
    }

    @Override
    Seen answer(Message body) {
        Int8Array rgba = body.object("rgba");
        return new Seen(rgba.copyToJavaArray(), (int) body.number("width"), (int) body.number("height"));
    }
}
