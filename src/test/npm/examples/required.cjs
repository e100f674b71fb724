const mobilenet = require('glance-mobilenet');

mobilenet.load()
  .then(model => model.classify({data: new Uint8Array(224 * 224 * 3), width: 224, height: 224}))
  .then(predictions => console.log(predictions.verdict.kind));   // nothing: all of it is black
