package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * Which TensorFlow.js this script speaks to. In the site's scripts the name {@code tf}, which the bindings use, is a
 * variable of the script's own: it holds the page's {@code tf} where that can serve, else a private one that shares
 * nothing with it. In a script that somebody else compiles it is the page's global: one that can serve, or ours where the page
 * has none.
 */
public final class TensorFlow {
    private TensorFlow() {
    }

    /**
     * Whether the page has a TensorFlow.js of its own that has everything needed here: version 4 with core and converter.
     * Others keep models in other forms, or lack kernels of the backends that the site ships.
     */
    @JSBody(script = "var own = globalThis.tf; if (!own || own === globalThis.glanceTfGlobal || !Object.isExtensible(own)) {"
            + " return false; } var version = own.version_core || own.version && own.version['tfjs-core'] || '';"
            + " return /^4\\./.test(version) && ['loadGraphModelSync', 'loadGraphModel', 'tidy', 'keep', 'tensor', 'engine',"
            + " 'env', 'setBackend', 'getBackend', 'browser', 'image', 'ready', 'findBackendFactory', 'registerBackend']"
            + ".every(function (name) { return own[name] !== undefined; }) && !!own.io && !!own.io.fromMemorySync;")
    public static native boolean pageServes();

    /** Speaks to the page's from now on. */
    @JSBody(script = "tf = globalThis.tf; globalThis.glanceTfTarget = tf;")
    public static native void usePages();

    /**
     * Speaks to the one that a script of the site has just defined. A page that has none gets a {@code tf} too: a copy, so
     * that a script which the page adds later changes nothing here. A script that has the page's global gets it itself, and
     * throws where it would take the place of the page's own.
     */
    @JSBody(script = "var page = globalThis, own = page.glanceTf;"
            + " if (page.tf === undefined) { page.tf = page.glanceTfGlobal = {}; }"
            + " else if (page.tf === tf && tf !== page.glanceTfGlobal) { throw new Error('the page has another'); }"
            + " if (page.tf === page.glanceTfGlobal) { Object.assign(page.tf, own); }"
            + " page.glanceTfTarget = tf = own; if (page.tf === own) { page.glanceTfGlobal = own; }")
    public static native void useOwn();

    /**
     * Whether a script of the site has defined one.
     *
     * @param whole whether only one that has everything counts
     */
    @JSBody(params = "whole", script = "return !!globalThis.glanceTf && !(whole && globalThis.glanceTf.partial);")
    public static native boolean isDefined(boolean whole);

    /** Whether there is one to speak to. What is only the page's global has been chosen, or is none. */
    @JSBody(script = "return typeof tf !== 'undefined' && !!tf && (tf !== globalThis.tf || tf === globalThis.glanceTfTarget);")
    public static native boolean isThere();

    /** Whether a script that has the page's global finds one there that cannot serve; it must not put another in its place. */
    public static boolean pageHinders() {
        return isPagesVariable() && !isThere() && !pageServes();
    }

    @JSBody(script = "return typeof tf !== 'undefined' && tf === globalThis.tf && tf !== globalThis.glanceTfGlobal;")
    private static native boolean isPagesVariable();

    /** Whether it has everything, not only what MobileNets need on wasm. */
    public static boolean isWhole() {
        return isThere() && !isPartial();
    }

    @JSBody(script = "return !!tf.partial;")
    private static native boolean isPartial();

    /** Whether it is the page's own. */
    @JSBody(script = "return typeof tf !== 'undefined' && !!tf && tf !== globalThis.glanceTf;")
    public static native boolean isPages();

    /** Whether it has layers models too. */
    @JSBody(script = "return !!tf.loadLayersModel;")
    public static native boolean hasLayers();

    /** The backend in use; empty where none is yet. */
    @JSBody(script = "return tf.getBackend() || '';")
    public static native String backendInUse();

    /** Keeps the weights of a model, whatever {@code tf.tidy} it was made in. */
    @JSBody(params = "model", script = "Object.values(model.weights).forEach(function (tensors) {"
            + " tensors.forEach(function (tensor) { tf.keep(tensor); }); });")
    public static native void keepWeights(JSObject model);

    /** Frees a graph or layers model. Of models in a layers model TensorFlow.js 4 leaves some weights. */
    @JSBody(params = "model", script = "model.dispose(); if (model.layers) { model.weights.forEach(function (weight) {"
            + " if (!weight.val.isDisposed) { weight.val.dispose(); } }); }")
    public static native void dispose(JSObject model);

    /**
     * A float32 tensor on the backend in use whose values are still to be written, so that they need not be copied there.
     *
     * @return null where the backend does not keep values in memory that can be written
     */
    @JSBody(params = "shape", script = "var backend = tf.backend(); return backend.makeOutput && backend.typedArrayFromHeap"
            + " ? tf.engine().makeTensorFromTensorInfo(backend.makeOutput(shape, 'float32'), backend) : null;")
    public static native JSObject unfilled(JSObject shape);

    /**
     * Says of such a tensor that it is the filter of one convolution, or the matrix that one product multiplies by, and nothing
     * else: the site's own script for MobileNets frees its memory as soon as XNNPACK has packed it. Its values cannot be read then.
     */
    @JSBody(params = "tensor", script = "tf.backend().dataIdMap.get(tensor.dataId).once = true;")
    public static native void readOnce(JSObject tensor);

