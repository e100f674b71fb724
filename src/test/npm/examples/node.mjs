import {readFile} from 'node:fs/promises';
import {load} from 'glance-mobilenet';

const model = await load();
const [first] = await model.classify(await readFile(process.argv[2]));   // needs sharp; {data, width, height} needs nothing
console.log(first.className, first.probability);
