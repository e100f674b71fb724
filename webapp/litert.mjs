// The LiteRT.js that the site ships as litert/litert.js; its runtime (a script and wasm) lies beside it.
import * as litert from '@litertjs/core';

// loadLiteRt() asks for a GPU of its own accord, and complains in the console where there is none. Who wants one says so.
const create = litert.Environment.create.bind(litert.Environment);
litert.Environment.create = (options = {}) => create({webGpuDevice: null, ...options});

globalThis.litert = {...litert};
