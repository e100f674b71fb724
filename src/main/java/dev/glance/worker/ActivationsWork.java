package dev.glance.worker;

import dev.glance.classify.Classifier;
import dev.glance.classify.Prepared;
import dev.glance.host.Activations;
import dev.glance.image.Crop;
import dev.glance.web.Message;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Float32Array;

/** {@link Activations}. */
final class ActivationsWork extends Work<Activations, Object> {
    @Override
    JSPromise<Object> run(Activations job, Classifier classifier, Prepared picture) {
        return classifier.activations(picture, job.node()).then(maps -> Message.create().set("rows", maps.rows())
                .set("columns", maps.columns()).set("channels", maps.channels()).set("min", maps.min()).set("max", maps.max())
                .set("values", Float32Array.copyFromJavaArray(maps.values())));
    }

    @Override
    void ask(Activations job, Message body) {
        body.set("node", job.node());
    }

    @Override
    Activations asked(Message body) {
        return new Activations(Crop.of(body.text("crop")), body.text("node"));
    }

    @Override
    Message answer(Object sent) {
        return (Message) sent;
    }

    @Override
    Object answer(Message body) {
        return body;
    }
}
