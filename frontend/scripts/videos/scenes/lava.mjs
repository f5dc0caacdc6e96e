// Slow wax, rising and sinking.
import { TAU, clamp, each, hash, mix, ramp, rgb, smooth } from '../paint.mjs';

const wax = ramp('#ff3d6e', '#ff6a3d', '#ffb03a', '#ffe27a'), glassTop = rgb('#2a0a4a'), glassBottom = rgb('#7a1460');

export default { seconds: 10, scale: 0.5, crf: 27, start };

function start(w, h) {
  const blobs = Array.from({ length: 10 }, (_, i) => ({
    x: w * (0.16 + 0.68 * hash(i, 1)), y: hash(i, 2), r: w * (0.07 + 0.09 * hash(i, 3)),
    laps: hash(i, 4) < 0.5 ? 1 : -1, sway: w * (0.04 + 0.1 * hash(i, 5)), phase: hash(i, 6),
  }));
  return (buf, t) => {
    const at = blobs.map((b) => place(b, w, h, t));
    each(buf, w, h, (x, y, out) => {
      let field = pool(y, h), gx = 0, gy = 0;
      for (const b of at) {
        const dx = x - b.x, dy = (y - b.y) * b.squash, d2 = dx * dx + dy * dy + 30, f = (b.r * b.r) / d2;
        field += f; gx += (dx * f) / d2; gy += (dy * f) / d2;
      }
      shade(out, field, gx, gy, x / w, y / h);
    });
  };
}

function place(b, w, h, t) {
  const a = TAU * (t * b.laps + b.y), slow = a + 0.5 * Math.sin(a);
  return { x: b.x + Math.sin(TAU * (t + b.phase)) * b.sway, y: h * (0.5 - 0.52 * Math.cos(slow)), r: b.r, squash: 0.86 + 0.12 * Math.cos(2 * a) };
}

const pool = (y, h) => Math.exp((y - h * 0.99) / (h * 0.035)) + 0.55 * Math.exp((h * 0.0 - y) / (h * 0.03));

function shade(out, field, gx, gy, u, v) {
  const inside = smooth(0.96, 1.06, field), glow = smooth(0.25, 1, field) * 0.5;
  const len = Math.hypot(gx, gy) + 1e-6, light = clamp(0.5 + 0.5 * ((-gx / len) * 0.45 + (gy / len) * -0.9));
  const edge = Math.exp(-Math.abs(field - 1.0) * 2.2);
  const warm = wax(clamp(0.1 + v * 0.62 + 0.25 * smooth(1, 4, field)));
  const vig = 1 - 0.35 * Math.pow(Math.abs(u - 0.5) * 2, 3);
  for (let c = 0; c < 3; c++) {
    const back = mix(glassTop[c], glassBottom[c], v * v) * vig + glow * warm[c] * 0.55;
    const body = warm[c] * (0.78 + 0.22 * vig) + edge * (0.28 * (1 - light) - 0.16 * light) * [1, 0.9, 0.8][c];
    out[c] = mix(back, body, inside);
  }
}
