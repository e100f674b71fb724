package dev.glance.worker;

import dev.glance.classify.Classifier;
import dev.glance.classify.Prepared;
import dev.glance.decide.Explanation;
import dev.glance.host.Explain;
import dev.glance.image.Crop;
import dev.glance.web.Message;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Int32Array;

/** {@link Explain}. */
final class ExplainWork extends Work<Explain, Explanation> {
    @Override
    JSPromise<Explanation> run(Explain job, Classifier classifier, Prepared picture) {
        return classifier.explain(picture, job.classes());
    }

    @Override
    void ask(Explain job, Message body) {
        int[] classes = new int[job.classes().size()];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = job.classes().get(i);
        }
        body.set("classes", Int32Array.copyFromJavaArray(classes));
    }

    @Override
    Explain asked(Message body) {
        Int32Array array = body.object("classes");
        List<Integer> classes = new ArrayList<>();
        for (int i = 0; i < array.getLength(); i++) {
            classes.add(array.get(i));
        }
        return new Explain(Crop.of(body.text("crop")), classes);
    }

    @Override
    Message answer(Explanation explanation) {
        return Answers.of(explanation);
    }

    @Override
    Explanation answer(Message body) {
        return Answers.readExplanation(body);
    }
}
