package dev.glance.tfjs;

import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.TypedArray;

/**
 * The global {@code tf}: tensors and their lifetime, backends, operations, models. Names are those of TensorFlow.js.
 *
 * <p>Operations return new tensors, which are the caller's to dispose of unless they are made inside {@link #tidy}.
 * Values of two tensors are combined with broadcasting: dimensions are matched from the last, and one of size 1 is
 * repeated. A shape or dtype that does not fit throws a RuntimeException with TensorFlow.js' text.
 *
 * @see <a href="https://js.tensorflow.org/api/4.22.0/">API reference</a>
 */
@JSClass(name = "tf")
public final class Tf implements JSObject {
    private Tf() {
    }

    // ---- Making tensors

    /**
     * A tensor of the given values.
     *
     * @param values row-major: Float32Array for float32, Int32Array for int32, Uint8Array for bool
     * @param shape  dimensions; their product is the number of values
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#tensor">tf.tensor</a>
     */
    public static native Tensor tensor(TypedArray values, NumberArray shape);

    /**
     * A tensor of the given values and dtype.
     *
     * @param dtype one of {@link DataType}'s words
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#tensor">tf.tensor</a>
     */
    public static native Tensor tensor(TypedArray values, NumberArray shape, String dtype);

    /**
     * A tensor of rank 1.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#tensor1d">tf.tensor1d</a>
     */
    public static native Tensor tensor1d(TypedArray values);

    /**
     * A tensor of rank 0, float32.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#scalar">tf.scalar</a>
     */
    public static native Tensor scalar(double value);

    /**
     * All zeros, float32.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#zeros">tf.zeros</a>
     */
    public static native Tensor zeros(NumberArray shape);

    /**
     * All ones, float32.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#ones">tf.ones</a>
     */
    public static native Tensor ones(NumberArray shape);

    /**
     * The same value everywhere, float32.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#fill">tf.fill</a>
     */
    public static native Tensor fill(NumberArray shape, double value);

    /**
     * start, start + step, ... up to but not including stop.
     *
     * @param dtype {@link DataType#FLOAT32} or {@link DataType#INT32}
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#range">tf.range</a>
     */
    public static native Tensor range(double start, double stop, double step, String dtype);

    // ---- Lifetime

    /**
     * Runs a function and disposes of every tensor made in it, except those that it returns.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#tidy">tf.tidy</a>
     */
    public static native <T extends JSObject> T tidy(TensorFunction<T> function);

    /**
     * Keeps a tensor beyond the {@link #tidy} in which it is made.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#keep">tf.keep</a>
     */
    public static native Tensor keep(Tensor tensor);

    /**
     * Disposes of a tensor, or of all tensors in an array or object.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#dispose">tf.dispose</a>
     */
    public static native void dispose(JSObject container);

    /**
     * What is held at the moment.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#memory">tf.memory</a>
     */
    public static native MemoryInfo memory();

    // ---- Backends

    /**
     * Makes a backend the one to use, starting it first.
     *
     * @param name {@code wasm}, {@code webgl}, {@code webgpu} or {@code cpu}; its script must have run
     * @return whether it started. It may say true after falling back to another one: ask {@link #getBackend}.
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#setBackend">tf.setBackend</a>
     */
    public static native JSPromise<Object> setBackend(String name);

    /**
     * The name of the backend in use.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#getBackend">tf.getBackend</a>
     */
    public static native String getBackend();

    /**
     * The backend in use.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#backend">tf.backend</a>
     */
    public static native KernelBackend backend();

    /**
     * What starts a backend; undefined for one that is not registered.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#findBackendFactory">tf.findBackendFactory</a>
     */
    public static native JSObject findBackendFactory(String name);

    /**
     * Makes a backend known.
     *
     * @return false where the name is taken
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#registerBackend">tf.registerBackend</a>
     */
    public static native boolean registerBackend(String name, JSObject factory);

    /**
     * Forgets a backend and frees what it holds; it can be registered again.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#removeBackend">tf.removeBackend</a>
     */
    public static native void removeBackend(String name);

    /**
     * Resolved when the backend in use has started.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#ready">tf.ready</a>
     */
    public static native JSPromise<JSObject> ready();

    /**
     * The engine, which knows the backends.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#engine">tf.engine</a>
     */
    public static native Engine engine();

    /**
     * The flags.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#env">tf.env</a>
     */
    public static native Environment env();

    // ---- Operations on each value

    /**
     * The absolute values.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#abs">tf.abs</a>
     */
    public static native Tensor abs(Tensor x);

