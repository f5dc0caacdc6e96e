// Fails if the JavaScript of the first page load exceeds its budget. Run after a build: node scripts/size.mjs
import { readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** The pages, with their budgets in bytes of JavaScript, gzip. */
const pages = [
  { html: 'index.html', manifest: '.vite/manifest.json', budget: 130_000 },
  { html: 'console.html', manifest: '.vite/console.json', budget: 125_000 },
];
const dist = new URL('../dist/', import.meta.url);

/** withImports adds a chunk and its static imports to files. */
function withImports(manifest, key, files = new Set()) {
  const { file, imports = [] } = manifest[key];
  if (files.has(file)) return files;
  files.add(file);
  for (const next of imports) withImports(manifest, next, files);
  return files;
}

const gzip = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** report prints the sizes of a page's files and returns whether its first load keeps its budget. */
function report({ html, manifest: path, budget }) {
  const manifest = JSON.parse(readFileSync(new URL(path, dist), 'utf8'));
  const first = withImports(manifest, html);
  const total = [...first].reduce((sum, file) => sum + gzip(file), 0);
  for (const file of first) console.log(`first load  ${kB(gzip(file)).padStart(9)}  ${file}`);
  for (const { file, isDynamicEntry } of Object.values(manifest)) {
    if (isDynamicEntry && file.endsWith('.js')) console.log(`on demand   ${kB(gzip(file)).padStart(9)}  ${file}`);
  }
  for (const file of manifest[html].css ?? []) console.log(`styles      ${kB(gzip(file)).padStart(9)}  ${file}`);
  console.log(
    `${html}: first-load JavaScript ${kB(total)} of ${kB(budget)}, gzip; the page ${statSync(new URL(html, dist)).size} bytes`,
  );
  return total <= budget;
}

const kept = pages.map(report);
if (kept.includes(false)) {
  console.error('A first load exceeds its budget. Load code that the first view does not need on demand.');
  process.exit(1);
}
