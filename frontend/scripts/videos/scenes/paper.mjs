// Cut-paper mountains passing by under a paper sun.
import { TAU, clamp, fbm, hash, mix, rgb, segment, smooth, span } from '../paint.mjs';

const air = ['#ffd9a8', '#ffb38c'].map(rgb), rings = ['#ffc28a', '#ff9f78', '#ff7d66', '#fff0cf'].map(rgb);
const layers = [
  { color: rgb('#f08a78'), at: 0.47, height: 0.14, freq: 2, laps: 1, width: 1 },
  { color: rgb('#cf6473'), at: 0.56, height: 0.15, freq: 3, laps: 1, width: 1.5 },
  { color: rgb('#9c4a74'), at: 0.66, height: 0.14, freq: 4, laps: 1, width: 2 },
  { color: rgb('#683a70'), at: 0.76, height: 0.13, freq: 4, laps: 2, width: 1.5 },
  { color: rgb('#3c2c5e'), at: 0.86, height: 0.12, freq: 5, laps: 2, width: 2 },
  { color: rgb('#1f1d42'), at: 0.95, height: 0.10, freq: 5, laps: 3, width: 2 },
];

export default { seconds: 10, crf: 26, start };

function start(w, h) {
  const ranges = layers.map((l, k) => Float32Array.from({ length: w * l.width }, (_, x) =>
    h * (l.at - l.height * (fbm((x / (w * l.width)) * l.freq * 2, k * 13.7, 0.5, 5, 0, l.freq * 2) * 1.5))));
  const fibre = Float32Array.from({ length: w * h }, (_, i) => 0.985 + 0.03 * hash(i, 3));
  return (buf, t) => {
    for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) {
      const i = (y * w + x) * 3;
      backdrop(buf, i, x, y, w, h);
      stack(buf, i, x, y, t, h, ranges);
    }
    for (let k = 0; k < 7; k++) bird(buf, w, h, k, t);
    for (let i = 0; i < fibre.length; i++) for (let c = 0; c < 3; c++) buf[i * 3 + c] *= fibre[i];
  };
}

function backdrop(buf, i, x, y, w, h) {
  const d = Math.hypot(x - w * 0.62, y - h * 0.27);
  for (let c = 0; c < 3; c++) buf[i + c] = mix(air[0][c], air[1][c], y / (h * 0.6));
  [0.44, 0.32, 0.22, 0.135].forEach((r, k) => {
    const cover = 1 - smooth(w * r - 0.8, w * r + 0.8, d), shade = d > w * r ? 0.12 * Math.exp(-(d - w * r) / 7) : 0;
    for (let c = 0; c < 3; c++) buf[i + c] = mix(buf[i + c] * (1 - shade), rings[k][c], cover);
  });
}

function stack(buf, i, x, y, t, h, ranges) {
  for (let k = 0; k < layers.length; k++) {
    const period = ranges[k].length, at = x + t * layers[k].laps * period, j = Math.floor(at);
    const edge = mix(ranges[k][j % period], ranges[k][(j + 1) % period], at - j);
    const cover = smooth(-0.8, 0.8, y - edge), shade = y < edge ? 0.3 * Math.exp(-(edge - y) / 11) : 0;
    const lit = 1 + 0.10 * Math.exp(-(y - edge) / 3) - 0.10 * clamp((y - edge) / (h * 0.25));
    for (let c = 0; c < 3; c++) buf[i + c] = mix(buf[i + c] * (1 - shade), layers[k].color[c] * lit, cover);
  }
}

function bird(buf, w, h, k, t) {
  const p = (t + k * 0.045 + (k > 3 ? 0.4 : 0)) % 1, size = 9 + 5 * hash(k, 2);
  const x = w * (-0.15 + 1.3 * p), y = h * (0.30 + 0.07 * hash(k, 1)) - h * 0.06 * Math.sin(p * Math.PI);
  const flap = Math.sin(TAU * (t * 12 + hash(k, 4))) * 0.55 + 0.25;
  span(w, h, x, y, size * 1.4, (i, dx, dy) => {
    const d = segment(Math.abs(dx), dy, 0, 0, size, -size * flap);
    const a = 1 - smooth(0.6, 1.9, d + Math.abs(dx) * 0.05);
    for (let c = 0; c < 3; c++) buf[i + c] = mix(buf[i + c], layers[4].color[c], a);
  });
}
