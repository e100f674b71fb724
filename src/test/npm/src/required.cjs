const mobilenet = require('glance-mobilenet');

globalThis.answers = async address => {
  const model = await mobilenet.load();
  return {version: mobilenet.version, predictions: [...await model.classify(await (await fetch(address)).blob())]};
};
