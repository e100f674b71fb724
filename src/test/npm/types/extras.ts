// What is more here is typed.
import glance, {load} from 'glance-mobilenet';
import type {ErrorCode, GlanceError, LoadOptions, Predictions, Receipt, Verdict} from 'glance-mobilenet';
import type * as reference from '@tensorflow-models/mobilenet';

const options: LoadOptions = {baseUrl: new URL('https://example.org/glance/'), size: 160, backend: 'litert', threads: 2,
  crop: '10,20,300', careful: true, strict: true, worker: false, model: 'glance_mobilenet_v2_1.0_224'};

/** A model of somebody's own, with names for its classes. */
export const own: LoadOptions = {modelUrl: new URL('https://example.org/model/'), labels: ['cup', 'spoon'], inputRange: [0, 1],
  crop: 'plain'};

/** Whoever asks for the reference's model is served by ours. */
export const dropIn: Promise<reference.MobileNet> = load({version: 2, alpha: 1});

export async function everything(files: FileList, signal: AbortSignal): Promise<string[]> {
  const model = await glance.load(options);
  const said: string[] = [model.backend, model.version, ...model.dropped];
  for await (const {index, input, predictions, error} of model.classifyAll(files, {topk: 1, signal})) {
    const file: File = input;
    const code: ErrorCode | undefined = error?.code;
    said.push(`${index} ${file.name} ${predictions ? predictions[0].className : code}`);
  }
  const predictions: Predictions = await model.classify({data: new Uint8Array(12), width: 2, height: 2}, 3);
  const verdict: Verdict = predictions.verdict;
  const receipt: Receipt | undefined = predictions.receipt;
  said.push(verdict.kind === 'broader' ? `some kind of ${verdict.name}, perhaps ${verdict.perhaps}` : verdict.name);
  said.push(receipt ? `${receipt.backend} ${receipt.thread} ${receipt.threads} ${receipt.views}` : 'a tensor');
  await model.classify(new Response()).catch((e: GlanceError) => said.push(e.code, e.what, e.remedy));
  await model.classify(await files[0].arrayBuffer());
  model.dispose();
  return said;
}

/** Every code has a case, and nothing else has. */
export function isMine(error: GlanceError): boolean {
  switch (error.code) {
    case 'picture-undecodable':
    case 'decoder-missing':
    case 'environment':
      return true;
    default:
      return false;
  }
}
