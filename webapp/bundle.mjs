// Bundles the module on stdin into one classic script: node bundle.mjs <script> [--mobilenet | --threads | --plain | --style |
// --cjs <folder>], run in the folder that has node_modules. With --mobilenet, TensorFlow.js is cut down to what MobileNets in float32
// need on wasm without threads: whole namespaces are handed on inside it, which tree-shaking cannot see through. With --threads, the
// same, but with threads and only with them. With --plain, a script that imports nothing is only made smaller; with --style, a style
// sheet. With --cjs, a module of the given folder becomes one for `require`.
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {runInNewContext} from 'node:vm';

const require = createRequire(process.cwd() + '/');
const {build, transform} = require('esbuild');
const {minify} = require('terser');

const FAMILIES = /\/(arithmetic|basic_math|convolution|graph|matrices|reduction|transformation)(_executor)?(\.js)?$/;
/** Whether the bundle computes on several threads. */
const THREADS = process.argv.includes('--threads');
/** The operations of the graphs that Java writes for it, see Draft.node. */
const NODES = new Set(['AddV2', 'Const', 'FusedDepthwiseConv2dNative', 'Mean', 'Mul', 'Pad', 'PadV2', 'Placeholder', 'Relu', 'Relu6',
  'Reshape', '_FusedConv2D', '_FusedMatMul']);
const OPS = ['add', 'cast', 'mean', 'mul', 'pad', 'relu', 'relu6', 'reshape', 'slice'];
/** Of namespaces that the core hands on, what is used. */
const USED = {
  'io/io': ['CompositeArrayBuffer', 'decodeWeights'],
  'ops/slice_util': ['assertParamsValid', 'computeFlatOffset', 'isSliceContinous', 'parseSliceParams'],
  'backends/backend_util': ['assertAndGetBroadcastShape', 'assertAxesAreInnerMostDims', 'computeConv2DInfo', 'computeOutAndReduceShapes',
    'expandShapeToKeepDim', 'fromStringArrayToUint8', 'fromUint8ToStringArray', 'getAxesPermutation', 'getInnerMostAxes'],
};
const EMPTY = {
  list: 'export const json = [];',
  executor: 'export function executeOp(node) { throw new Error(node.op + " is not in this bundle"); }',
  hash: 'export {}',
  threads: 'export default null; export const wasmWorkerContents = "";',
  thread: 'export default null;',
};
// Training, models kept or fetched by TensorFlow.js itself, and what other operations need. Its storage throws as it is
// set up in a worker, and for where that happened the browser parses the whole script once more.
const UNUSED = new RegExp('tfjs-core/dist/(tape|tensor_format|profiler|optimizers/\\w+|io/(browser_files|http|indexed_db|local_storage'
    + '|model_management|weights_loader)|backends/einsum_util|ops/(ragged_to_dense|gather_nd|rotate|scatter_nd|segment'
    + '|selu|split)_util|ops/sparse/\\w+|ops/(depthwise_)?conv2d_(native_)?backprop_\\w+)\\.js$');

/** What is made or called whether it is used or not. */
const MADE = new Set(['registerOptimizers', 'Profiler']);

const FREED = `{ const kept = backend.dataIdMap.get(WEIGHT.dataId); if (kept.once) { backend.wasm._free(kept.memoryOffset);
    kept.memoryOffset = 0; kept.once = false; } } return out;`;

/** A module of TensorFlow.js with something replaced, all of which must be there: patterns and texts in turn with what they become. */
function edited(args, ...replacements) {
  let contents = readFileSync(args.path, 'utf8');
  for (let i = 0; i < replacements.length; i += 2) {
    const before = contents;
    contents = before.replaceAll(replacements[i], replacements[i + 1]);
    if (contents === before) {
      throw new Error(args.path + ' is not what bundle.mjs expects');
    }
  }
  return {contents};
}

/**
 * TensorFlow.js' threads: of eight only those that are used. Each begins with the whole of its script, since a page's policy may
 * allow workers from blobs, but no scripts that these import.
 */
