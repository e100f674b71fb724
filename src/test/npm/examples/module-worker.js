import {load} from 'glance-mobilenet';

const loading = load();
onmessage = async ({data}) => {
  const model = await loading;
  postMessage([...await model.classify(data)]);   // data: a File, Blob, ImageBitmap, ...
};
