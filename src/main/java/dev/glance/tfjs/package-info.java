/**
 * TensorFlow.js 4.22 for Java that TeaVM compiles to JavaScript: typed, with the names of TensorFlow.js, without logic.
 * Nothing here needs the rest of Glance.
 *
 * <p>The page loads TensorFlow.js as classic scripts, which define the global {@code tf}. Then:
 * <pre>{@code
 * Tensor logits = Tf.tidy(() -> {
 *     Tensor pixels = Tf.cast(Browser.fromPixels(canvas), DataType.FLOAT32);
 *     Tensor input = Tf.sub(Tf.div(pixels, 127.5), 1);
 *     return model.predict(Tf.expandDims(input, 0));
 * });
 * logits.dataFloat().then(values -> ...);
 * logits.dispose();
 * }</pre>
 *
 * <p>Rules: shapes, axes and sizes are {@link dev.glance.tfjs.NumberArray}s. Every tensor has one owner, who disposes
 * of it; {@link dev.glance.tfjs.Tf#tidy} does it for all that is made inside. Nothing inside {@code tidy} may suspend.
 * Of a promise, use {@code then} with a second function for the error: {@code JSPromise.await()} loses its text.
 */
package dev.glance.tfjs;
