// What Node.js imports. mobilenet.js runs as in a browser's worker, in a scope of its own that has the few things of a browser
// which it needs and Node.js lacks; nothing becomes global.
import {readFile} from 'node:fs/promises';
import {readFileSync} from 'node:fs';
import {cpus} from 'node:os';
import {compileFunction} from 'node:vm';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {OffscreenCanvas, ImageBitmap, ImageData} from './canvas.mjs';
import {failure} from './failure.mjs';

export const version = '@version@';

/** How files are called in the scope, where an address of a file would mean that nothing can be fetched. No host has it. */
const FILES = 'https://glance.invalid/';
/** How the site is called there. */
const SITE = FILES + '.glance-mobilenet/';
const NO_DECODER = 'Node.js has no decoder of pictures';

/** What is open, by the folder of its files. */
const apis = new Map();

function folder(baseUrl) {
  if (baseUrl === undefined || baseUrl === null) {
    return new URL('./dist/', import.meta.url).href;
  }
  const text = String(baseUrl).replace(/\/?$/, '/');
  return /^[a-z]+:\/\//.test(text) ? text : pathToFileURL(text).href.replace(/\/?$/, '/');
}

/** Where something that the scope calls by an address is; paths are those of files. */
function place(text, base) {
  return text.replaceAll(SITE, () => base).replaceAll(FILES, 'file:///');
}

/** As the global one, for files too. */
function fetcher(base) {
  return async (url, options) => {
    const address = place(String(url), base);
    if (!address.startsWith('file:')) {
      return fetch(address, options);
    }
    try {
      return new Response(await readFile(fileURLToPath(address)));
    } catch (e) {
      return new Response(null, {status: 404, statusText: e.message});
    }
  };
}

/** The optional dependency that decodes pictures. */
async function decoder() {
  try {
    return (await import('sharp')).default;
  } catch (e) {
    throw new Error(`${NO_DECODER} (${e.message.split('\n')[0]})`);
  }
}

/** Decodes a file, upright. */
async function createImageBitmap(source) {
  if (!(source instanceof Blob)) {
    return new ImageBitmap(source.width, source.height, source.pixels);
  }
  const sharp = await decoder();
  const {data, info} = await sharp(Buffer.from(await source.arrayBuffer())).rotate().toColourspace('srgb').ensureAlpha().raw()
      .toBuffer({resolveWithObject: true});
  return new ImageBitmap(info.width, info.height, new Uint8ClampedArray(data.buffer, data.byteOffset, data.length));
}

/** A failure with addresses and a remedy that help here. */
function told(error, base) {
  if (error?.what) {
    for (const part of ['message', 'what', 'remedy']) {
      error[part] = place(String(error[part]), base);
    }
  }
  return error?.code === 'picture-undecodable' && error.message.includes(NO_DECODER)
      ? failure('decoder-missing', 'Node.js decodes no picture files by itself, and the package sharp is not installed.',
          'Run `npm install sharp`, or hand over pixels: {data, width, height}.') : error;
}

function open(base) {
  const own = {
    OffscreenCanvas, ImageBitmap, ImageData, createImageBitmap, fetch: fetcher(base),
    // What a caller names is relative to where Node.js was started.
    location: new URL(FILES.slice(0, -1) + pathToFileURL('./').pathname),
    navigator: {userAgent: 'Node.js', language: '', hardwareConcurrency: cpus().length},
    WorkerGlobalScope: class {},
    importScripts(url) {
      const file = base + String(url).slice(SITE.length);
      const run = compileFunction(readFileSync(fileURLToPath(file), 'utf8'), names, {filename: String(url)});
      run.apply(scope, names.map(name => own[name]));
    },
  };
  // TensorFlow.js and Emscripten would take these for signs of another place than a worker.
  ['window', 'global', 'document', 'process', 'require', 'module', 'exports', 'define', 'Worker', 'localStorage']
    .forEach(name => { own[name] = undefined; });
  // Defined, not set: some of these names have setters that change Node.js.
  const scope = Object.create(globalThis, Object.getOwnPropertyDescriptors(own));
  own.globalThis = own.self = scope;
  Object.defineProperties(scope, {globalThis: {value: scope}, self: {value: scope}});
  const names = Object.keys(own);
  return new Promise((resolve, reject) => {
    scope.glanceDoors = {[SITE]: [resolve]};
    try {
      own.importScripts(SITE + 'mobilenet.js');
      reject(new Error('it is not what it should be'));
    } catch (e) {
      reject(e);
    }
  }).catch(e => {
    throw failure('site-file', `The file ${base}mobilenet.js of glance-mobilenet cannot be run: ${e.message}.`,
        'Install the package again, or tell load where its folder dist is: {baseUrl: \'/its/folder/\'}.');
  });
}

/** The bytes of a file, which Node.js hands out as a Buffer, are taken as they are by mobilenet.js. */
function answering(model, base) {
  return {
    ...model,
    classify: (img, topk) => model.classify(img, topk).catch(e => { throw told(e, base); }),
    async* classifyAll(pictures, options) {
      for await (const result of model.classifyAll(pictures, options)) {
        yield result.error ? {...result, error: told(result.error, base)} : result;
      }
    },
  };
}

export async function load(options, alpha) {
  const {baseUrl, ...rest} = typeof options === 'number' ? {version: options, alpha} : options ?? {};
  const base = folder(baseUrl);
  if (!apis.has(base)) {
    const opened = open(base);
    apis.set(base, opened);
    // So that it can be tried again.
    opened.catch(() => apis.delete(base));
  }
  // There are no workers that draw.
  const api = await apis.get(base);
  return answering(await api.load({...rest, worker: false}).catch(e => { throw told(e, base); }), base);
}

export default {load, version};
