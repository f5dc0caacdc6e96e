// Formats the measurements and inserts them into docs/benchmarks.md.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { median } from './stats.mjs';

const rows = [
  { name: 'largest contentful paint (LCP)', key: 'lcp', unit: ' ms', goal: 1500 },
  { name: 'slowest interaction of the journey (INP)', key: 'inp', unit: ' ms', goal: 100 },
  { name: 'cumulative layout shift (CLS)', key: 'cls', unit: '', goal: 0.02 },
  { name: 'start of the next video after the scroll', key: 'videoStart', unit: ' ms', goal: 300 },
  { name: 'longest frame while scrolling through 100 screens', key: 'worstFrame', unit: ' ms', goal: 50 },
];

const figure = (value, unit) => `${unit ? Math.round(value) : Number(value.toFixed(4))}${unit}`;

/** table returns a Markdown table of the runs' medians and spread, and the goals. */
export function table(runs) {
  const lines = rows.map(({ name, key, unit, goal }) => {
    const values = runs.map((run) => run[key]);
    const spread = `${figure(Math.min(...values), unit)} to ${figure(Math.max(...values), unit)}`;
    return `| ${name} | ${figure(median(values), unit)} | ${spread} | ≤ ${goal}${unit} |`;
  });
  return ['| metric | median | spread | goal |', '| --- | --- | --- | --- |', ...lines].join('\n');
}

/** write replaces the vitals section of a file. It creates the file or the section if it is missing. */
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
