package dev.glance.worker;

import dev.glance.classify.Classifier;
import dev.glance.classify.Prepared;
import dev.glance.host.Compute;
import dev.glance.image.Crop;
import dev.glance.web.Message;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Float32Array;

/** {@link Compute}. */
final class ComputeWork extends Work<Compute, float[]> {
    @Override
    JSPromise<float[]> run(Compute job, Classifier classifier, Prepared picture) {
        return job.node().isEmpty() ? classifier.logits(picture) : classifier.activations(picture, job.node());
    }

    @Override
    void ask(Compute job, Message body) {
        body.set("node", job.node());
    }

    @Override
    Compute asked(Message body) {
        return new Compute(Crop.of(body.text("crop")), body.text("node"));
    }

    @Override
    Message answer(float[] logits) {
        return Message.create().set("logits", Float32Array.copyFromJavaArray(logits));
    }

    @Override
    float[] answer(Message body) {
        Float32Array logits = body.object("logits");
        return logits.copyToJavaArray();
    }
}
