importScripts('/glance/mobilenet.js');

onmessage = async ({data}) => {
  const model = await mobilenet.load();
  postMessage([...await model.classify(data)]);
};
