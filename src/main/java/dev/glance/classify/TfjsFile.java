package dev.glance.classify;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Format;
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

/** Opens models of TensorFlow.js: what {@code model.json} says, then the weights. */
final class TfjsFile {
    private TfjsFile() {
    }

    /** See {@link Model#open}. */
    static JSPromise<Network> open(ModelFile file) {
        // What is asked of a layers model here is what a graph model does too.
        return isGraph(file) ? JSPromise.resolve(openNow(file)) : Tf.loadLayersModel(Io.fromMemory(artifacts(file)))
                .then(model -> network(file, model.cast()));
    }

    /** See {@link ModelFile#openNow}. */
    static Network openNow(ModelFile file) {
        if (!isGraph(file)) {
            throw new GlanceException(ErrorCode.MODEL_OPERATION, "A layers model is not ready for tensors at once.",
                    "Load it with worker: false.");
        }
        GraphModel graph = Tf.loadGraphModelSync(Io.fromMemorySync(artifacts(file)));
        // Whoever asks may do so inside a tf.tidy of its own.
        TensorFlow.keepWeights(graph);
        return network(file, graph);
    }

    private static boolean isGraph(ModelFile file) {
        return file.entry().format().kind() == Format.Kind.GRAPH;
    }

    private static ModelArtifacts artifacts(ModelFile file) {
        int head = file.entry().format().head();
        ArrayBuffer buffer = Int8Array.fromJavaArray(file.bytes()).getBuffer();
        ModelArtifacts artifacts = (ModelArtifacts) JSON.parse(Utf8.decode(new Int8Array(buffer, 0, head)));
        artifacts.setWeightData(buffer.slice(head, buffer.getByteLength()));
        return artifacts;
    }

    private static Network network(ModelFile file, GraphModel model) {
        return new Network(model, file.size(), file.entry().inputMin(), file.entry().inputMax(),
                file.entry().format().probabilities());
    }
}
