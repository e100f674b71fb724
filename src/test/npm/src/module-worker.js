import {load} from 'glance-mobilenet';

onmessage = async ({data}) => {
  try {
    const model = await load();
    const file = await (await fetch(data)).blob();
    const predictions = await model.classify(file);
    postMessage({predictions: [...predictions], dropped: model.dropped, backend: model.backend,
      shape: model.infer(await createImageBitmap(file)).shape.join()});
  } catch (e) {
    postMessage({failed: e.message});
  }
};
