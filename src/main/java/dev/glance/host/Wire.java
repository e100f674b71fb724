package dev.glance.host;

import dev.glance.classify.Prediction;
import dev.glance.classify.Predictions;
import dev.glance.classify.Receipt;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Label;
import dev.glance.web.Message;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.core.JSArray;

/** How requests, answers and failures look as messages between page and worker. */
final class Wire {
    private Wire() {
    }

    static Message of(LoadRequest request) {
        return Message.create().set("model", request.model()).set("backend", request.backend());
    }

    static LoadRequest loadRequest(Message message) {
        return new LoadRequest(message.text("model"), message.text("backend"));
    }

    static Message of(Loaded loaded) {
        return Message.create().set("modelId", loaded.modelId()).set("modelName", loaded.modelName())
                .set("modelSha256", loaded.modelSha256()).set("backend", loaded.backend())
                .set("dropped", loaded.dropped()).set("classes", loaded.classes())
                .set("inputSize", loaded.inputSize()).set("thread", loaded.thread()).set("loadMs", loaded.loadMs());
    }

    static Loaded loaded(Message message) {
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
                .set("height", receipt.height()).set("incomplete", receipt.incomplete() ? 1 : 0).set("preprocessMs", receipt.preprocessMs())
                .set("inferenceMs", receipt.inferenceMs()).set("dropped", receipt.dropped());
    }

    static Predictions predictions(Message message) {
        JSArray<Message> array = message.object("top");
        List<Prediction> top = new ArrayList<>();
        for (int i = 0; i < array.getLength(); i++) {
            Message item = array.get(i);
            top.add(new Prediction((int) item.number("index"), new Label(item.text("wordNetId"), item.texts("names")),
                    item.number("probability")));
        }
        return new Predictions(top, new Receipt(message.text("modelId"), message.text("modelSha256"),
                message.text("backend"), message.text("thread"), message.text("crop"), (int) message.number("width"),
                (int) message.number("height"), message.number("incomplete") == 1, message.number("preprocessMs"), message.number("inferenceMs"),
                message.texts("dropped")));
    }

    static Message of(GlanceException error) {
        return Message.create().set("code", error.code().word()).set("what", error.what())
                .set("remedy", error.remedy());
    }

    static GlanceException error(Message message) {
        return new GlanceException(ErrorCode.of(message.text("code")), message.text("what"), message.text("remedy"));
    }
}
