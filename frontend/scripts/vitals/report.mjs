// The table of what was measured, and its place in docs/benchmarks.md.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { median } from './stats.mjs';

const rows = [
  { name: 'largest contentful paint (LCP)', key: 'lcp', unit: ' ms', wanted: 1500 },
  { name: 'slowest interaction of the journey (INP)', key: 'inp', unit: ' ms', wanted: 100 },
  { name: 'cumulative layout shift (CLS)', key: 'cls', unit: '', wanted: 0.02 },
  { name: 'the next video plays after the snap', key: 'videoStart', unit: ' ms', wanted: 300 },
  { name: 'longest frame while 100 screens are flung through', key: 'worstFrame', unit: ' ms', wanted: 50 },
];

const figure = (value, unit) => `${unit ? Math.round(value) : Number(value.toFixed(4))}${unit}`;

/** table is Markdown of the medians of some runs, their spread, and what is wanted. */
export function table(runs) {
  const lines = rows.map(({ name, key, unit, wanted }) => {
    const values = runs.map((run) => run[key]);
    const spread = `${figure(Math.min(...values), unit)} to ${figure(Math.max(...values), unit)}`;
    return `| ${name} | ${figure(median(values), unit)} | ${spread} | ≤ ${wanted}${unit} |`;
  });
  return ['| what | median | spread | wanted |', '| --- | --- | --- | --- |', ...lines].join('\n');
}

/** write puts the table, and where it comes from, between its marks in the file, which is made where it is not there. */
export function write(file, runs, { cpu, url }) {
  const [open, close] = ['<!-- vitals -->', '<!-- /vitals -->'];
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '# Benchmarks\n';
  const kept = text.includes(open) ? text : `${text.trimEnd()}\n\n${open}\n${close}\n`;
  const section = `${open}\n${origin(runs.length, cpu, url)}\n\n${table(runs)}\n${close}`;
  writeFileSync(file, kept.slice(0, kept.indexOf(open)) + section + kept.slice(kept.indexOf(close) + close.length));
}

function origin(runs, cpu, url) {
  const commit = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim();
  const machine = `${os.cpus().length} × ${os.cpus()[0].model.trim()}`;
  return `Chromium's simulated phone: a CPU ${cpu} times slower, fast 4G. ${runs} runs, each with an empty cache, ${url}. \`make vitals\`, ${machine}, commit ${commit}.`;
}
