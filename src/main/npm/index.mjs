// What browsers, their workers and bundlers import. It loads mobilenet.js when `load` is called, and touches nothing before that.
import {failure} from './failure.mjs';

export const version = '@version@';

/** Where a classic script that holds this module was loaded from, which only tells while it runs. */
const tag = typeof document !== 'undefined' && document.currentScript ? document.currentScript.src : '';

/** The loading of each mobilenet.js, by its address. */
const scripts = new Map();

/** The files, as bundlers find them: each has to be written out. */
function placed() {
  return {
    /* @files@ */
  };
}

function environment(what) {
  return failure('environment', what, 'Call load in a browser: on a page, in an effect of a component or in a worker. '
      + 'In Node.js, the package\'s own entry for it computes too.');
}

function unknown(what) {
  return failure('option', what, 'Copy node_modules/glance-mobilenet/dist to where it is served, and tell load: '
      + '{baseUrl: \'/its/address/\'}.');
}

/** A folder beside a classic script, where a bundler has left no other trace. */
function beside() {
  const script = tag || (typeof document === 'undefined' ? self.location.href : '');
  if (!/^(https?|file):/.test(script)) {
    throw unknown('Where the files of glance-mobilenet are cannot be found out here.');
  }
  return new URL('dist/', script).href;
}

/** The addresses of all files by path; of a folder only that of mobilenet.js. */
function locate(baseUrl) {
  if (baseUrl !== undefined && baseUrl !== null) {
    try {
      const here = typeof document === 'undefined' ? self.location.href : document.baseURI;
      return {'mobilenet.js': new URL('mobilenet.js', new URL(String(baseUrl).replace(/\/?$/, '/'), here)).href};
    } catch (e) {
      throw failure('option', `The option baseUrl is no address: ${baseUrl}.`, 'Give one such as \'/glance/\', or leave it out.');
    }
  }
  try {
    const files = placed();
    if (files['mobilenet.js']) {
      return files;
    }
  } catch (e) {
    // A bundle that is a classic script has no import.meta.
    return {'mobilenet.js': beside() + 'mobilenet.js'};
  }
  throw unknown('This entry of glance-mobilenet has no files beside it.');
}

/** Runs a script in a worker; one that is a module imports no scripts, which only trying tells, but takes them for modules. */
async function inWorker(address) {
  try {
    importScripts(address);
  } catch (e) {
    if (!(e instanceof TypeError)) {
      throw e;
    }
    await import(/* webpackIgnore: true */ /* @vite-ignore */ String(address));
  }
}

/** An address as a page may give it to a script, also where it demands Trusted Types. */
function trusted(url) {
  if (!globalThis.trustedTypes) {
    return url;
  }
  globalThis.glancePolicy ??= globalThis.trustedTypes.createPolicy('glance', {createScriptURL: address => address});
  return globalThis.glancePolicy.createScriptURL(url);
}

/** Runs a classic script; in a worker that is a module, as a module. */
async function run(url) {
  if (typeof document === 'undefined') {
    globalThis.glanceImport ??= inWorker;
    return globalThis.glanceImport(trusted(url));
  }
  const script = document.createElement('script');
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error('no script comes from there'));
    // What is needed is asked for by load.
    script.dataset.start = 'no';
    script.src = trusted(url);
    document.head.append(script);
  }).finally(() => script.remove());
}

function open(files) {
  const script = files['mobilenet.js'];
  const base = script.slice(0, script.lastIndexOf('/') + 1);
  const paths = Object.keys(files);
  if (paths.length > 1) {
    // Also where they lie as in the package: a server for development may add to scripts.
    globalThis.glanceAddresses ??= {};
    paths.forEach(path => { globalThis.glanceAddresses[base + path] = files[path]; });
  }
  // Several bundles of a page may have this entry. Each waits in a list, of which every script that runs serves the first one; which
  // script that is depends on the browser. Who is left when as many scripts are to come as there are others is not served.
  const waiting = (globalThis.glanceDoors ??= {})[base] ??= [];
  return new Promise((resolve, reject) => {
    const taker = api => resolve(api);
    taker.refuse = reject;
    waiting.push(taker);
    waiting.scripts = (waiting.scripts ?? 0) + 1;
    run(script).then(() => new Error('it is not what it should be'), e => e).then(e => {
      waiting.scripts--;
      if (waiting.length > waiting.scripts) {
        waiting.splice(Math.max(0, waiting.indexOf(taker)), 1)[0].refuse(e);
      }
    });
  }).catch(e => {
    throw failure('site-file', `The file ${script} of glance-mobilenet cannot be run: ${e.message}.`,
        'Copy node_modules/glance-mobilenet/dist there, or tell load where it is: {baseUrl: \'/its/address/\'}.');
  });
}

export async function load(options, alpha) {
  if (typeof document === 'undefined' && typeof importScripts === 'undefined') {
    throw environment('There is neither a page nor a worker here, as on a server that renders.');
  }
  const {baseUrl, ...rest} = typeof options === 'number' ? {version: options, alpha} : options ?? {};
  const files = locate(baseUrl);
  const script = files['mobilenet.js'];
  if (!scripts.has(script)) {
    const opened = open(files);
    scripts.set(script, opened);
    // So that it can be tried again.
    opened.catch(() => scripts.delete(script));
  }
  return (await scripts.get(script)).load(rest);
}

export default {load, version};
