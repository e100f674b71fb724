package dev.glance.classify;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Calibration;
import dev.glance.model.CatalogEntry;
import dev.glance.model.Format;
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
 * @param size   side of the input in pixels that it is computed at
 */
public record ModelFile(CatalogEntry entry, byte[] bytes, Labels labels, int size) implements Model {
    @Override
    public String id() {
        return entry.id();
    }

    @Override
    public String name() {
        return otherSize() == 0 ? entry.name() : entry.name() + ", here at " + size + " px";
    }

    @Override
    public String sha256() {
        return entry.sha256();
    }

    @Override
    public boolean severalLooks() {
        // Of another architecture than the catalog's nothing is known.
        return entry.version() != 0;
    }

    @Override
    public String crop() {
        return entry.crop();
    }

    @Override
    public Calibration calibration() {
        return entry.calibration();
    }

    @Override
    public JSPromise<Network> open() {
        return isTflite() ? JSPromise.resolve(openNow()) : TfjsFile.open(this);
    }

    /**
     * Puts the weights on the TensorFlow.js backend in use, which has started, before it returns.
     *
     * @throws GlanceException {@code model-format}, {@code model-operation} where that cannot be done at once
     */
    Network openNow() {
        return isTflite() ? Network.of(artifacts(), entry.inputMin(), entry.inputMax()) : TfjsFile.openNow(this);
    }

    /**
     * The model as a TensorFlow.js graph, made anew each time: the file is a quarter of it.
     *
     * @throws GlanceException {@code model-format}
     */
    public GraphArtifacts artifacts() {
        GraphArtifacts artifacts = Tflite.read(bytes, otherSize());
        requireFit(artifacts.size(), artifacts.outputs());
        return artifacts;
    }

    private boolean isTflite() {
        return entry.format().kind() == Format.Kind.TFLITE;
    }

    @Override
    public TfliteProgram tflite() {
        if (!isTflite()) {
            return Model.super.tflite();
        }
        TfliteProgram program = Tflite.program(bytes, entry.inputMin(), entry.inputMax(), otherSize());
        requireFit(program.size(), program.outputs());
        return program;
    }

    /** 0 for the file's own. */
    private int otherSize() {
        return size == entry.inputSize() ? 0 : size;
    }

    private void requireFit(int found, int outputs) {
        int classes = outputs - (entry.background() ? 1 : 0);
        if (otherSize() == 0 && found != size || classes != entry.classes() || labels.size() != classes) {
            throw new GlanceException(ErrorCode.MODEL_FORMAT, "The catalog, the labels and the file of the model \u201c"
                    + entry.id() + "\u201d do not fit together.", GlanceException.COPY_AGAIN);
        }
    }

    @Override
    public int checkSize(int engines, boolean anySize) {
        return anySize && entry.isChecked() ? entry.quickCheck().size() : engines;
    }

    @Override
    public String complaint(int checked, float[] logits, double tolerance) {
        return entry.isChecked() ? SelfCheck.complaint(entry.check(checked), entry.classes(), logits, tolerance)
                : SelfCheck.notFinite(logits);
    }
}
