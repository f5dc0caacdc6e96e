// A record turning under warm light.
import { TAU, clamp, each, hash, mix, rgb, segment, smooth } from '../paint.mjs';

const cloth = [rgb('#f3c9a0'), rgb('#d98a5f')], black = rgb('#111013'), cream = rgb('#fff1d6');
const label = [rgb('#ff5a4f'), rgb('#ffc145'), rgb('#2a9d8f'), rgb('#264653')], steel = rgb('#d9dde2');

export default {
  seconds: 6, crf: 27, start,
  audio: "aevalsrc='0.07*(sin(2*PI*220*t)+sin(2*PI*277*t)+sin(2*PI*330*t))*(0.6+0.4*sin(2*PI*t/3))+0.05*sin(2*PI*110*t)*abs(sin(2*PI*t))':s=44100,lowpass=f=900,afade=t=in:d=0.05,afade=t=out:st=5.95:d=0.05",
};

function start(w, h) {
  const cx = w * 0.5, cy = h * 0.5, R = w * 0.455;
  const groove = Float32Array.from({ length: 1200 }, (_, i) => hash(i, 9));
  return (buf, t) => each(buf, w, h, (x, y, out) => {
    const dx = x - cx, dy = y - cy, d = Math.hypot(dx, dy), a = Math.atan2(dy, dx);
    table(out, x, y, d);
    if (d < R + 2) record(out, d, a, t * 3);
    arm(out, x, y, t);
  });

  function table(out, x, y, d) {
    const light = clamp(1.1 - Math.hypot(x - w * 0.2, y - h * 0.12) / (h * 0.95));
    const sd = Math.hypot(x - cx - 16, y - cy - 26), shadow = 0.55 * (1 - smooth(R - 26, R + 34, sd));
    const stripe = Math.abs(((x + y * 0.35) % 150) - 75) < 37 ? 0.035 : 0;
    for (let c = 0; c < 3; c++) out[c] = (mix(cloth[1][c], cloth[0][c], light) + stripe) * (1 - shadow * (d > R ? 1 : 0));
  }

  function record(out, d, a, turns) {
    const u = d / R, spin = a - TAU * turns, cover = 1 - smooth(R - 1, R + 1, d);
    const lines = groove[Math.floor(u * 420)] * 0.5 + 0.5 * groove[Math.floor(u * 160)];
    const gap = [0.52, 0.67, 0.83].some((g) => Math.abs(u - g) < 0.006) ? 0.4 : 1;
    const sheen = Math.pow(Math.abs(Math.cos(a + 0.9)), 26) + 0.55 * Math.pow(Math.abs(Math.cos(a - 0.55)), 46);
    const wobble = 1 + 0.25 * Math.sin(spin * 2 + u * 9);
    const shine = u > 0.36 && u < 0.98 ? sheen * (0.28 + 0.4 * lines) * gap * wobble : 0.04;
    for (let c = 0; c < 3; c++) {
      let v = black[c] + lines * 0.03 + shine * [1, 0.86, 0.72][c] * 0.62;
      if (u < 0.345) v = paper(u / 0.345, spin, c);
      out[c] = mix(out[c], v, cover);
    }
  }

  function arm(out, x, y, t) {
    const px = w * 0.93, py = h * 0.2, bob = Math.sin(TAU * t * 3) * 1.2, ex = w * 0.735 + bob, ey = h * 0.585;
    const kx = w * 0.9, ky = h * 0.47;
    const d = Math.min(segment(x, y, px, py, kx, ky) - 5, segment(x, y, kx, ky, ex, ey) - 4.5, Math.hypot(x - px, y - py) - 44, segment(x, y, ex, ey, ex - 13, ey + 25) - 9);
    const s = Math.min(segment(x - 12, y - 20, px, py, kx, ky) - 5, segment(x - 12, y - 20, kx, ky, ex, ey) - 4, Math.hypot(x - px - 10, y - py - 18) - 44);
    const cover = 1 - smooth(-0.8, 0.8, d), shade = 1 - 0.38 * (1 - smooth(-3, 9, s));
    const hub = Math.hypot(x - px, y - py), ring = hub < 44 ? 0.75 + 0.25 * Math.cos(hub * 0.42) : 1;
    const bevel = 0.72 + 0.28 * smooth(-5, 0, -d);
    for (let c = 0; c < 3; c++) out[c] = mix(out[c] * shade, steel[c] * bevel * ring, cover);
  }
}

// paper draws the label: sectors like a sunrise, a ring of dashes like text, and the hole.
function paper(u, spin, c) {
  const sector = Math.floor(((spin / TAU) % 1 + 1) % 1 * 12);
  let v = label[sector % 2 ? 0 : 1][c];
  if (u > 0.66) v = label[3][c];
  if (u > 0.74 && u < 0.8 && hash(Math.floor(((spin / TAU) % 1 + 1) % 1 * 90), 4) > 0.35) v = cream[c];
  if (u > 0.6 && u < 0.66) v = cream[c];
  if (u < 0.3) v = label[2][c];
  if (u < 0.07) v = 0.93;
  return u > 0.97 ? v * 0.7 : v;
}