    /**
     * Rounds up.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#ceil">tf.ceil</a>
     */
    public static native Tensor ceil(Tensor x);

    /**
     * e to the power of each value.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#exp">tf.exp</a>
     */
    public static native Tensor exp(Tensor x);

    /**
     * Rounds down.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#floor">tf.floor</a>
     */
    public static native Tensor floor(Tensor x);

    /**
     * The natural logarithm.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#log">tf.log</a>
     */
    public static native Tensor log(Tensor x);

    /**
     * Changes the sign.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#neg">tf.neg</a>
     */
    public static native Tensor neg(Tensor x);

    /**
     * max(x, 0).
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#relu">tf.relu</a>
     */
    public static native Tensor relu(Tensor x);

    /**
     * min(max(x, 0), 6).
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#relu6">tf.relu6</a>
     */
    public static native Tensor relu6(Tensor x);

    /**
     * Rounds to the nearest whole number, halves to the even one.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#round">tf.round</a>
     */
    public static native Tensor round(Tensor x);

    /**
     * 1 / (1 + e^-x).
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#sigmoid">tf.sigmoid</a>
     */
    public static native Tensor sigmoid(Tensor x);

    /**
     * The square root.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#sqrt">tf.sqrt</a>
     */
    public static native Tensor sqrt(Tensor x);

    /**
     * The square.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#square">tf.square</a>
     */
    public static native Tensor square(Tensor x);

    /**
     * The hyperbolic tangent.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#tanh">tf.tanh</a>
     */
    public static native Tensor tanh(Tensor x);

    /**
     * a + b.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#add">tf.add</a>
     */
    public static native Tensor add(Tensor a, Tensor b);

    /**
     * a + b, with a number for b.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#add">tf.add</a>
     */
    public static native Tensor add(Tensor a, double b);

    /**
     * a - b.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#sub">tf.sub</a>
     */
    public static native Tensor sub(Tensor a, Tensor b);

    /**
     * a - b, with a number for b.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#sub">tf.sub</a>
     */
    public static native Tensor sub(Tensor a, double b);

    /**
     * a * b, value by value.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#mul">tf.mul</a>
     */
    public static native Tensor mul(Tensor a, Tensor b);

    /**
     * a * b, value by value, with a number for b.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#mul">tf.mul</a>
     */
    public static native Tensor mul(Tensor a, double b);

    /**
     * a / b.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#div">tf.div</a>
     */
    public static native Tensor div(Tensor a, Tensor b);

    /**
     * a / b, with a number for b.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#div">tf.div</a>
     */
    public static native Tensor div(Tensor a, double b);

    /**
     * a to the power of b.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#pow">tf.pow</a>
     */
    public static native Tensor pow(Tensor a, Tensor b);

    /**
     * The greater of a and b.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#maximum">tf.maximum</a>
     */
    public static native Tensor maximum(Tensor a, Tensor b);

    /**
     * The greater of a and b, with a number for b.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#maximum">tf.maximum</a>
     */
    public static native Tensor maximum(Tensor a, double b);

    /**
     * The lesser of a and b.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#minimum">tf.minimum</a>
     */
    public static native Tensor minimum(Tensor a, Tensor b);

    /**
     * The lesser of a and b, with a number for b.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#minimum">tf.minimum</a>
     */
    public static native Tensor minimum(Tensor a, double b);

    /**
     * Where a = b; dtype bool.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#equal">tf.equal</a>
     */
    public static native Tensor equal(Tensor a, Tensor b);

    /**
     * Where a > b; dtype bool.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#greater">tf.greater</a>
     */
    public static native Tensor greater(Tensor a, Tensor b);

    /**
     * Where {@code a < b}; dtype bool.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#less">tf.less</a>
     */
    public static native Tensor less(Tensor a, Tensor b);

    /**
     * Limits values to a range.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#clipByValue">tf.clipByValue</a>
     */
    public static native Tensor clipByValue(Tensor x, double min, double max);

    /**
     * Changes the dtype.
     *
     * @param dtype one of {@link DataType}'s words
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#cast">tf.cast</a>
     */
    public static native Tensor cast(Tensor x, String dtype);

    /**
     * Values of a where the condition holds, else of b.
     *
     * @param condition dtype bool
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#where">tf.where</a>
     */
    public static native Tensor where(Tensor condition, Tensor a, Tensor b);

    // ---- Reductions

