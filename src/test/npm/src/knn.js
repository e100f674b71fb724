import * as tf from '@tensorflow/tfjs';
import {load} from 'glance-mobilenet';
import {teach} from '../examples/knn.js';

async function picture(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  return image;
}

/** Teaches two pictures, each by one example, and asks for each again. */
globalThis.learned = async addresses => {
  const images = await Promise.all(addresses.map(picture));
  const ask = await teach(images.map((image, i) => ({image, label: addresses[i]})));
  const labels = [];
  for (const image of images) {
    labels.push((await ask(image)).label);
  }
  return {version: tf.version.tfjs, labels};
};

/** What the reference's own tests hold: of batches, and that nothing leaks. All in the TensorFlow.js of this page. */
globalThis.behaves = async () => {
  await tf.ready();
  const backend = tf.getBackend();
  const model = await load();
  const batch = tf.zeros([3, 224, 224, 3]);
  const one = tf.zeros([224, 224, 3]);
  const logits = model.infer(batch);
  const embeddings = model.infer(batch, true);
  const before = tf.memory().numTensors;
  const inferred = model.infer(one);
  const leaked = tf.memory().numTensors - before - 1;
  inferred.dispose();
  const [first] = await model.classify(one);
  const own = [logits, embeddings, inferred].every(tensor => tensor instanceof tf.Tensor);
  return {logits: logits.shape.join(), embeddings: embeddings.shape.join(), leaked, classified: tf.memory().numTensors - before,
    own, sum: tf.tidy(() => Math.round(tf.softmax(logits).sum().dataSync()[0])), named: typeof first.className,
    kept: backend === tf.getBackend()};
};
