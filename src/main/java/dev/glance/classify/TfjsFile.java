package dev.glance.classify;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Calibration;
import dev.glance.model.Format;
import dev.glance.model.Labels;
import dev.glance.tfjs.GraphModel;
import dev.glance.tfjs.Io;
import dev.glance.tfjs.ModelArtifacts;
import dev.glance.tfjs.Tf;
import dev.glance.web.TensorFlow;
import dev.glance.web.Utf8;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.json.JSON;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * A model of TensorFlow.js, read and verified.
 *
 * @param file the bytes: what {@code model.json} says, then the weights
 */
record TfjsFile(ModelFile file) implements Model {
    @Override
    public String id() {
        return file.id();
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public String sha256() {
        return file.sha256();
    }

    @Override
    public Labels labels() {
        return file.labels();
    }

    @Override
    public String crop() {
        return file.crop();
    }

    @Override
    public Calibration calibration() {
        return file.calibration();
    }

    @Override
    public JSPromise<Network> open() {
        // What is asked of a layers model here is what a graph model does too.
        return isGraph() ? JSPromise.resolve(openNow()) : Tf.loadLayersModel(Io.fromMemory(artifacts()))
                .then(model -> network(model.cast()));
    }

    /** See {@link ModelFile#openNow}. */
    Network openNow() {
        if (!isGraph()) {
            throw new GlanceException(ErrorCode.MODEL_OPERATION, "This is a layers model, which TensorFlow.js cannot make ready for "
                    + "tensors at once.", "Load it with worker: false, or classify a picture instead of a tensor.");
        }
        GraphModel graph = Tf.loadGraphModelSync(Io.fromMemorySync(artifacts()));
        // Whoever asks may do so inside a tf.tidy of its own.
        TensorFlow.keepWeights(graph);
        return network(graph);
    }

    private boolean isGraph() {
        return file.entry().format().kind() == Format.Kind.GRAPH;
    }

    private ModelArtifacts artifacts() {
        Format format = file.entry().format();
        ArrayBuffer buffer = Int8Array.fromJavaArray(file.bytes()).getBuffer();
        ModelArtifacts artifacts = (ModelArtifacts) JSON.parse(Utf8.decode(new Int8Array(buffer, 0, format.head())));
        artifacts.setWeightData(buffer.slice(format.head(), buffer.getByteLength()));
        return artifacts;
    }

    private Network network(GraphModel model) {
        return new Network(model, file.size(), file.entry().inputMin(), file.entry().inputMax(),
                file.entry().format().probabilities());
    }

    @Override
    public String complaint(int size, float[] logits, double tolerance) {
        return file.complaint(size, logits, tolerance);
    }
}
