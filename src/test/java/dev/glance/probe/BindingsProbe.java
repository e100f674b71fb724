package dev.glance.probe;

import dev.glance.tfjs.Browser;
import dev.glance.tfjs.DataType;
import dev.glance.tfjs.GraphModel;
import dev.glance.tfjs.IOHandler;
import dev.glance.tfjs.Io;
import dev.glance.tfjs.LoadOptions;
import dev.glance.tfjs.ModelArtifacts;
import dev.glance.tfjs.NumberArray;
import dev.glance.tfjs.Tensor;
import dev.glance.tfjs.Tf;
import dev.glance.tfjs.TfImage;
import dev.glance.tfjs.TopK;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int32Array;
import org.teavm.jso.typedarrays.Uint8ClampedArray;

/** Calls the bindings and says what came out, one line a call: the global {@code probe()} resolves to the lines. */
public final class BindingsProbe {
    private static final StringBuilder LINES = new StringBuilder();

    private BindingsProbe() {
    }

    /** Defines the global. */
    public static void main(String[] args) {
        define(BindingsProbe::probe);
    }

    private static JSPromise<JSString> probe() {
        int before = Tf.memory().getNumTensors();
        Tf.tidy(() -> {
            operations();
            pictures();
            return null;
        });
        line("left", Integer.toString(Tf.memory().getNumTensors() - before));
        Tensor kept = Tf.tidy(() -> Tf.keep(Tf.scalar(2)));
        line("keep", kept.getIsDisposed() + " " + kept.dataFloatSync().get(0));
        Tf.dispose(kept);
        line("dispose", Boolean.toString(kept.getIsDisposed()));
        line("env", Tf.env().getBool("DEBUG") + " " + Tf.getBackend() + " " + Tf.engine().hasFactory("cpu"));
        Tensor a = Tf.ones(NumberArray.of(2, 2));
        return a.data().flatThen(data -> Tf.time(() -> Tf.matMul(a, a))).flatThen(time -> {
            line("time", Boolean.toString(time.getWallMs() >= 0));
            return Tf.profile(() -> Tf.matMul(a, a));
        }).flatThen(profile -> {
            line("profile", profile.getNewTensors() + " " + profile.getNewBytes());
            Tensor grey = Tf.fill(NumberArray.of(1, 2, 3), 0.5);
            return Browser.toPixels(grey).then(pixels -> {
                line("toPixels", pixels.getLength() + " " + pixels.get(0) + " " + pixels.get(3));
                return null;
            });
        }).flatThen(done -> Tf.loadGraphModel(Io.fromMemory(doubler()))).flatThen(BindingsProbe::graph)
                .flatThen(done -> Tf.loadLayersModel("indexeddb://layers")).then(layers -> {
                    line("layers", show(layers.predict(Tf.ones(NumberArray.of(1, 3)))));
                    layers.dispose();
                    return JSString.valueOf(LINES.toString());
                });
    }

    private static void operations() {
        Tensor x = Tf.tensor(Float32Array.copyFromJavaArray(new float[] {-1.5f, 0, 2, 7}), NumberArray.of(2, 2));
        line("tensor", show(x));
        line("add", show(Tf.add(x, 1)) + show(Tf.add(x, x)));
        line("sub", show(Tf.sub(x, 1)) + show(Tf.sub(x, x)));
        line("mul", show(Tf.mul(x, 2)) + show(Tf.mul(x, x)));
        line("div", show(Tf.div(x, 2)));
        line("relu6", show(Tf.relu6(x)));
        line("round", show(Tf.floor(x)) + show(Tf.ceil(x)));
        line("clip", show(Tf.clipByValue(x, -1, 2)));
        line("max", show(Tf.max(x)) + show(Tf.max(x, NumberArray.of(1), true)));
        line("mean", show(Tf.mean(x)) + show(Tf.mean(x, NumberArray.of(0), false)));
        line("sum", show(Tf.sum(x)) + show(Tf.min(x)) + show(Tf.prod(x)));
        line("argMax", show(Tf.argMax(x, 1)));
        line("where", show(Tf.where(Tf.greater(x, Tf.zeros(NumberArray.of(2, 2))), x, Tf.neg(x))));
        line("reshape", show(Tf.reshape(x, NumberArray.of(4))) + show(Tf.expandDims(x, 0))
                + show(Tf.squeeze(Tf.expandDims(x, 0))));
        line("slice", show(Tf.slice(x, NumberArray.of(0, 1), NumberArray.of(2, 1))));
        JSArray<Tensor> two = JSArray.of(x, x);
        line("concat", show(Tf.concat(two, 1)) + show(Tf.stack(two, 0)) + Tf.unstack(x, 0).getLength());
        line("transpose", show(Tf.transpose(x, NumberArray.of(1, 0))) + show(Tf.reverse(x, NumberArray.of(1)))
                + show(Tf.tile(x, NumberArray.of(1, 2))));
        Tensor indices = Tf.tensor(Int32Array.copyFromJavaArray(new int[] {1, 0}), NumberArray.of(2), DataType.INT32);
        line("gather", show(Tf.gather(x, indices, 0)) + show(Tf.oneHot(indices, 3)));
        line("matMul", show(Tf.matMul(x, x)));
        TopK top = Tf.topk(x, 1);
        line("topk", show(top.getValues()) + show(top.getIndices()));
        line("softmax", show(Tf.round(Tf.mul(Tf.softmax(x), 1000))));
        line("cast", Tf.cast(x, DataType.INT32).getDtype() + " " + Tf.range(0, 3, 1, DataType.INT32).getSize());
        Tensor image = Tf.reshape(Tf.range(0, 16, 1, DataType.FLOAT32), NumberArray.of(1, 4, 4, 1));
        Tensor filter = Tf.ones(NumberArray.of(2, 2, 1, 1));
        line("conv2d", show(Tf.conv2d(image, filter, NumberArray.of(2, 2), "valid"))
                + show(Tf.depthwiseConv2d(image, filter, NumberArray.of(2, 2), "valid")));
        line("pool", show(Tf.avgPool(image, NumberArray.of(2, 2), NumberArray.of(2, 2), "valid"))
                + show(Tf.maxPool(image, NumberArray.of(2, 2), NumberArray.of(2, 2), "valid")));
        line("resize", show(TfImage.resizeBilinear(image, NumberArray.of(2, 2), true))
                + show(TfImage.resizeNearestNeighbor(image, NumberArray.of(2, 2), false)));
        Tensor boxes = Tf.tensor(Float32Array.copyFromJavaArray(new float[] {0, 0, 1, 1}), NumberArray.of(1, 4));
        Tensor first = Tf.tensor(Int32Array.copyFromJavaArray(new int[] {0}), NumberArray.of(1), DataType.INT32);
        line("crop", show(TfImage.cropAndResize(image, boxes, first, NumberArray.of(2, 2)))
                + show(TfImage.flipLeftRight(TfImage.resizeBilinear(image, NumberArray.of(1, 2), true))));
    }

