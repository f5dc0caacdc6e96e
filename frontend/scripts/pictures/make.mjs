// Draws the pictures of the demo catalog, with the app's own illustrations: npm run pictures
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const publicDir = fileURLToPath(new URL('../../public', import.meta.url));
const catalog = new URL('../../../tools/demo/data/products.jsonl', import.meta.url);

const server = await createServer({ server: { middlewareMode: true }, appType: 'custom', logLevel: 'warn' });
const { picturesOf } = await server.ssrLoadModule('/scripts/pictures/draw.tsx');

const pictures = new Map();
for (const line of readFileSync(catalog, 'utf8').trim().split('\n')) {
  for (const [path, svg] of picturesOf(JSON.parse(line))) pictures.set(path, svg);
}
rmSync(`${publicDir}/pictures`, { recursive: true, force: true });
mkdirSync(`${publicDir}/pictures`);
for (const [path, svg] of pictures) writeFileSync(publicDir + path, svg);
await server.close();

const bytes = [...pictures.values()].reduce((sum, svg) => sum + svg.length, 0);
console.log(`${pictures.size} pictures, ${Math.round(bytes / 1000)} kB`);