function threads(build) {
  build.onLoad({filter: /wasm-threaded-simd\.js$/}, args => edited(args, 'pthreadPoolSize=8', 'pthreadPoolSize=Module["pthreadPoolSize"]'));
  build.onLoad({filter: /wasm-threaded-simd\.worker\.js$/}, args => edited(args,
      /if\(typeof e\.data\.urlOrBlob=="string"\).*?URL\.revokeObjectURL\(objectUrl\)\}/g, ''));
  build.onLoad({filter: /wasm\/dist\/backend_wasm\.js$/}, args => edited(args, 'const factoryConfig = {};',
      'const factoryConfig = {pthreadPoolSize: threadsCount - 1};', 'new Blob([response]',
      'new Blob(["var WasmBackendModuleThreadedSimd = " + wasmFactoryThreadedSimd.toString() + ";", response]'));
}

/** A switch over operations without those that are not among {@link NODES}; a case without a body belongs to the next one. */
function cases(text) {
  const [head, ...all] = text.split(/^(?= {8}(?:case '|default:))/m);
  let kept = head;
  let labels = '';
  for (const part of all) {
    const [, label, name, body] = /^( {8}(?:case '(\w+)'|default):)(.*)$/s.exec(part);
    labels += !name || NODES.has(name) ? label : '';
    if (body.replace(/\/\/.*/g, '').trim()) {
      kept += labels ? labels + body : '';
      labels = '';
    }
  }
  return kept;
}

const mobilenet = {
  name: 'mobilenet',
  setup(build) {
    build.onLoad({filter: /op_list\/\w+\.js$/}, args => {
      const [head, list] = readFileSync(args.path, 'utf8').split(/(?<=export const json = )/);
      return {contents: head + JSON.stringify(runInNewContext(list).filter(entry => NODES.has(entry.tfOpName)))};
    });
    build.onLoad({filter: /executors\/\w+_executor\.js$/}, args => ({contents: cases(readFileSync(args.path, 'utf8'))}));
    build.onResolve({filter: /^\.\/(io\/io|ops\/slice_util|backends\/backend_util)$/}, args => /tfjs-core\/dist\/base\.js$/.test(args.importer)
        ? {path: args.path.slice(2), namespace: 'used', pluginData: args.resolveDir} : undefined);
    build.onLoad({filter: /.*/, namespace: 'used'}, args => ({resolveDir: args.pluginData,
      contents: `export {${USED[args.path]}} from './${args.path}';`}));
    // What runs it in Node.js, and the ways to kernels that are not imported.
    const kernels = new Set([...read.matchAll(/kernels\/(\w+)'/g)].map(match => match[1]));
    build.onLoad({filter: /wasm-out\/tfjs-backend-wasm\.js$/}, args => edited(args, /typeof process(=="object"|!=="undefined")&&/g, 'false&&',
        /ENVIRONMENT_IS_NODE=.*?;/g, 'ENVIRONMENT_IS_NODE=0;', /if\(ENVIRONMENT_IS_NODE\)/g, 'if(false)',
        /var _(\w+)=Module\["\w+"\]=function\(\)\{return\(\w+=Module\["\w+"\]=Module\["asm"\]\["([A-Z]\w+)"\]\)\.apply\(null,arguments\)\};/g,
        (shim, name, kernel) => kernels.has(kernel) ? shim : ''));
    build.onResolve({filter: /op_list\/|executors\/.*_executor/}, args => FAMILIES.test(args.path) ? undefined
        : {path: args.path.includes('op_list') ? 'list' : 'executor', namespace: 'empty'});
    // Hashes of string tensors, with an arithmetic of their own in WebAssembly.
    build.onResolve({filter: /hash_util$/}, () => ({path: 'hash', namespace: 'empty'}));
    if (THREADS) {
      build.onResolve({filter: /wasm-out\/tfjs-backend-wasm\.js$/}, () => ({path: 'thread', namespace: 'empty'}));
      threads(build);
    } else {
      build.onResolve({filter: /wasm-threaded-simd/}, () => ({path: 'threads', namespace: 'empty'}));
    }
    build.onLoad({filter: UNUSED}, args => ({contents: [...new Set(readFileSync(args.path, 'utf8').match(
        /(?<=^export (async )?(class|const|function) )\w+|(?<=^export \{[^}]*)\w+(?=[ ,])/gm))]
        .map(name => `export function ${name}() {${MADE.has(name) ? ''
            : ` throw new Error('${name} is not in this bundle'); `}}`).join('\n')}));
    // XNNPACK packs a weight in its own way when it is first used, and never reads it again: one that is marked `once` is freed then.
    build.onLoad({filter: /kernels\/(FusedConv2D|_FusedMatMul)\.js$/}, args => edited(args, /return out;/g, args.path.includes('Conv')
        ? FREED.replace('WEIGHT', 'filter') : `if (!transposeA && !transposeB && a.shape[0] === 1 && b.shape[0] === 1) `
            + FREED.replace('WEIGHT', 'b')));
    build.onLoad({filter: /platform_browser\.js$/}, args => edited(args, /try \{\s+ModelStore[^}]*\}\s+catch[^}]*\}/g, ''));
    build.onLoad({filter: /.*/, namespace: 'empty'}, args => ({contents: EMPTY[args.path]}));
    build.onResolve({filter: /ops_for_converter$/}, () => ({path: 'ops', namespace: 'ops'}));
    build.onLoad({filter: /.*/, namespace: 'ops'}, () => ({resolveDir: process.cwd(), contents:
        OPS.map(op => `export {${op}} from '@tensorflow/tfjs-core/dist/ops/${op}';`).join('\n')
        + "export * as fused from '@tensorflow/tfjs-core/dist/ops/fused_ops';"}));
  },
};

// TensorFlow.js keeps its engine and its kernels in properties of the global object, where two of them would meet: ours get
// names of their own.
const own = {
  name: 'own',
  setup(build) {
    build.onLoad({filter: /tfjs-core\/dist\/(engine|global_util)\.js$/}, args =>
        edited(args, /(?<=ns\.)_tf(engine|Globals)/g, (name, which) => which === 'engine' ? 'glanceTfEngine' : 'glanceTfGlobals'));
  },
};

// LiteRT.js fetches its runtime's script by itself, checks nothing, and cannot from disk: where it ran already, that one serves.
const given = {
  name: 'given',
  setup(build) {
    build.onLoad({filter: /wasm-utils\/dist\/(bundle|index)\.js$/}, args =>
        edited(args, /if \(wasmLoaderScript\)/g, 'if (wasmLoaderScript && !self.ModuleFactory)'));
  },
};

const read = readFileSync(0, 'utf8');
const options = {target: 'es2020', legalComments: 'none', logLevel: 'error'};
let written;
if (process.argv.includes('--cjs')) {
  const forNode = read.includes("from 'node:");
  written = (await build({
    ...options, stdin: {contents: read, resolveDir: process.argv.at(-1)}, write: false, bundle: true, format: 'cjs',
    platform: 'node', packages: 'external', logOverride: {'empty-import-meta': 'silent'},
    // Only in Node.js a script for `require` knows where it is.
    ...forNode ? {define: {'import.meta.url': 'here'}, banner: {js: "const here = require('node:url').pathToFileURL(__filename);"}} : {},
  })).outputFiles[0].text;
} else if (process.argv.includes('--style')) {
  written = (await transform(read, {...options, loader: 'css', minify: true})).code;
} else {
  const script = process.argv.includes('--plain') ? read : (await build({
    ...options, stdin: {contents: read, resolveDir: process.cwd()}, write: false, bundle: true, format: 'iife',
    plugins: THREADS || process.argv.includes('--mobilenet') ? [mobilenet, own] : [own, given],
    // What is left out for it is gone before the rest is made smaller.
    minifySyntax: true,
  })).outputFiles[0].text;
  // A twentieth smaller than what esbuild makes of it. What is loaded first is known to read no property for what that does, and to
  // make no object of what is written as a method.
  const known = process.argv.includes('--plain') || process.argv.includes('--mobilenet');
  const compress = {negate_iife: false, ...known ? {passes: 2, pure_getters: true, unsafe_arrows: true, unsafe_methods: true} : {}};
  written = (await minify(script, {ecma: 2020, compress, format: {comments: false, ascii_only: true}})).code;
}
writeFileSync(process.argv[2], written);
