// The ways of the peers, each as its documentation says, and a bare loop around LiteRT.js; used by Bench.java, behind common.js.
globalThis.peers = {
  async reference() {
    tf.wasm.setWasmPaths('peers/');
    await tf.setBackend('wasm');
    const model = await reference.load({version: 2, alpha: 1, modelUrl: 'model/model.json', inputRange: [-1, 1]});
    return image => model.classify(image);
  },
  async mediapipe() {
    const mediapipe = await import('./peers/mediapipe.mjs');
    const files = await mediapipe.FilesetResolver.forVisionTasks('peers');
    const classifier = await mediapipe.ImageClassifier.createFromOptions(files,
        {baseOptions: {modelAssetPath: 'model/mediapipe.tflite', delegate: 'CPU'}, maxResults: 3});
    return image => classifier.classify(image);
  },
  async onnxruntime() {
    ort.env.wasm.wasmPaths = new URL('peers/', location.href).href;
    ort.env.wasm.numThreads = 1;
    const session = await ort.InferenceSession.create('model/model.onnx', {executionProviders: ['wasm']});
    const draw = canvas();
    return async image => {
      const {logits} = await session.run({image: new ort.Tensor('float32', draw(image), [1, 224, 224, 3])});
      return topThree(logits.data);
    };
  },
  async litert() {
    globalThis.Module = {locateFile: file => 'litert/' + file, print() {}, printErr() {}};
    await litert.loadLiteRt('litert/');
    const model = await litert.loadAndCompile('model/model.tflite', {accelerator: 'wasm'});
    const draw = canvas();
    return async image => {
      const input = new litert.Tensor(draw(image), [1, 224, 224, 3]);
      const [output] = await model.run(input);
      const answer = topThree(await output.data());
      input.delete();
      output.delete();
      return answer;
    };
  },
  // The same in a worker, where alone several threads can compute without the page waiting: the page draws and hands over pixels.
  async litertInWorker(threads) {
    const worker = new Worker('bare.js'), draw = pixels();
    const ask = (message, moved) => new Promise((resolve, reject) => {
      worker.onmessage = event => resolve(event.data);
      worker.onerror = event => reject(new Error(event.message));
      worker.postMessage(message, moved);
    });
    await ask({threads}, []);
    return image => {
      const {data} = draw(image);
      return ask(data, [data.buffer]);
    };
  },
};

function pixels() {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 224;
  const context = canvas.getContext('2d', {willReadFrequently: true});
  context.imageSmoothingQuality = 'high';
  return image => {
    const width = image.naturalWidth, height = image.naturalHeight, side = Math.min(width, height);
    context.drawImage(image, (width - side) / 2, (height - side) / 2, side, side, 0, 0, 224, 224);
    return context.getImageData(0, 0, 224, 224);
  };
}

function canvas() {
  const draw = pixels(), input = new Float32Array(224 * 224 * 3);
  return image => fill(draw(image).data, input);
}

globalThis.fromFile = async (classify, file) => {
  const image = new Image();
  image.src = URL.createObjectURL(file);
  await image.decode();
  const answer = await classify(image);
  URL.revokeObjectURL(image.src);
  return answer;
};

globalThis.median = values => [...values].sort((a, b) => a - b)[values.length >> 1];

globalThis.timed = async work => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

// Runs all in turn, again and again, so that whatever else the machine does hits each alike.
globalThis.inTurn = async (works, rounds) => {
  const times = Object.fromEntries(Object.keys(works).map(name => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, work] of Object.entries(works)) {
      times[name].push(await timed(work));
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
};
