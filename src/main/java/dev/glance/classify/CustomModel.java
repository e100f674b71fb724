package dev.glance.classify;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Calibration;
import dev.glance.model.Labels;
import dev.glance.tfjs.GraphModel;
import dev.glance.tfjs.IOHandler;
import dev.glance.tfjs.NumberArray;
import dev.glance.tfjs.Tf;
import dev.glance.web.JsErrors;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSPromise;

/**
 * A graph model that only TensorFlow.js can read: a MobileNet with 1,000 ImageNet classes, or 1,001 with a background class first.
 *
 * @param source an IOHandler, or an address in the browser's storage
 * @param labels the 1,000 classes
 * @param min    what a byte of 0 becomes
 * @param max    what a byte of 255 becomes
 */
public record CustomModel(JSObject source, Labels labels, double min, double max) implements Model {
    private static final int DEFAULT_SIZE = 224;

    @Override
    public String id() {
        return JSObjects.typeOf(source).equals("string") ? JSObjects.toString(source) : "custom";
    }

    @Override
    public String name() {
        return id();
    }

    @Override
    public String sha256() {
        return "";
    }

    @Override
    public Calibration calibration() {
        return Calibration.NONE;
    }

    @Override
    public JSPromise<Network> open() {
        return Tf.loadGraphModel((IOHandler) source).<Network>flatThen(model -> {
            try {
                return JSPromise.resolve(new Network(model, size(model), min, max, false));
            } catch (GlanceException e) {
                model.dispose();
                throw e;
            }
        }, reason -> JSPromise.reject(new GlanceException(ErrorCode.MODEL_MISSING, "The model at " + id()
                + " could not be loaded: " + JsErrors.text(reason) + ".",
                "Look at modelUrl.")));
    }

    private GlanceException unfit(String why) {
        return new GlanceException(ErrorCode.MODEL_FORMAT, "The model at " + id() + " is no MobileNet for ImageNet: "
                + why + ".", "Use a graph model that takes [n, size, size, 3] and gives 1,000 or 1,001 logits.");
    }

    private int size(GraphModel model) {
        NumberArray shape = model.getInputs().get(0).getShape();
        if (JSObjects.isUndefined(shape)) {
            return DEFAULT_SIZE;
        }
        if (shape.getLength() != 4 || shape.get(1) != shape.get(2)) {
            throw unfit("its input is not a batch of square pictures");
        }
        return shape.get(1) > 0 ? shape.get(1) : DEFAULT_SIZE;
    }

    @Override
    public String complaint(int size, float[] logits, double tolerance) {
        if (logits.length != labels.size()) {
            throw unfit("it gives " + logits.length + " values");
        }
        return SelfCheck.notFinite(logits);
    }
}
