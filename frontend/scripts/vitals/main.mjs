// Measures the web vitals and writes them to docs/benchmarks.md: node scripts/vitals/main.mjs [--runs 5] [--out FILE]
// VITALS_URL is the app's URL. Without it, the script serves the built app with an in-memory shop.
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { chromiumOptions } from '../chromium.mjs';
import { cpu, measure } from './measure.mjs';
import { table, write } from './report.mjs';

const args = process.argv.slice(2);
const option = (name, fallback) => (args.includes(name) ? args[args.indexOf(name) + 1] : fallback);

const server = process.env.VITALS_URL ? undefined : await preview({ mode: 'stand-in', preview: { port: 0 } });
const url = process.env.VITALS_URL ?? server.resolvedUrls.local[0];
const browser = await chromium.launch(chromiumOptions);
try {
  const runs = [];
  for (let i = 0; i < Number(option('--runs', 5)); i++) {
    runs.push(await measure(browser, url));
    console.error(`run ${i + 1}:`, JSON.stringify(runs.at(-1)));
  }
  console.log(table(runs));
  const app = server ? 'the built app with an in-memory shop' : 'the built app on the emulators';
  write(option('--out', new URL('../../../docs/benchmarks.md', import.meta.url)), runs, { cpu, url: app });
} finally {
  await browser.close();
  await server?.close();
}
