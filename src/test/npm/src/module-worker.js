import {load} from 'glance-mobilenet';

onmessage = async ({data}) => {
  try {
    postMessage('asked');
    const model = await load();
    postMessage('loaded');
    const predictions = await model.classify(data);
    postMessage({predictions: [...predictions], dropped: model.dropped, backend: model.backend,
      shape: model.infer(await createImageBitmap(data)).shape.join()});
  } catch (e) {
    // The page hears only of what nobody catches outside promises.
    setTimeout(() => { throw e; });
  }
};
postMessage('there');
