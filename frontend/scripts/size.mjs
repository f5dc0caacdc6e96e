// Fails if the JavaScript of the first page load exceeds its budget. Run after a build: node scripts/size.mjs
import { readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budget = 130_000; // bytes of JavaScript, gzip
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

/** withImports adds a chunk and its static imports to files. */
function withImports(key, files = new Set()) {
  const { file, imports = [] } = manifest[key];
  if (files.has(file)) return files;
  files.add(file);
  for (const next of imports) withImports(next, files);
  return files;
}

const gzip = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const first = withImports('index.html');
const total = [...first].reduce((sum, file) => sum + gzip(file), 0);

for (const file of first) console.log(`first load  ${kB(gzip(file)).padStart(9)}  ${file}`);
for (const { file, isDynamicEntry } of Object.values(manifest)) {
  if (isDynamicEntry && file.endsWith('.js')) console.log(`on demand   ${kB(gzip(file)).padStart(9)}  ${file}`);
}
for (const file of manifest['index.html'].css ?? []) console.log(`styles      ${kB(gzip(file)).padStart(9)}  ${file}`);
console.log(
  `first-load JavaScript ${kB(total)} of ${kB(budget)}, gzip; index.html ${statSync(new URL('index.html', dist)).size} bytes`,
);
if (total > budget) {
  console.error('The first load exceeds its budget. Load code that the first video does not need on demand.');
  process.exit(1);
}
