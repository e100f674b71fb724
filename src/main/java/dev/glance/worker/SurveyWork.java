package dev.glance.worker;

import dev.glance.classify.Classifier;
import dev.glance.classify.Prepared;
import dev.glance.host.Survey;
import dev.glance.image.Crop;
import dev.glance.web.Message;
import org.teavm.jso.core.JSPromise;

/** {@link Survey}. */
final class SurveyWork extends Work<Survey, Object> {
    @Override
    JSPromise<Object> run(Survey job, Classifier classifier, Prepared picture) {
        return classifier.survey(picture, job.topK(), job.side()).then(Answers::of);
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
    Message answer(Object sent) {
        return (Message) sent;
    }

    @Override
    Object answer(Message body) {
        return body;
    }
}
