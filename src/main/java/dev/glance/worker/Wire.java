package dev.glance.worker;

import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Receipt;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.Codec;
import dev.glance.host.LoadProgress;
import dev.glance.host.LoadRequest;
import dev.glance.host.Loaded;
import dev.glance.model.Label;
import dev.glance.web.Message;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.core.JSArray;

/** How requests, answers and failures look between page and worker. */
final class Wire implements Codec<Message> {
    @Override
    public Message of(LoadRequest request) {
        return Message.create().set("model", request.model()).set("backend", request.backend());
    }

    static LoadRequest loadRequest(Message message) {
        return new LoadRequest(message.text("model"), message.text("backend"));
    }

    @Override
    public Message rounds(int rounds) {
        return Message.create().set("rounds", rounds);
    }

    static Message progress(String stage, double fraction) {
        return Message.create().set("stage", stage).set("fraction", fraction);
    }

    @Override
    public void progress(Message body, LoadProgress progress) {
        progress.progress(body.text("stage"), body.number("fraction"));
    }

    static Message of(Loaded loaded) {
        return Message.create().set("modelId", loaded.modelId()).set("modelName", loaded.modelName())
                .set("modelSha256", loaded.modelSha256()).set("backend", loaded.backend())
                .set("dropped", loaded.dropped()).set("classes", loaded.classes())
                .set("inputSize", loaded.inputSize()).set("thread", loaded.thread()).set("loadMs", loaded.loadMs());
    }

    @Override
    public Loaded loaded(Message message) {
        return new Loaded(message.text("modelId"), message.text("modelName"), message.text("modelSha256"),
                message.text("backend"), message.texts("dropped"), (int) message.number("classes"),
                (int) message.number("inputSize"), message.text("thread"), message.number("loadMs"));
    }

    static Message of(Predictions predictions) {
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
    public Predictions predictions(Message message) {
        JSArray<Message> array = message.object("top");
        List<Prediction> top = new ArrayList<>();
        for (int i = 0; i < array.getLength(); i++) {
            Message item = array.get(i);
            top.add(new Prediction((int) item.number("index"), new Label(item.text("wordNetId"), item.texts("names")),
                    item.number("probability")));
        }
        return new Predictions(top, new Receipt(message.text("modelId"), message.text("modelSha256"),
                message.text("backend"), message.text("thread"), message.text("crop"), (int) message.number("width"),
                (int) message.number("height"), message.number("incomplete") == 1, message.number("preprocessMs"),
                message.number("inferenceMs"), message.texts("dropped")));
    }

    static Message milliseconds(double milliseconds) {
        return Message.create().set("milliseconds", milliseconds);
    }

    @Override
    public double milliseconds(Message body) {
        return body.number("milliseconds");
    }

    static Message of(GlanceException error) {
        return Message.create().set("code", error.code().word()).set("what", error.what())
                .set("remedy", error.remedy());
    }

    @Override
    public GlanceException error(Message message) {
        return new GlanceException(ErrorCode.of(message.text("code")), message.text("what"), message.text("remedy"));
    }
}
