// Without the types of TensorFlow.js only what infer gives is not typed.
import {load, type TensorLike} from 'glance-mobilenet';

export async function features(image: HTMLImageElement): Promise<number[]> {
  const model = await load({modelUrl: {load: async () => ({})}});
  const embedding = model.infer(image, true);
  const again: TensorLike = embedding;
  // @ts-expect-error A div has no pixels.
  await model.classify(document.createElement('div'));
  // @ts-expect-error No model is handed over so.
  await load({modelUrl: {load: true}});
  try {
    return Array.from<number>(await embedding.data()).concat(again.shape);
  } finally {
    embedding.dispose();
  }
}
