// A bare LiteRT.js on the build with threads, in a worker: told how many first, then asked with pixels.
importScripts('common.js', 'peers/litert.js');

const glue = 'litert/litert_wasm_threaded_internal.js';
const input = new Float32Array(224 * 224 * 3);
let model;

onmessage = async ({data}) => {
  if (data.threads) {
    globalThis.Module = {locateFile: file => 'litert/' + file, mainScriptUrlOrBlob: new URL(glue, location.href).href,
      pthreadPoolSize: data.threads - 1, print() {}, printErr() {}};
    await litert.loadLiteRt(glue);
    model = await litert.loadAndCompile('model/model.tflite', {accelerator: 'wasm', cpuOptions: {numThreads: data.threads}});
    postMessage('ready');
    return;
  }
  const tensor = new litert.Tensor(fill(data, input), [1, 224, 224, 3]);
  const [output] = await model.run(tensor);
  const answer = topThree(await output.data());
  tensor.delete();
  output.delete();
  postMessage(answer);
};
