package dev.glance.worker;

import dev.glance.classify.Classifier;
import dev.glance.classify.Prepared;
import dev.glance.decide.Surveyed;
import dev.glance.host.Survey;
import dev.glance.image.Crop;
import dev.glance.web.Message;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Int8Array;

/** {@link Survey}. */
final class SurveyWork extends Work<Survey, Surveyed> {
    @Override
    JSPromise<Surveyed> run(Survey job, Classifier classifier, Prepared picture) {
        return classifier.survey(picture, job.topK(), job.side());
    }

    @Override
    void ask(Survey job, Message body) {
        body.set("topK", job.topK()).set("careful", job.careful() ? 1 : 0).set("side", job.side());
    }

    @Override
    Survey asked(Message body) {
        return new Survey(Crop.of(body.text("crop")), (int) body.number("topK"), body.number("careful") == 1,
                (int) body.number("side"));
    }

    @Override
    Message answer(Surveyed surveyed) {
        return Answers.of(surveyed);
    }

    @Override
    Surveyed answer(Message body) {
        return Answers.readSurveyed(body);
    }
}
