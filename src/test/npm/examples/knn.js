import * as tf from '@tensorflow/tfjs';
import * as knnClassifier from '@tensorflow-models/knn-classifier';
import {load} from 'glance-mobilenet';

export async function teach(examples) {   // [{image, label}, ...]
  await tf.ready();
  const model = await load();
  const classifier = knnClassifier.create();
  for (const {image, label} of examples) {
    classifier.addExample(model.infer(image, true), label);
  }
  return image => classifier.predictClass(model.infer(image, true), 1);
}
