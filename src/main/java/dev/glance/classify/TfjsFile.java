package dev.glance.classify;

import dev.glance.model.Calibration;
import dev.glance.model.Format;
import dev.glance.model.Labels;
import dev.glance.tfjs.GraphModel;
import dev.glance.tfjs.Io;
import dev.glance.tfjs.ModelArtifacts;
import dev.glance.tfjs.Tf;
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
        Format format = file.entry().format();
        ArrayBuffer buffer = Int8Array.fromJavaArray(file.bytes()).getBuffer();
        ModelArtifacts artifacts = (ModelArtifacts) JSON.parse(Utf8.decode(new Int8Array(buffer, 0, format.head())));
        artifacts.setWeightData(buffer.slice(format.head(), buffer.getByteLength()));
        if (format.kind() == Format.Kind.GRAPH) {
            return JSPromise.resolve(network(Tf.loadGraphModelSync(Io.fromMemorySync(artifacts))));
        }
        // What is asked of it here is what a graph model does too.
        return Tf.loadLayersModel(Io.fromMemory(artifacts)).then(model -> network(model.cast()));
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
