// Behind tf-mobilenet.mjs, the TensorFlow.js that the site ships as tf/tf-threads.js for its workers: the same, computing one
// picture on several threads.
import {getThreadsCount, setThreadsCount} from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm';

Object.assign(globalThis.glanceTf.wasm, {getThreadsCount, setThreadsCount});
