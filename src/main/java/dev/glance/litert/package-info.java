/**
 * Bindings of the part of LiteRT.js 2.5 that Glance uses: loading the runtime, compiling a {@code .tflite} file, running
 * it. No logic, and usable without the rest of Glance.
 */
package dev.glance.litert;
