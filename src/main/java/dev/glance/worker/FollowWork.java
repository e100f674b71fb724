package dev.glance.worker;

import dev.glance.classify.Classifier;
import dev.glance.classify.Prepared;
import dev.glance.decide.Smoothed;
import dev.glance.host.Follow;
import dev.glance.image.Crop;
import dev.glance.web.Message;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Float32Array;

/** {@link Follow}. */
final class FollowWork extends Work<Follow, Smoothed> {
    @Override
    JSPromise<Smoothed> run(Follow job, Classifier classifier, Prepared picture) {
        return classifier.follow(picture, job.topK(), job.memory(), job.weight());
    }

    @Override
    void ask(Follow job, Message body) {
        body.set("topK", job.topK()).set("weight", job.weight()).set("memory", Float32Array.copyFromJavaArray(job.memory()));
    }

    @Override
    Follow asked(Message body) {
        return new Follow(Crop.of(body.text("crop")), (int) body.number("topK"), memory(body), body.number("weight"));
    }

    private static float[] memory(Message body) {
        Float32Array memory = body.object("memory");
        return memory.copyToJavaArray();
    }

    @Override
    Message answer(Smoothed answer) {
        return Answers.of(answer);
    }

    @Override
    Smoothed answer(Message body) {
        return Answers.readSmoothed(body);
    }
}