    /**
     * The greatest value over all dimensions.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#max">tf.max</a>
     */
    public static native Tensor max(Tensor x);

    /**
     * The greatest value along some dimensions.
     *
     * @param axis     the dimensions, counted from 0
     * @param keepDims whether they stay, with size 1
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#max">tf.max</a>
     */
    public static native Tensor max(Tensor x, NumberArray axis, boolean keepDims);

    /**
     * The mean over all dimensions; float32.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#mean">tf.mean</a>
     */
    public static native Tensor mean(Tensor x);

    /**
     * The mean along some dimensions; float32.
     *
     * @param axis     the dimensions, counted from 0
     * @param keepDims whether they stay, with size 1
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#mean">tf.mean</a>
     */
    public static native Tensor mean(Tensor x, NumberArray axis, boolean keepDims);

    /**
     * The least value over all dimensions.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#min">tf.min</a>
     */
    public static native Tensor min(Tensor x);

    /**
     * The least value along some dimensions.
     *
     * @param axis     the dimensions, counted from 0
     * @param keepDims whether they stay, with size 1
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#min">tf.min</a>
     */
    public static native Tensor min(Tensor x, NumberArray axis, boolean keepDims);

    /**
     * The product over all dimensions.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#prod">tf.prod</a>
     */
    public static native Tensor prod(Tensor x);

    /**
     * The product along some dimensions.
     *
     * @param axis     the dimensions, counted from 0
     * @param keepDims whether they stay, with size 1
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#prod">tf.prod</a>
     */
    public static native Tensor prod(Tensor x, NumberArray axis, boolean keepDims);

    /**
     * The sum over all dimensions.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#sum">tf.sum</a>
     */
    public static native Tensor sum(Tensor x);

    /**
     * The sum along some dimensions.
     *
     * @param axis     the dimensions, counted from 0
     * @param keepDims whether they stay, with size 1
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#sum">tf.sum</a>
     */
    public static native Tensor sum(Tensor x, NumberArray axis, boolean keepDims);

    /**
     * The place of the greatest value along a dimension; int32.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#argMax">tf.argMax</a>
     */
    public static native Tensor argMax(Tensor x, int axis);

    /**
     * Probabilities along the last dimension.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#softmax">tf.softmax</a>
     */
    public static native Tensor softmax(Tensor logits);

    /**
     * The k greatest values of the last dimension and their places.
     *
     * @param k at most the size of the last dimension
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#topk">tf.topk</a>
     */
    public static native TopK topk(Tensor x, int k);

    // ---- Shapes

    /**
     * The same values in another shape; one dimension may be -1, to be computed.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#reshape">tf.reshape</a>
     */
    public static native Tensor reshape(Tensor x, NumberArray shape);

    /**
     * Adds a dimension of size 1 at a place.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#expandDims">tf.expandDims</a>
     */
    public static native Tensor expandDims(Tensor x, int axis);

    /**
     * Removes all dimensions of size 1.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#squeeze">tf.squeeze</a>
     */
    public static native Tensor squeeze(Tensor x);

    /**
     * Removes the given dimensions of size 1.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#squeeze">tf.squeeze</a>
     */
    public static native Tensor squeeze(Tensor x, NumberArray axis);

    /**
     * Cuts a part out.
     *
     * @param begin where it begins in each dimension
     * @param size  how far it reaches; -1 means to the end
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#slice">tf.slice</a>
     */
    public static native Tensor slice(Tensor x, NumberArray begin, NumberArray size);

    /**
     * Joins tensors along a dimension.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#concat">tf.concat</a>
     */
    public static native Tensor concat(JSArrayReader<Tensor> tensors, int axis);

    /**
     * Puts tensors of one shape beside each other along a new dimension.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#stack">tf.stack</a>
     */
    public static native Tensor stack(JSArrayReader<Tensor> tensors, int axis);

    /**
     * Takes a tensor apart along a dimension.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#unstack">tf.unstack</a>
     */
    public static native JSArray<Tensor> unstack(Tensor x, int axis);

    /**
     * Reverses along some dimensions.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#reverse">tf.reverse</a>
     */
    public static native Tensor reverse(Tensor x, NumberArray axis);

    /**
     * Puts the dimensions into another order.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#transpose">tf.transpose</a>
     */
    public static native Tensor transpose(Tensor x, NumberArray permutation);

    /**
     * Repeats in each dimension.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#tile">tf.tile</a>
     */
    public static native Tensor tile(Tensor x, NumberArray repetitions);

