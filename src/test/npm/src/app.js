import mobilenet, {load, version} from 'glance-mobilenet';
import * as all from 'glance-mobilenet';

/** What the package answers for a picture, on the page and in a worker that is a module. */
globalThis.answers = async address => {
  const model = await load();
  const file = await (await fetch(address)).blob();
  const predictions = await model.classify(file);
  const many = [];
  for await (const result of model.classifyAll([file, new Blob(['no picture'])], {topk: 1})) {
    many.push(result.error ? result.error.code : result.predictions[0].className);
  }
  const logits = model.infer(await createImageBitmap(file));
  return {version, same: all.load === load && mobilenet.load === load, predictions: [...predictions], many,
    thread: predictions.receipt.thread, backend: model.backend, dropped: model.dropped, shape: logits.shape.join()};
};

globalThis.inWorker = address => new Promise((resolve, reject) => {
  const worker = new Worker(new URL('./module-worker.js', import.meta.url), {type: 'module'});
  worker.onmessage = event => resolve(event.data);
  worker.onerror = event => reject(new Error(event.message));
  worker.postMessage(new URL(address, location.href).href);
});
