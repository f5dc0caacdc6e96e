// Northern lights over a snowy ridge, mirrored in a lake.
import { TAU, clamp, fbm, hash, mix, noise, rgb, smooth } from '../paint.mjs';

const deep = rgb('#030614'), low = rgb('#12324a'), green = rgb('#45f5a4'), violet = rgb('#8a4dff'), teal = rgb('#2bd0d8');

export default { seconds: 8, crf: 25, start };

function start(w, h) {
  const shore = Math.round(h * 0.74);
  const ridges = [ridge(w, h, 0.655, 0.10, 3.1, 1), ridge(w, h, 0.715, 0.055, 5.3, 2)];
  return (buf, t) => {
    const sky = lights(w, h, t);
    const row = new Float32Array(3);
    for (let y = 0; y < shore; y++) for (let x = 0; x < w; x++) {
      land(ridges, sky, x, y, h, t, row);
      buf.set(row, (y * w + x) * 3);
    }
    for (let y = shore; y < h; y++) mirror(buf, w, h, y, shore, t);
  };
}

function ridge(w, h, at, height, freq, seed) {
  return Float32Array.from({ length: w }, (_, x) => {
    let n = 0;
    for (let o = 0, amp = 0.62, f = freq; o < 6; o++, amp *= 0.47, f *= 2.1) {
      n += amp * (1 - 2.6 * Math.abs(noise((x / w) * f + seed * 31.7 + o * 3.3, seed * 7.7, 0.5)));
    }
    return h * (at - height * n);
  });
}

// lights returns the color of the sky at a pixel. Three curtains have a sharp lower edge and fade upward.
function lights(w, h, t) {
  const curtains = [[0.47, 0.36, green, 1.0], [0.33, 0.34, teal, 0.6], [0.56, 0.44, green, 0.7]];
  const edge = curtains.map(([at], k) => Float32Array.from({ length: w }, (_, x) =>
    h * (at + 0.13 * fbm((x / w) * 1.6 + k * 5, k * 3.3, t * 2 + k, 2, 2)))); // repeats with t
  const rays = curtains.map((_, k) => Float32Array.from({ length: w }, (_, x) => {
    const fine = noise((x / w) * 15 + k * 11, 4.2, t * 4, 4), broad = noise((x / w) * 3.4 + k * 7, 9.1, t * 2, 2);
    return (0.45 + 0.75 * clamp(0.5 + fine)) * smooth(-0.35, 0.45, broad);
  }));
  return (x, y, out) => {
    const v = y / h;
    const horizon = smooth(0.1, 0.72, v);
    for (let c = 0; c < 3; c++) out[c] = mix(deep[c], low[c], horizon * horizon);
    star(x, y, t, out);
    for (let k = 0; k < curtains.length; k++) {
      const [, height, color, strength] = curtains[k];
      const up = (edge[k][x] - y) / (h * height);
      const body = up < 0 ? Math.exp(up * 16) : Math.exp(-up * 2.3);
      const light = body * rays[k][x] * strength;
      const high = clamp(up * 1.25);
      for (let c = 0; c < 3; c++) out[c] += light * mix(color[c], violet[c], high) * 1.25;
    }
  };
}

function star(x, y, t, out) {
  const cx = x >> 2, cy = y >> 2;
  if (hash(cx, cy) < 0.985 || (x & 3) !== 1 || (y & 3) !== 2) return;
  const beat = 0.6 + 0.4 * Math.sin(TAU * (t * (1 + Math.floor(hash(cx, cy, 2) * 3)) + hash(cx, cy, 3)));
  const b = beat * Math.pow(hash(cx, cy, 1), 2) * 0.9;
  for (let c = 0; c < 3; c++) out[c] += b;
}

const sky3 = new Float32Array(3);
function land(ridges, sky, x, y, h, t, out) {
  sky(x, y, out);
  for (let k = 0; k < ridges.length; k++) {
    const cover = smooth(-0.8, 0.8, y - ridges[k][x]);
    if (cover === 0) continue;
    sky(x, Math.round(h * 0.5), sky3);
    const down = (y - ridges[k][x]) / (h * 0.1);
    const crag = noise((x + y * 0.7) / 22, (y - x * 0.5) / 34, k * 9) + 0.6 * noise((x - y) / 11, (x + y) / 19, 3);
    const snow = smooth(0.15, 0.75, 0.66 - down * 0.8 + 0.6 * crag) * (k ? 0.12 : 0.42);
    for (let c = 0; c < 3; c++) {
      const ground = mix(0.018, low[c] * 0.6, k ? 0.15 : 0.42) + snow * (0.35 * [0.55, 0.75, 0.95][c] + 0.5 * sky3[c]);
      out[c] = mix(out[c], ground, cover);
    }
  }
}

function mirror(buf, w, h, y, shore, t) {
  const depth = (y - shore) / (h - shore);
  const wave = (noise(2.2, y / (5 + depth * 22), t * 4, 4) * 7 + noise(8.8, y / (2.5 + depth * 9), t * 6, 6) * 3) * (0.25 + depth);
  const from = clamp(Math.round(shore - 1 - (y - shore) * 1.75 + wave * 1.5), 0, shore - 1);
  for (let x = 0; x < w; x++) {
    const sx = clamp(Math.round(x + wave * 1.4), 0, w - 1);
    const i = (y * w + x) * 3, j = (from * w + sx) * 3;
    const dim = 0.62 - depth * 0.28;
    buf[i] = buf[j] * dim + 0.004; buf[i + 1] = buf[j + 1] * dim + 0.010; buf[i + 2] = buf[j + 2] * dim + 0.022;
  }
}
