// Jellyfish breathing in the deep.
import { TAU, add, each, fbm, glow, hash, mix, rgb, smooth, span } from '../paint.mjs';

const top = rgb('#0d4a8f'), deep = rgb('#020a24');
const kinds = [
  { x: 0.46, y: 0.36, r: 0.27, body: rgb('#ff8ad4'), rim: rgb('#ffd6f2'), laps: 3, phase: 0, sway: 0.03 },
  { x: 0.80, y: 0.68, r: 0.14, body: rgb('#8aa8ff'), rim: rgb('#dbe4ff'), laps: 4, phase: 0.4, sway: 0.04 },
  { x: 0.17, y: 0.77, r: 0.11, body: rgb('#6ff0e0'), rim: rgb('#d8fff8'), laps: 4, phase: 0.7, sway: 0.05 },
];

export default { seconds: 9, crf: 26, start };

function start(w, h) {
  return (buf, t) => {
    each(buf, w, h, (x, y, out) => {
      const v = y / h, ray = fbm((x / w) * 3 + v * 1.2, 2.2, t * 2, 3, 2) * Math.exp(-v * 2.4);
      for (let c = 0; c < 3; c++) out[c] = mix(top[c], deep[c], smooth(-0.15, 0.85, v)) + ray * [0.12, 0.3, 0.42][c];
    });
    for (let i = 0; i < 70; i++) mote(buf, w, h, i, t);
    for (const k of [...kinds].reverse()) jelly(buf, w, h, k, t);
  };
}

function mote(buf, w, h, i, t) {
  const y = h * (1.05 - 1.1 * ((hash(i, 2) + t * (1 + (i % 2))) % 1)), x = w * hash(i, 1) + 9 * Math.sin(TAU * (t + hash(i, 4)));
  const r = 1 + 3.2 * hash(i, 3) ** 3;
  add(buf, w, h, x, y, r * 3, [0.6, 0.85, 1], glow(r, 0.10 + 0.22 * hash(i, 5)));
}

function jelly(buf, w, h, k, t) {
  const beat = Math.sin(TAU * (t * k.laps + k.phase)), squeeze = 0.5 + 0.5 * beat;
  const r = w * k.r, cx = w * (k.x + k.sway * Math.sin(TAU * (t + k.phase))), cy = h * k.y - r * 0.16 * Math.sin(TAU * (t * k.laps + k.phase) - 1.1) + h * 0.02 * Math.cos(TAU * (t + k.phase));
  const rx = r * (1.04 - 0.15 * squeeze), ry = r * (0.78 + 0.16 * squeeze);
  add(buf, w, h, cx, cy, r * 2.4, k.body, glow(r * 1.15, 0.22));
  for (let n = 0; n < 11; n++) tentacle(buf, w, h, cx + rx * 0.82 * (n / 5 - 1), cy + ry * 0.18, r, n, k, t, n % 2 === 0);
  for (let n = 0; n < 4; n++) arm(buf, w, h, cx + rx * 0.2 * (n - 1.5), cy + ry * 0.15, r, n, k, t);
  bell(buf, w, h, cx, cy, rx, ry, k, t);
}

function bell(buf, w, h, cx, cy, rx, ry, k, t) {
  span(w, h, cx, cy, rx * 1.15, (i, dx, dy) => {
    const u = dx / rx, scallop = 0.05 * Math.cos(u * 17), hem = 0.3 - 0.16 * u * u + scallop, v = dy / ry;
    const d = Math.hypot(u, v < 0 ? v : v * 0.75);
    const inside = (1 - smooth(0.97, 1.02, d)) * (1 - smooth(hem - 0.03, hem + 0.03, v));
    if (inside <= 0) return;
    const shell = Math.pow(d, 5) * 0.75, hemLight = Math.exp(-Math.abs(v - hem) * 14) * 0.75;
    const ribs = 0.12 * Math.pow(Math.abs(Math.cos(Math.atan2(u, 0.55 - v) * 9)), 6), heart = 0.55 * Math.exp(-((u / 0.42) ** 2 + ((v + 0.22) / 0.3) ** 2));
    const spots = 0.25 * smooth(0.25, 0.5, fbm(u * 4 + 3, v * 4, t * 2, 2, 2)) * (1 - d);
    const light = 0.26 + shell + ribs + heart + spots;
    for (let c = 0; c < 3; c++) buf[i + c] = mix(buf[i + c], buf[i + c] * 0.42 + mix(k.body[c], k.rim[c], shell + heart * 0.5) * light * 0.8 + k.rim[c] * hemLight * 0.5, inside);
  });
}

function strand(buf, w, h, x, y, length, steps, wave, width, color, light) {
  for (let s = 0; s < steps; s++) {
    const p = s / steps, r = width * (1 - p * 0.75);
    add(buf, w, h, x + wave(p), y + length * p, r * 2.2, color, glow(r, light * (1 - p) * (1 - p * 0.3)));
  }
}

function tentacle(buf, w, h, x, y, r, n, k, t, long) {
  const wave = (p) => r * p * (0.26 * Math.sin(TAU * (t * 2 - p * 1.3 + hash(n, 3))) + 0.1 * Math.sin(TAU * (t * k.laps - p * 3 + hash(n, 5)))) ;
  strand(buf, w, h, x, y, r * (long ? 2.5 : 1.7), Math.round(r * 0.9), wave, 1.7 + r * 0.004, k.rim, 0.34);
}

function arm(buf, w, h, x, y, r, n, k, t) {
  const wave = (p) => r * p * 0.3 * Math.sin(TAU * (t * 2 - p * 1.1 + n * 0.21)) + r * 0.035 * Math.sin(TAU * (p * 7 - t * 3 + n * 0.3));
  strand(buf, w, h, x, y, r * 1.55, Math.round(r * 0.5), wave, r * 0.06, k.body, 0.20);
}
