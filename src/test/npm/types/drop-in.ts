// Code written for @tensorflow-models/mobilenet; the test compiles it against that and against ours.
import * as tf from '@tensorflow/tfjs';
import * as mobilenet from '@tensorflow-models/mobilenet';
import {load, type MobileNet, type MobileNetAlpha, type MobileNetInfo, type MobileNetVersion, type ModelConfig, version}
  from '@tensorflow-models/mobilenet';

const img = document.getElementById('img') as HTMLImageElement;

async function app(): Promise<string> {
  const model = await mobilenet.load();
  const predictions = await model.classify(img);
  const embedding: tf.Tensor = model.infer(img, true);
  const logits = tf.tidy(() => model.infer(tf.browser.fromPixels(img)).softmax());
  const first: {className: string; probability: number} = predictions[0];
  embedding.dispose();
  logits.dispose();
  return `${version} ${first.className} ${predictions.map(({probability}) => probability.toFixed(2)).join()}`;
}

async function configured(config: ModelConfig): Promise<Array<{className: string; probability: number}>> {
  const model: MobileNet = await load(config);
  await model.load();
  const pixels: tf.Tensor3D = tf.browser.fromPixels(img);
  return tf.engine() ? model.classify(pixels, 5) : model.classify(document.createElement('canvas'));
}

const ways: [MobileNetVersion, MobileNetAlpha] = [2, 0.5];
const handler: tf.io.IOHandler = tf.io.http('model.json');
const info: MobileNetInfo = {url: 'model.json', inputRange: [0, 1]};
export const all = [app(), configured({version: ways[0], alpha: ways[1]}), configured({version: 1, modelUrl: handler}),
  configured({version: 1, modelUrl: info.url, inputRange: info.inputRange})];
