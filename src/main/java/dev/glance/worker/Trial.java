package dev.glance.worker;

import dev.glance.async.Promise;
import dev.glance.classify.Preprocessor;
import dev.glance.classify.WorkerScripts;
import dev.glance.host.Compute;
import dev.glance.host.Host;
import dev.glance.host.LoadProgress;
import dev.glance.host.LoadRequest;
import dev.glance.host.Loaded;
import dev.glance.image.CropMode;
import dev.glance.model.Format;
import dev.glance.web.Message;
import dev.glance.web.Picture;
import java.util.List;
import org.teavm.jso.browser.Performance;
import org.teavm.jso.typedarrays.Float32Array;

/** Finds out what a model computes of the self-check's picture. */
public final class Trial {
    private Trial() {
    }

    /**
     * Loads a model and lets it compute.
     *
     * @param host closed afterwards
     * @return the {@code backend} that computed, what was {@code dropped}, the {@code logits}, and the {@code milliseconds} that
     *         another look took; or a failure as {@link Answers} writes it. Never fails
     */
    public static Promise<Message> of(Host<Picture> host, LoadRequest request) {
        return host.load(request, LoadProgress.NOBODY).flatThen(loaded -> computed(host, loaded))
                .recover(failure -> Promise.resolved(Answers.of(failure))).onSettled(host::close);
    }

    /** See {@link WorkerScripts#needed}. */
    public static List<String> needed(Format format, String backend) {
        return WorkerScripts.needed(format, backend);
    }

    private static Promise<Message> computed(Host<Picture> host, Loaded loaded) {
        Compute job = new Compute(CropMode.SQUARE, "");
        Picture picture = Preprocessor.checkPicture(loaded.inputSize());
        return host.run(job, picture).flatThen(logits -> {
            double start = Performance.now();
            // The first one may be slow.
            return host.run(job, picture).then(again -> Message.create().set("backend", loaded.backend())
                    .set("dropped", loaded.dropped()).set("logits", Float32Array.copyFromJavaArray(logits))
                    .set("milliseconds", Performance.now() - start));
        });
    }
}
