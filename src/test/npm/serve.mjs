// Vite's server for development, on the pages of src: node serve.mjs prints its address and serves until its input ends.
import {copyFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {createServer} from 'vite';

copyFileSync('served/photo.jpg', 'src/photo.jpg');
const server = await createServer({root: resolve('src'), base: '/base/', configFile: false, logLevel: 'error',
  // The package of before may have had the same version.
  optimizeDeps: {force: true}, server: {port: 0, host: '127.0.0.1'}});
await server.listen();
console.log(`http://127.0.0.1:${server.httpServer.address().port}/base/`);
process.stdin.on('end', () => server.close().then(() => process.exit())).resume();
