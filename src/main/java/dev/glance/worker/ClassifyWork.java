package dev.glance.worker;

import dev.glance.classify.Classifier;
import dev.glance.classify.Prepared;
import dev.glance.decide.Predictions;
import dev.glance.host.Classify;
import dev.glance.image.Cover;
import dev.glance.image.Crop;
import dev.glance.web.Message;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Int8Array;

/** {@link Classify}. */
final class ClassifyWork extends Work<Classify, Predictions> {
    @Override
    JSPromise<Predictions> run(Classify job, Classifier classifier, Prepared picture) {
        if (job.cover() != null) {
            picture.views().forEach(view -> job.cover().paint(new Int8Array(view.getData().getBuffer()).toJavaArray(),
                    view.getWidth(), view.getHeight()));
        }
        return classifier.classify(picture, job.topK(), job.calibrated());
    }

    @Override
    void ask(Classify job, Message body) {
        body.set("topK", job.topK()).set("calibrated", job.calibrated() ? 1 : 0).set("careful", job.careful() ? 1 : 0);
        if (job.cover() != null) {
            body.set("coverX", job.cover().x()).set("coverY", job.cover().y()).set("coverSide", job.cover().side());
        } else {
            body.set("coverSide", 0);
        }
    }

    @Override
    Classify asked(Message body) {
        return new Classify(Crop.of(body.text("crop")), (int) body.number("topK"), body.number("calibrated") == 1,
                body.number("careful") == 1, body.number("coverSide") == 0 ? null
                : new Cover(body.number("coverX"), body.number("coverY"), body.number("coverSide")));
    }

    @Override
    Message answer(Predictions predictions) {
        return Answers.of(predictions);
    }

    @Override
    Predictions answer(Message body) {
        return Answers.read(body);
    }
}
