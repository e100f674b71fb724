import {load} from 'glance-mobilenet';

const model = await load();
const predictions = await model.classify(document.images[0]);
console.log(predictions[0].className, predictions[0].probability);   // jersey, T-shirt, tee shirt 0.98
console.log(predictions.verdict.kind, predictions.verdict.broader);  // sure garment
