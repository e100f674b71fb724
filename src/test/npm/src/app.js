import mobilenet, {load, version} from 'glance-mobilenet';
import * as all from 'glance-mobilenet';

/** What the package answers for a picture, loaded twice, of which one is disposed of. */
globalThis.answers = async address => {
  const [model, other] = await Promise.all([load(), all.load()]);
  other.dispose();
  const file = await (await fetch(address)).blob();
  const predictions = await model.classify(file);
  const many = [];
  for await (const result of model.classifyAll([file, new Blob(['no picture'])], {topk: 1})) {
    many.push(result.error ? result.error.code : result.predictions[0].className);
  }
  const logits = model.infer(await createImageBitmap(file));
  return {version, same: all.load === load && mobilenet.load === load, predictions: [...predictions],
    verdict: predictions.verdict, many, thread: predictions.receipt.thread, backend: model.backend, dropped: model.dropped,
    shape: logits.shape.join(), global: typeof globalThis.mobilenet};
};

/** The same in a worker of this page that is a module. */
globalThis.inWorker = async address => {
  const worker = new Worker(new URL('./module-worker.js', import.meta.url), {type: 'module'});
  // What nothing refers to from outside, Firefox ends while it only waits.
  globalThis.worker = worker;
  const answer = new Promise((resolve, reject) => {
    globalThis.steps = [];
    worker.onmessage = event => typeof event.data === 'string' ? steps.push(event.data) : resolve(event.data);
    worker.onerror = event => reject(new Error(event.message));
  });
  worker.postMessage(await (await fetch(address)).blob());
  return answer.finally(() => worker.terminate());
};

/** The answer of a model that lies somewhere, for the picture beside it. */
globalThis.own = async address => {
  const model = await load({modelUrl: new URL(address, location.href)});
  const [first] = await model.classify(await (await fetch(address + 'picture')).blob());
  return first;
};

globalThis.failure = options => load(options).then(() => 'none', e => `${e.name} ${e.code}`);
