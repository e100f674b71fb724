package dev.glance.worker;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.Codec;
import dev.glance.host.Job;
import dev.glance.host.LoadProgress;
import dev.glance.host.LoadRequest;
import dev.glance.host.Loaded;
import dev.glance.web.Message;

/** How requests, answers and failures look between page and worker. */
final class Wire implements Codec<Message> {
    @Override
    public Message of(LoadRequest request) {
        return Message.create().set("model", request.model()).set("size", request.size()).set("backend", request.backend())
                .set("threads", request.threads());
    }

    static LoadRequest loadRequest(Message message) {
        return new LoadRequest(message.text("model"), (int) message.number("size"), message.text("backend"),
                (int) message.number("threads"));
    }

    @Override
    public Message of(String dropped) {
        return Message.create().set("dropped", dropped);
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
                .set("threads", loaded.threads()).set("dropped", loaded.dropped()).set("classes", loaded.classes())
                .set("inputSize", loaded.inputSize()).set("thread", loaded.thread()).set("anySize", loaded.anySize() ? 1 : 0)
                .set("severalLooks", loaded.severalLooks() ? 1 : 0).set("crop", loaded.crop()).set("loadMs", loaded.loadMs());
    }

    @Override
    public Loaded loaded(Message message) {
        return new Loaded(message.text("modelId"), message.text("modelName"), message.text("modelSha256"),
                message.text("backend"), (int) message.number("threads"), message.texts("dropped"), (int) message.number("classes"),
                (int) message.number("inputSize"), message.text("thread"), message.number("anySize") == 1, message.number("severalLooks") == 1,
                message.text("crop"), message.number("loadMs"));
    }

    @Override
    public <A> Message of(Job<A> job, Message picture) {
        Work.of(job).ask(job, picture);
        return picture;
    }

    @Override
    public <A> A answer(Job<A> job, Message body) {
        return Work.of(job).answer(body);
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
        return read(message);
    }

    static GlanceException read(Message message) {
        return new GlanceException(ErrorCode.of(message.text("code")), message.text("what"), message.text("remedy"));
    }
}
