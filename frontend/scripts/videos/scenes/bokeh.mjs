// A city avenue at night, out of focus: lamps drift, cars come and go.
import { TAU, add, each, hash, mix, rgb, smooth } from '../paint.mjs';

const top = rgb('#060716'), mid = rgb('#1b1436'), bottom = rgb('#0a0813');
const lamps = ['#ffb14a', '#ff7a3c', '#ffd9a0', '#3fd0e0', '#ff4f8b', '#8f7bff', '#f4f1ff'].map(rgb);
const tail = rgb('#ff2b3a'), head = rgb('#fff0d0');

export default { seconds: 9, crf: 27, start };

function start(w, h) {
  const vx = w * 0.5, vy = h * 0.52;
  const lights = Array.from({ length: 84 }, (_, i) => lamp(i, w, h, vx, vy));
  return (buf, t) => {
    each(buf, w, h, (x, y, out) => {
      const v = y / h, haze = Math.exp(-Math.pow((v - 0.52) / 0.16, 2));
      for (let c = 0; c < 3; c++) out[c] = mix(mix(top[c], mid[c], smooth(0, 0.55, v)), bottom[c], smooth(0.56, 0.9, v)) + haze * [0.16, 0.07, 0.12][c];
    });
    for (const l of lights) spot(buf, w, h, l, t);
    for (let k = 0; k < 16; k++) car(buf, w, h, vx, vy, k, t);
  };
}

function lamp(i, w, h, vx, vy) {
  const side = hash(i, 1) < 0.5 ? -1 : 1, depth = Math.pow(hash(i, 2), 1.6);
  return {
    x: vx + side * w * (0.06 + 0.62 * depth * (0.5 + hash(i, 3))), y: vy - h * (0.02 + depth * 0.52 * hash(i, 4)) + h * 0.02,
    r: 7 + depth * 40 * (0.55 + hash(i, 5) * 0.6), color: lamps[Math.floor(hash(i, 6) * lamps.length)],
    beat: 1 + Math.floor(hash(i, 7) * 2), phase: hash(i, 8), light: 0.2 + 0.32 * hash(i, 9), sway: 3 + depth * 12,
  };
}

function spot(buf, w, h, l, t) {
  const a = TAU * (t * l.beat + l.phase);
  bubble(buf, w, h, l.x + Math.sin(a) * l.sway, l.y + Math.cos(a) * l.sway * 0.4, l.r, l.color, l.light * (0.78 + 0.22 * Math.sin(a * 1 + 2)));
}

// car draws a car between the vanishing point and the viewer: red lights drive away, white lights approach.
function car(buf, w, h, vx, vy, k, t) {
  const leaving = k % 2 === 0, p = (t + k / 16 + (leaving ? 0.03 : 0)) % 1;
  const near = Math.pow(leaving ? 1 - p : p, 2.4), lane = (leaving ? 1 : -1) * (0.13 + 0.16 * (k % 3));
  const fadeEnds = smooth(0, 0.06, p) * (1 - smooth(0.95, 1, p));
  for (const s of [-1, 1]) {
    const x = vx + w * (lane + s * 0.07) * (0.05 + near * 2.6), y = vy + h * (0.012 + near * 0.52);
    const r = 3.5 + near * 58;
    bubble(buf, w, h, x, y, r, leaving ? tail : head, fadeEnds * (0.62 - near * 0.3));
    bubble(buf, w, h, x, y + r * 1.7 + near * h * 0.05, r * 0.9, leaving ? tail : head, fadeEnds * 0.09);
  }
}

// bubble draws a light out of focus: an even disc with a slightly brighter rim.
function bubble(buf, w, h, x, y, r, color, light) {
  add(buf, w, h, x, y, r * 1.15, color, (dx, dy) => {
    const d = Math.hypot(dx, dy) / r;
    return d > 1.12 ? 0 : light * (1 - smooth(0.94, 1.06, d)) * (0.72 + 0.5 * smooth(0.6, 0.97, d));
  });
}
