package dev.glance.worker;

import dev.glance.decide.Explanation;
import dev.glance.decide.Name;
import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Receipt;
import dev.glance.decide.Smoothed;
import dev.glance.decide.Surveyed;
import dev.glance.decide.Verdict;
import dev.glance.error.GlanceException;
import dev.glance.host.Result;
import dev.glance.model.Label;
import dev.glance.web.Message;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSObject;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int8Array;

/** Answers as messages. */
public final class Answers {
    private Answers() {
    }

    /** Writes an answer. */
    public static Message of(Predictions predictions) {
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
                .set("thread", receipt.thread()).set("threads", receipt.threads()).set("crop", receipt.crop()).set("width", receipt.width())
                .set("height", receipt.height()).set("incomplete", receipt.incomplete() ? 1 : 0)
                .set("views", receipt.views()).set("preprocessMs", receipt.preprocessMs()).set("inferenceMs", receipt.inferenceMs())
                .set("dropped", receipt.dropped());
    }

    /** Writes one of many answers. */
    public static Message of(Surveyed surveyed) {
        return Message.create().set("predictions", of(surveyed.predictions()))
                .set("signature", Int8Array.copyFromJavaArray(surveyed.signature()))
                .set("thumbnail", (ImageData) surveyed.thumbnail());
    }

    /** Reads one of many answers. */
    private static Surveyed readSurveyed(Message body) {
        Int8Array signature = body.object("signature");
        ImageData thumbnail = body.object("thumbnail");
        return new Surveyed(read((Message) body.object("predictions")), signature.copyToJavaArray(), thumbnail);
    }

    /** Writes what became of one of many. */
    public static Message of(Result<Object> result) {
        Message message = Message.create().set("index", result.index());
        return result.error() == null ? message.set("answer", (Message) result.answer())
                : message.set("error", Wire.of(result.error()));
    }

    /** Reads a failure. */
    public static GlanceException readFailure(Message body) {
        return Wire.read(body.object("failure"));
    }

    /** Writes what became of all. */
    public static Message of(GlanceException failure) {
        return Message.create().set("failure", Wire.of(failure));
    }

    /**
     * What was asked for, whatever it is.
     *
     * @param answer null, too, is one
     * @throws GlanceException what it says became of all
     */
    public static JSObject require(JSObject answer) {
        Message message = (Message) answer;
        if (message != null && message.object("failure") != null) {
            throw readFailure(message);
        }
        return answer;
    }

    /**
     * Reads what became of one of many.
     *
     * @throws GlanceException what became of all
     */
    public static Result<Surveyed> readResult(Message body) {
        if (body.object("failure") != null) {
            throw readFailure(body);
        }
        Message answer = body.object("answer");
        return new Result<>((int) body.number("index"), answer == null ? null : readSurveyed(answer),
                answer == null ? Wire.read(body.object("error")) : null);
    }

    /** Writes which places speak for the names of an answer. */
    public static Message of(Explanation explanation) {
        JSArray<Float32Array> maps = new JSArray<>();
        for (float[] map : explanation.maps()) {
            maps.push(Float32Array.copyFromJavaArray(map));
        }
        return Message.create().set("rows", explanation.rows()).set("columns", explanation.columns()).set("maps", maps);
    }

    /** Reads which places speak for the names of an answer. */
    public static Explanation readExplanation(Message body) {
        JSArray<Float32Array> array = body.object("maps");
        List<float[]> maps = new ArrayList<>();
        for (int i = 0; i < array.getLength(); i++) {
            maps.add(array.get(i).copyToJavaArray());
        }
        return new Explanation((int) body.number("rows"), (int) body.number("columns"), maps);
    }

    /** Writes an answer with what is remembered of those before. */
    public static Message of(Smoothed answer) {
        return of(answer.predictions()).set("memory", Float32Array.copyFromJavaArray(answer.memory()));
    }

    /**
     * Reads an answer with what is remembered of those before.
     *
     * @throws GlanceException what became of all
     */
    public static Smoothed readSmoothed(Message body) {
        if (body.object("failure") != null) {
            throw readFailure(body);
        }
        Float32Array memory = body.object("memory");
        return new Smoothed(read(body), memory.copyToJavaArray());
    }

    private static Message message(Name name) {
        return Message.create().set("wordNetId", name.wordNetId()).set("text", name.text());
    }

    private static Name name(Message body) {
        return new Name(body.text("wordNetId"), body.text("text"));
    }

    /** Reads an answer. */
    public static Predictions read(Message body) {
        JSArray<Message> array = body.object("top");
        List<Prediction> top = new ArrayList<>();
        for (int i = 0; i < array.getLength(); i++) {
            Message item = array.get(i);
            top.add(new Prediction((int) item.number("index"), new Label(item.text("wordNetId"), item.texts("names")),
                    item.number("probability")));
        }
        return new Predictions(top, new Verdict(Verdict.Kind.of(body.text("verdict")), name(body.object("name")),
                body.number("verdictProbability"), name(body.object("perhaps")), name(body.object("broader"))),
                new Receipt(body.text("modelId"), body.text("modelSha256"), body.text("backend"), body.text("thread"),
                        (int) body.number("threads"), body.text("crop"), (int) body.number("width"), (int) body.number("height"),
                        body.number("incomplete") == 1, (int) body.number("views"), body.number("preprocessMs"),
                        body.number("inferenceMs"), body.texts("dropped")));
    }
}
