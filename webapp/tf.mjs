// The TensorFlow.js that the site ships as tf/tf.js: core with chained operations, and the converter (graph models).
// Backends are scripts of their own, loaded when used. It does not touch a `tf` of the page's: Java hands it on.
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import * as core from '@tensorflow/tfjs-core';
import * as converter from '@tensorflow/tfjs-converter';

globalThis.glanceTf = {...core, ...converter};
