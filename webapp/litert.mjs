// The LiteRT.js that the site ships as litert/litert.js; its runtime (a script and wasm) lies beside it.
import * as litert from '@litertjs/core';

// loadLiteRt() asks for a GPU of its own accord, and complains in the console where there is none. Who wants one says so.
const create = litert.Environment.create.bind(litert.Environment);
litert.Environment.create = (options = {}) => create({webGpuDevice: null, ...options});

// What it cannot compute, the runtime says in words alone. It goes on then, and answers with whatever lies in its memory: here that is
// an error. Of what several models do at once, it is not known of which it speaks; none of them answers.
let errors = [];

function loadLiteRt(...args) {
  const module = globalThis.Module ??= {};
  const print = module.printErr ?? console.error;
  module.printErr = line => /^ERROR: /.test(line) ? errors.push(line.slice(7)) : print(line);
  return litert.loadLiteRt(...args);
}

async function heard(work) {
  const before = errors.length;
  const done = await work();
  if (errors.length > before) {
    throw new Error(errors[before]);
  }
  return done;
}

async function loadAndCompile(...args) {
  const model = await heard(() => litert.loadAndCompile(...args));
  const run = model.run.bind(model);
  model.run = (...inputs) => heard(() => run(...inputs));
  return model;
}

globalThis.litert = {...litert, loadLiteRt, loadAndCompile};
