package dev.glance.worker;

import dev.glance.classify.Classifier;
import dev.glance.classify.Prepared;
import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Receipt;
import dev.glance.host.Classify;
import dev.glance.image.CropMode;
import dev.glance.model.Label;
import dev.glance.web.Message;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;

/** {@link Classify}. */
final class ClassifyWork extends Work<Classify, Predictions> {
    @Override
    JSPromise<Predictions> run(Classify job, Classifier classifier, Prepared picture) {
        return classifier.classify(picture, job.topK());
    }

    @Override
    void ask(Classify job, Message body) {
        body.set("topK", job.topK());
    }

    @Override
    Classify asked(Message body) {
        return new Classify(CropMode.of(body.text("crop")), (int) body.number("topK"));
    }

    @Override
    Message answer(Predictions predictions) {
        JSArray<Message> top = new JSArray<>();
        for (Prediction prediction : predictions.top()) {
            top.push(Message.create().set("index", prediction.index())
                    .set("wordNetId", prediction.label().wordNetId()).set("names", prediction.label().names())
                    .set("probability", prediction.probability()));
        }
        Receipt receipt = predictions.receipt();
        return Message.create().set("top", top).set("modelId", receipt.modelId())
                .set("modelSha256", receipt.modelSha256()).set("backend", receipt.backend())
                .set("thread", receipt.thread()).set("crop", receipt.crop()).set("width", receipt.width())
                .set("height", receipt.height()).set("incomplete", receipt.incomplete() ? 1 : 0)
                .set("preprocessMs", receipt.preprocessMs()).set("inferenceMs", receipt.inferenceMs())
                .set("dropped", receipt.dropped());
    }

    @Override
    Predictions answer(Message body) {
        JSArray<Message> array = body.object("top");
        List<Prediction> top = new ArrayList<>();
        for (int i = 0; i < array.getLength(); i++) {
            Message item = array.get(i);
            top.add(new Prediction((int) item.number("index"), new Label(item.text("wordNetId"), item.texts("names")),
                    item.number("probability")));
        }
        return new Predictions(top, new Receipt(body.text("modelId"), body.text("modelSha256"), body.text("backend"),
                body.text("thread"), body.text("crop"), (int) body.number("width"), (int) body.number("height"),
                body.number("incomplete") == 1, body.number("preprocessMs"), body.number("inferenceMs"),
                body.texts("dropped")));
    }
}
