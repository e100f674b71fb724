import * as tf from '@tensorflow/tfjs';
import * as knnClassifier from '@tensorflow-models/knn-classifier';
import {load} from 'glance-mobilenet';

/** Teaches two pictures, each by one example, and asks for a third. */
globalThis.learned = async (first, second, asked) => {
  await tf.ready();
  const backend = tf.getBackend();
  const model = await load();
  const classifier = knnClassifier.create();
  const embedding = async address => {
    const image = new Image();
    image.src = address;
    await image.decode();
    return model.infer(image, true);
  };
  classifier.addExample(await embedding(first), 'first');
  classifier.addExample(await embedding(second), 'second');
  const before = tf.memory().numTensors;
  const activation = await embedding(asked);
  const own = activation instanceof tf.Tensor && tf.memory().numTensors - before;
  const result = await classifier.predictClass(activation, 1);
  // What the caller's TensorFlow.js holds goes in too.
  const [top] = await model.classify(tf.browser.fromPixels(await createImageBitmap(await (await fetch(asked)).blob())));
  return {version: tf.version.tfjs, label: result.label, own, shape: activation.shape.join(), top: top.className,
    kept: backend === tf.getBackend()};
};