    /**
     * Picks places along a dimension.
     *
     * @param indices int32
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#gather">tf.gather</a>
     */
    public static native Tensor gather(Tensor x, Tensor indices, int axis);

    /**
     * Rows of zeros with a one at each index; float32.
     *
     * @param indices int32
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#oneHot">tf.oneHot</a>
     */
    public static native Tensor oneHot(Tensor indices, int depth);

    // ---- Linear algebra and convolution

    /**
     * The matrix product of tensors of rank 2 or more.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#matMul">tf.matMul</a>
     */
    public static native Tensor matMul(Tensor a, Tensor b);

    /**
     * A convolution.
     *
     * @param x       [n, height, width, in]
     * @param filter  [filterHeight, filterWidth, in, out]
     * @param strides [vertical, horizontal]
     * @param pad     {@code same} or {@code valid}
     * @return [n, newHeight, newWidth, out]
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#conv2d">tf.conv2d</a>
     */
    public static native Tensor conv2d(Tensor x, Tensor filter, NumberArray strides, String pad);

    /**
     * A convolution of each channel by itself.
     *
     * @param x       [n, height, width, channels]
     * @param filter  [filterHeight, filterWidth, channels, multiplier]
     * @param strides [vertical, horizontal]
     * @param pad     {@code same} or {@code valid}
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#depthwiseConv2d">tf.depthwiseConv2d</a>
     */
    public static native Tensor depthwiseConv2d(Tensor x, Tensor filter, NumberArray strides, String pad);

    /**
     * The mean over windows.
     *
     * @param x          [n, height, width, channels]
     * @param filterSize [height, width] of a window
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#avgPool">tf.avgPool</a>
     */
    public static native Tensor avgPool(Tensor x, NumberArray filterSize, NumberArray strides, String pad);

    /**
     * The greatest value in windows.
     *
     * @param x          [n, height, width, channels]
     * @param filterSize [height, width] of a window
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#maxPool">tf.maxPool</a>
     */
    public static native Tensor maxPool(Tensor x, NumberArray filterSize, NumberArray strides, String pad);

    // ---- Models and measuring

    /**
     * Loads a graph model.
     *
     * @param url of {@code model.json}, or {@code indexeddb://name}
     * @return rejected with an Error where it cannot be loaded; the HTTP status of weight files is not checked
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#loadGraphModel">tf.loadGraphModel</a>
     */
    public static native JSPromise<GraphModel> loadGraphModel(String url);

    /**
     * Loads a graph model as the options say.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#loadGraphModel">tf.loadGraphModel</a>
     */
    public static native JSPromise<GraphModel> loadGraphModel(String url, LoadOptions options);

    /**
     * Loads a graph model through a handler.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#loadGraphModel">tf.loadGraphModel</a>
     */
    public static native JSPromise<GraphModel> loadGraphModel(IOHandler handler);

    /**
     * Loads a graph model that is in memory, at once.
     *
     * @param handler such as that of {@link Io#fromMemorySync}
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#loadGraphModelSync">tf.loadGraphModelSync</a>
     */
    public static native GraphModel loadGraphModelSync(IOHandlerSync handler);

    /**
     * Loads a graph model from whatever a caller gave.
     *
     * @param source  an address or an IOHandler
     * @param options how to load
     * @return the model, the caller's to dispose of
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#loadGraphModel">tf.loadGraphModel</a>
     */
    public static native JSPromise<GraphModel> loadGraphModel(JSObject source, LoadOptions options);

    /**
     * Loads a layers model; needs the script of {@code @tensorflow/tfjs-layers}.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#loadLayersModel">tf.loadLayersModel</a>
     */
    public static native JSPromise<LayersModel> loadLayersModel(String url);

    /**
     * Loads a layers model through a handler.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#loadLayersModel">tf.loadLayersModel</a>
     */
    public static native JSPromise<LayersModel> loadLayersModel(IOHandler handler);

    /**
     * Runs a function and measures it.
     *
     * @return resolved with wallMs and, by backend, kernelMs
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#time">tf.time</a>
     */
    public static native JSPromise<TimingInfo> time(TensorFunction<JSObject> function);

    /**
     * Runs a function and counts what it leaves and takes.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#profile">tf.profile</a>
     */
    public static native JSPromise<ProfileInfo> profile(TensorFunction<JSObject> function);

    /**
     * Resolved at the next animation frame, so that a page can draw between two steps.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#nextFrame">tf.nextFrame</a>
     */
    public static native JSPromise<JSObject> nextFrame();
}