    private static void pictures() {
        Uint8ClampedArray rgba = new Uint8ClampedArray(4);
        rgba.set(0, 10);
        rgba.set(1, 20);
        rgba.set(2, 30);
        rgba.set(3, 255);
        Tensor pixels = Browser.fromPixels(new ImageData(rgba, 1, 1));
        line("fromPixels", show(pixels) + pixels.getDtype() + " " + pixels.getRank() + " " + pixels.getSize());
    }

    /** Loads, runs, saves and forgets a graph model. */
    private static JSPromise<JSObject> graph(GraphModel model) {
        Tensor input = Tf.ones(NumberArray.of(1, 2));
        line("predict", show(model.predict(input)) + model.getInputs().get(0).getName() + " "
                + show(model.execute(input, "y")));
        return model.save("indexeddb://doubler").flatThen(saved -> Io.listModels()).flatThen(models -> {
            line("listModels", Boolean.toString(JSObjects.hasProperty(models, "indexeddb://doubler")));
            return Tf.loadGraphModel("indexeddb://doubler");
        }).flatThen(again -> {
            line("again", show(again.predict(input)));
            again.dispose();
            return Io.removeModel("indexeddb://doubler");
        }).flatThen(removed -> {
            ModelArtifacts[] kept = new ModelArtifacts[1];
            IOHandler handler = Io.withSaveHandler(artifacts -> {
                kept[0] = artifacts;
                return JSPromise.resolve(JSObjects.create());
            });
            return handler.save(doubler()).then(saved -> {
                line("saveHandler", kept[0].getFormat() + " " + kept[0].getWeightSpecs().get(0).getName());
                return null;
            });
        }).flatThen(done -> {
            LoadOptions options = LoadOptions.create();
            double[] last = {0};
            options.setOnProgress(fraction -> last[0] = fraction);
            return Tf.loadGraphModel(Io.http("doubler/model.json", options)).then(loaded -> {
                line("http", show(loaded.predict(input)) + last[0]);
                return null;
            });
        });
    }

    /** y = x * 2 as a graph. */
    private static ModelArtifacts doubler() {
        ModelArtifacts artifacts = ModelArtifacts.create();
        artifacts.setFormat("graph-model");
        artifacts.setModelTopology(topology());
        artifacts.setWeightSpecs(JSArray.of(dev.glance.tfjs.WeightSpec.create("two", NumberArray.of(1), DataType.FLOAT32)));
        artifacts.setWeightData(Float32Array.copyFromJavaArray(new float[] {2}).getBuffer());
        return artifacts;
    }

    @JSBody(script = "return {node: [{name: 'x', op: 'Placeholder', attr: {dtype: {type: 'DT_FLOAT'},"
            + " shape: {shape: {dim: [{size: '-1'}, {size: '2'}]}}}}, {name: 'two', op: 'Const',"
            + " attr: {dtype: {type: 'DT_FLOAT'}, value: {tensor: {dtype: 'DT_FLOAT', tensorShape:"
            + " {dim: [{size: '1'}]}}}}}, {name: 'y', op: 'Mul', input: ['x', 'two'], attr: {T: {type: 'DT_FLOAT'}}}],"
            + " versions: {}};")
    private static native JSObject topology();

    private static String show(Tensor tensor) {
        return shape(tensor.getShape()) + values(tensor.arraySync()) + " ";
    }

    @JSBody(params = "shape", script = "return '[' + shape.join() + ']';")
    private static native String shape(NumberArray shape);

    @JSBody(params = "values", script = "return JSON.stringify(values);")
    private static native String values(JSObject values);

    private static void line(String name, String text) {
        LINES.append(name).append(": ").append(text.strip()).append('\n');
    }

    @JSBody(params = "probe", script = "globalThis.probe = probe;")
    private static native void define(Probe probe);

    /** Starts it. */
    @JSFunctor
    private interface Probe extends JSObject {
        JSPromise<JSString> start();
    }
}
