import {load} from 'glance-mobilenet';

export async function names(files: FileList): Promise<string[]> {
  const model = await load({careful: true});
  const found: string[] = [];
  for await (const {input, predictions, error} of model.classifyAll(files, {topk: 1})) {
    found.push(`${input.name}: ${predictions ? predictions[0].className : error.code}`);
  }
  model.dispose();
  return found;
}
