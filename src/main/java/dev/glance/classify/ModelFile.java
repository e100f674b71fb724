package dev.glance.classify;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.CatalogEntry;
import dev.glance.model.GraphArtifacts;
import dev.glance.model.Labels;
import dev.glance.model.Tflite;
import dev.glance.model.TfliteProgram;
import org.teavm.jso.core.JSPromise;

/**
 * A model of the site, read and verified.
 *
 * @param entry  what the catalog says of it
 * @param bytes  the file
 * @param labels its classes
 */
public record ModelFile(CatalogEntry entry, byte[] bytes, Labels labels) implements Model {
    @Override
    public String id() {
        return entry.id();
    }

    @Override
    public String name() {
        return entry.name();
    }

    @Override
    public String sha256() {
        return entry.sha256();
    }

    @Override
    public JSPromise<Network> open() {
        return JSPromise.resolve(openNow());
    }

    /** Puts the weights on the TensorFlow.js backend in use, which has started, before it returns. */
    Network openNow() {
        return Network.of(artifacts(), entry.inputMin(), entry.inputMax());
    }

    /**
     * The model as a TensorFlow.js graph, made anew each time: the file is a quarter of it.
     *
     * @throws GlanceException {@code model-format}
     */
    public GraphArtifacts artifacts() {
        GraphArtifacts artifacts = Tflite.read(bytes);
        requireFit(artifacts.size(), artifacts.outputs());
        return artifacts;
    }

    @Override
    public TfliteProgram tflite() {
        TfliteProgram program = Tflite.program(bytes, entry.inputMin(), entry.inputMax());
        requireFit(program.size(), program.outputs());
        return program;
    }

    private void requireFit(int size, int outputs) {
        int classes = outputs - (entry.background() ? 1 : 0);
        if (size != entry.inputSize() || classes != entry.classes() || labels.size() != classes) {
            throw new GlanceException(ErrorCode.MODEL_FORMAT, "The catalog, the labels and the file of the model \u201c"
                    + entry.id() + "\u201d do not fit together.", "Build the site again with `mvn package`.");
        }
    }

    @Override
    public String complaint(float[] logits, double tolerance) {
        return SelfCheck.complaint(entry, logits, tolerance);
    }
}