    /** Where the values of such a tensor lie, until another one is made. */
    @JSBody(params = "tensor", script = "return tf.backend().typedArrayFromHeap(tensor);")
    public static native Float32Array values(JSObject tensor);

    /** Starts a backend without making it the one in use; rejected with the backend's own error. */
    @JSBody(params = "name", script = "var engine = tf.engine(); if (engine.registry[name]) { return Promise.resolve(); }"
            + " return Promise.resolve(tf.findBackendFactory(name)()).then(function (backend) {"
            + " if (!engine.registry[name]) { engine.registry[name] = backend; } });")
    public static native JSPromise<JSObject> startBackend(String name);

    /**
     * Answers requests of TensorFlow.js for a file of the given name with bytes that are here already. Needs no permission
     * of a Content-Security-Policy, works from disk, and nothing is used that was not verified.
     */
    @JSBody(params = {"name", "bytes"}, script = "var platform = tf.env().platform, fetch = platform.fetch;"
            + " platform.fetch = function (path, init) { return String(path).endsWith(name)"
            + " ? Promise.resolve(new Response(bytes, {headers: {'Content-Type': 'application/wasm'}}))"
            + " : fetch.call(platform, path, init); };")
    public static native void provide(String name, Int8Array bytes);

    /** Whether the page's policy lets WebAssembly be compiled: compiles an empty module, and throws where it may not. */
    @JSBody(script = "new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));")
    public static native void requireWebAssembly();

    /** Whether a value is a tensor, of whichever TensorFlow.js. */
    @JSBody(params = "value", script = "return !!value && typeof value === 'object' && typeof value.dataSync === 'function'"
            + " && Array.isArray(value.shape) && value.dataId !== undefined;")
    public static native boolean isTensor(JSObject value);

    /**
     * The pixels of a tensor, whoever made it, as {@link Pixels#plain} reads them: its last three dimensions are height, width and
     * channels. What becomes of the tensor afterwards does not matter.
     *
     * @param tensor one without {@link #flaw}; of several pictures come more values than fit the size
     */
    @JSBody(params = "tensor", script = "var shape = tensor.shape, n = shape.length; return tensor.data().then(function (values) { return {data: values, width: shape[n - 2], height: shape[n - 3]}; });")
    public static native JSPromise<JSObject> pixels(JSObject tensor);

    /** Why a tensor cannot be one of pixels, {@code [height, width, 3]} or several such; empty where it can. */
    @JSBody(params = "tensor", script = "var shape = tensor.shape, n = shape.length; return tensor.isDisposed ? 'it was disposed of'"
            + " : n < 3 || n > 4 || shape[n - 1] !== 3 || tensor.size === 0 ? 'its shape is ' + JSON.stringify(shape) : '';")
    public static native String flaw(JSObject tensor);

    /** Whether a tensor is of the TensorFlow.js that this script speaks to; {@code instanceof} takes those of any. */
    @JSBody(params = "tensor", script = "return tf.engine().state.tensorInfo.has(tensor.dataId);")
    public static native boolean isOwn(JSObject tensor);

    /** A tensor of another TensorFlow.js as one of this; the caller's. */
    @JSBody(params = "tensor", script = "return tf.tensor(tensor.dataSync(), tensor.shape, tensor.dtype);")
    public static native JSObject adopt(JSObject tensor);

    /**
     * Whether the page has a TensorFlow.js of its own with tensors, which is not the one in use here: as the global {@code tf}, or
     * imported as a module, which leaves its engine as a global.
     */
    @JSBody(script = "return !!globalThis.tf && globalThis.tf !== tf && globalThis.tf !== globalThis.glanceTfGlobal"
            + " && typeof globalThis.tf.tensor === 'function' || !!globalThis._tfengine && globalThis._tfengine !== tf.engine();")
    public static native boolean pageHasAnother();

    /** A tensor as one of the page's TensorFlow.js, in place of the given one, which is disposed of. */
    @JSBody(params = "tensor", script = "var values = tensor.dataSync(), own = globalThis.tf, handed = own && own.tensor"
            + " && own !== globalThis.glanceTfGlobal ? own.tensor(values, tensor.shape, tensor.dtype)"
            + " : globalThis._tfengine.makeTensor(values, tensor.shape, tensor.dtype);"
            + " tensor.dispose(); return handed;")
    public static native JSObject handOver(JSObject tensor);

    /**
     * Computes the value of one node of a graph model, or of one layer of a layers model or of a model that this begins with.
     *
     * @param model a tf.GraphModel or tf.LayersModel
     * @param input its input, a tensor
     * @return a new tensor, the caller's
     */
    @JSBody(params = {"model", "input", "name"}, script = "for (var m = model; m.layers; m = m.layers[0]) {"
            + " for (var i = 0; i < m.layers.length; i++) { if (m.layers[i].name === name) {"
            + " return m.execute(input, m.layers[i].output.name); } } } return m.execute(input, name);")
    public static native JSObject execute(JSObject model, JSObject input, String name);
}
