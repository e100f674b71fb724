// Bundles the pages of src with each bundler as its users would, without set-up for the package: node build.mjs, in the folder
// where everything is installed. What comes of it lies in served/<bundler>/deep/, below a base path of some depth.
import {cpSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {build as esbuild} from 'esbuild';
import {build as vite} from 'vite';
import webpack from 'webpack';

const served = resolve('served');

function page(folder, script) {
  mkdirSync(folder, {recursive: true});
  writeFileSync(`${folder}/${script}.html`, `<!DOCTYPE html><title>${script}</title><div id="root"></div>`
      + `<script type="module" src="./${script}.js"></script>`);
}

async function withVite() {
  await vite({
    root: resolve('src'), base: '/vite/deep/', configFile: false, logLevel: 'error',
    build: {outDir: `${served}/vite/deep`, emptyOutDir: true, chunkSizeWarningLimit: 10_000,
      rollupOptions: {input: ['app', 'example'].map(name => resolve(`src/${name}.html`))}},
  });
}

async function pack(folder, entry) {
  const stats = await new Promise((done, failed) => webpack({
    mode: 'production', context: resolve('src'), performance: false, entry, output: {path: folder, filename: '[name].js'},
  }, (error, result) => error ? failed(error) : done(result)));
  if (stats.hasErrors() || stats.hasWarnings()) {
    throw new Error(stats.toString({colors: false}));
  }
  Object.keys(entry).forEach(name => page(folder, name));
}

async function withWebpack() {
  await pack(`${served}/webpack/deep`, {app: './app.js', required: './required.cjs'});
  await pack(`${served}/served`, {app: './served.js'});
}

/** esbuild knows no assets by their address: the files are copied beside what it writes. */
async function withEsbuild() {
  const folder = `${served}/esbuild/deep`;
  const options = {bundle: true, minify: true, logLevel: 'error', logOverride: {'empty-import-meta': 'silent'}};
  const esm = {...options, format: 'esm'};
  await esbuild({...esm, entryPoints: ['src/app.js', 'src/module-worker.js'], outdir: folder});
  // What npm has for `require`, in a classic script.
  await esbuild({...options, format: 'iife', conditions: [], entryPoints: ['src/required.cjs'], outfile: `${folder}/classic.js`});
  await esbuild({...esm, entryPoints: ['src/knn.js'], outfile: `${folder}/knn-4.js`});
  await esbuild({...esm, entryPoints: ['src/knn.js'], outfile: `${folder}/knn-3.js`, alias: {'@tensorflow/tfjs': 'tfjs-3'}});
  // Only there components are mounted twice.
  await esbuild({...esm, entryPoints: ['src/strict.js'], outfile: `${folder}/strict.js`, jsx: 'automatic',
    define: {'process.env.NODE_ENV': '"development"'}});
  cpSync('node_modules/glance-mobilenet/dist', `${folder}/dist`, {recursive: true});
  ['app', 'knn-4', 'knn-3', 'strict'].forEach(name => page(folder, name));
  writeFileSync(`${folder}/classic.html`, '<!DOCTYPE html><title>classic</title><script src="classic.js"></script>');
}

/** Pages without any bundler. */
function without() {
  const folder = `${served}/plain`;
  mkdirSync(folder, {recursive: true});
  cpSync('node_modules/glance-mobilenet', `${folder}/glance-mobilenet`, {recursive: true});
  cpSync('node_modules/glance-mobilenet/dist', `${served}/glance`, {recursive: true});
  const imports = '<script type="importmap">{"imports": {"glance-mobilenet": "./glance-mobilenet/index.mjs"}}</script>';
  cpSync('src/app.js', `${folder}/app.js`);
  // A worker has no map of imports.
  writeFileSync(`${folder}/module-worker.js`, readFileSync('src/module-worker.js', 'utf8')
    .replace("'glance-mobilenet'", "'./glance-mobilenet/index.mjs'"));
  writeFileSync(`${folder}/app.html`, `<!DOCTYPE html><title>app</title>${imports}<script type="module" src="app.js"></script>`);
  writeFileSync(`${folder}/classic.html`, '<!DOCTYPE html><title>classic</title><img id="img" src="/photo.jpg">'
      + readFileSync('examples/classic.html', 'utf8'));
  cpSync('examples/classic-worker.js', `${folder}/classic-worker.js`);
}

without();
await Promise.all([withVite(), withWebpack(), withEsbuild()]);
