// The TensorFlow.js that the site ships as tf/tf-mobilenet.js for its workers: core, graph models and the wasm backend,
// each as far as a MobileNet needs it; `partial` says that it is not the whole.
import '@tensorflow/tfjs-backend-wasm/dist/base';
import '@tensorflow/tfjs-converter/dist/flags';
import {setWasmPaths} from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm';
import {addConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Add';
import {castConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Cast';
import {fusedConv2DConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/FusedConv2D';
import {fusedDepthwiseConv2DConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/FusedDepthwiseConv2D';
import {_fusedMatMulConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/_FusedMatMul';
import {identityConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Identity';
import {meanConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Mean';
import {multiplyConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply';
import {padV2Config} from '@tensorflow/tfjs-backend-wasm/dist/kernels/PadV2';
import {relu6Config} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Relu6';
import {reluConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Relu';
import {reshapeConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape';
import {resizeBilinearConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/ResizeBilinear';
import {sliceConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Slice';
import {transposeConfig} from '@tensorflow/tfjs-backend-wasm/dist/kernels/Transpose';
import {loadGraphModelSync} from '@tensorflow/tfjs-converter/dist/executor/graph_model';
import {backend, dispose, engine, env, findBackendFactory, getBackend, keep, memory, registerBackend,
  registerKernel, removeBackend, setBackend, tensor, tidy} from '@tensorflow/tfjs-core';
import {fromMemorySync} from '@tensorflow/tfjs-core/dist/io/passthrough';
import {fromPixels} from '@tensorflow/tfjs-core/dist/ops/browser';
import {Tensor} from '@tensorflow/tfjs-core/dist/tensor';
import {resizeBilinear} from '@tensorflow/tfjs-core/dist/ops/image/resize_bilinear';
import {add, cast, mul, reshape, slice} from '@tensorflow/tfjs-core/dist/ops/ops_for_converter';

[addConfig, castConfig, fusedConv2DConfig, fusedDepthwiseConv2DConfig, _fusedMatMulConfig, identityConfig, meanConfig,
  multiplyConfig, padV2Config, relu6Config, reluConfig, reshapeConfig, resizeBilinearConfig, sliceConfig, transposeConfig].forEach(registerKernel);

globalThis.glanceTf ??= {partial: true, add, backend, browser: {fromPixels}, cast, dispose, engine, env, findBackendFactory, getBackend,
  image: {resizeBilinear}, io: {fromMemorySync}, keep, loadGraphModelSync, memory, mul, registerBackend, removeBackend,
  reshape, setBackend, slice, Tensor, tensor, tidy, wasm: {setWasmPaths}};
// Where the whole of TensorFlow.js follows, for another backend, it says nothing in the console about being the second.
env().set('PROD', true);
