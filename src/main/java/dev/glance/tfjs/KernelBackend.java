package dev.glance.tfjs;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/**
 * A running backend, as {@link Tf#backend} gives it.
 *
 * @see <a href="https://js.tensorflow.org/api/4.22.0/#backend">tf.backend</a>
 */
public abstract class KernelBackend implements JSObject {
    private KernelBackend() {
    }

    /** The WebGL context of the webgl backend; null for another backend. */
    @JSBody(script = "return this.gpgpu ? this.gpgpu.gl : null;")
    public native JSObject webGlContext();

    /** The GPUDevice of the webgpu backend; null for another backend. */
    @JSBody(script = "return this.device ? this.device : null;")
    public native JSObject webGpuDevice();
}
