// The ways of the peers, each as its documentation says, and a bare loop around LiteRT.js; used by Bench.java.
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
};

function canvas() {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 224;
  const context = canvas.getContext('2d', {willReadFrequently: true});
  context.imageSmoothingQuality = 'high';
  const input = new Float32Array(224 * 224 * 3);
  return image => {
    const width = image.naturalWidth, height = image.naturalHeight, side = Math.min(width, height);
    context.drawImage(image, (width - side) / 2, (height - side) / 2, side, side, 0, 0, 224, 224);
    const {data} = context.getImageData(0, 0, 224, 224);
    for (let i = 0, at = 0; i < data.length; i += 4) {
      input[at++] = data[i] / 127.5 - 1;
      input[at++] = data[i + 1] / 127.5 - 1;
      input[at++] = data[i + 2] / 127.5 - 1;
    }
    return input;
  };
}

function topThree(logits) {
  const greatest = Math.max(...logits), exponents = Array.from(logits, logit => Math.exp(logit - greatest));
  const sum = exponents.reduce((a, b) => a + b);
  return exponents.map((value, index) => ({index, probability: value / sum}))
      .sort((a, b) => b.probability - a.probability).slice(0, 3);
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
