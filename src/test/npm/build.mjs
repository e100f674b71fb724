// Bundles the pages of src with each bundler as its users would, without set-up for the package: node build.mjs, in the folder
// where everything is installed. What comes of it lies in served/<bundler>/deep/, below a base path of some depth.
import {cpSync, mkdirSync, writeFileSync} from 'node:fs';
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
      rollupOptions: {input: ['app', 'strict'].map(name => resolve(`src/${name}.html`))}},
  });
}

async function withWebpack() {
  const folder = `${served}/webpack/deep`;
  const stats = await new Promise((done, failed) => webpack({
    mode: 'production', context: resolve('src'), performance: false,
    entry: {app: './app.js', required: './required.cjs'},
    output: {path: folder, filename: '[name].js'},
  }, (error, result) => error ? failed(error) : done(result)));
  if (stats.hasErrors() || stats.hasWarnings()) {
    throw new Error(stats.toString({colors: false}));
  }
  ['app', 'required'].forEach(name => page(folder, name));
}

/** esbuild knows no assets by their address: the files are copied beside what it writes. */
async function withEsbuild() {
  const folder = `${served}/esbuild/deep`;
  const options = {bundle: true, minify: true, logLevel: 'error', logOverride: {'empty-import-meta': 'silent'}};
  await esbuild({...options, entryPoints: ['src/app.js', 'src/module-worker.js'], format: 'esm', outdir: folder});
  await esbuild({...options, entryPoints: ['src/app.js'], format: 'iife', outfile: `${folder}/classic.js`});
  await esbuild({...options, entryPoints: ['src/knn.js'], format: 'esm', outfile: `${folder}/knn-4.js`});
  await esbuild({...options, entryPoints: ['src/knn.js'], format: 'esm', outfile: `${folder}/knn-3.js`,
    alias: {'@tensorflow/tfjs': 'tfjs-3'}});
  cpSync('node_modules/glance-mobilenet/dist', `${folder}/dist`, {recursive: true});
  ['app', 'knn-4', 'knn-3'].forEach(name => page(folder, name));
  writeFileSync(`${folder}/classic.html`, '<!DOCTYPE html><title>classic</title><script src="classic.js"></script>');
}

await Promise.all([withVite(), withWebpack(), withEsbuild()]);
