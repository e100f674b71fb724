package dev.glance.worker;

import dev.glance.classify.Classifier;
import dev.glance.classify.Prepared;
import dev.glance.decide.Name;
import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Receipt;
import dev.glance.host.Classify;
import dev.glance.decide.Verdict;
import dev.glance.image.Cover;
import dev.glance.image.Crop;
import dev.glance.model.Label;
import dev.glance.web.Message;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.core.JSArray;
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
        JSArray<Message> top = new JSArray<>();
        for (Prediction prediction : predictions.top()) {
            top.push(Message.create().set("index", prediction.index())
                    .set("wordNetId", prediction.label().wordNetId()).set("names", prediction.label().names())
                    .set("probability", prediction.probability()));
        }
        Receipt receipt = predictions.receipt();
        Verdict verdict = predictions.verdict();
        return Message.create().set("top", top).set("verdict", verdict.kind().word())
                .set("verdictProbability", verdict.probability()).set("name", message(verdict.name()))
                .set("perhaps", message(verdict.perhaps())).set("broader", message(verdict.broader())).set("modelId", receipt.modelId())
                .set("modelSha256", receipt.modelSha256()).set("backend", receipt.backend())
                .set("thread", receipt.thread()).set("crop", receipt.crop()).set("width", receipt.width())
                .set("height", receipt.height()).set("incomplete", receipt.incomplete() ? 1 : 0)
                .set("views", receipt.views()).set("preprocessMs", receipt.preprocessMs()).set("inferenceMs", receipt.inferenceMs())
                .set("dropped", receipt.dropped());
    }

    private static Message message(Name name) {
        return Message.create().set("wordNetId", name.wordNetId()).set("text", name.text());
    }

    private static Name name(Message body) {
        return new Name(body.text("wordNetId"), body.text("text"));
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
        return new Predictions(top, new Verdict(Verdict.Kind.of(body.text("verdict")), name(body.object("name")),
                body.number("verdictProbability"), name(body.object("perhaps")), name(body.object("broader"))), new Receipt(body.text("modelId"), body.text("modelSha256"), body.text("backend"),
                body.text("thread"), body.text("crop"), (int) body.number("width"), (int) body.number("height"),
                body.number("incomplete") == 1, (int) body.number("views"), body.number("preprocessMs"), body.number("inferenceMs"),
                body.texts("dropped")));
    }
}
