// Rain on a window at night: every drop is a lens that shows the street upside down.
import { TAU, add, clamp, each, hash, mix, rgb, smooth, span } from '../paint.mjs';

const lamps = ['#ffb14a', '#ff5d3c', '#ffe2a8', '#37c9d8', '#ff4f9a', '#6f7dff', '#2fd08a'].map(rgb);
const night = [rgb('#0d1a2b'), rgb('#16344a'), rgb('#0a0f1c')], fog = rgb('#4d6577');

export default {
  seconds: 9, crf: 29, start,
  audio: 'anoisesrc=color=pink:sample_rate=44100:seed=11,highpass=f=700,lowpass=f=5200,volume=0.16,afade=t=in:d=0.1,afade=t=out:st=8.9:d=0.1',
};

function start(w, h) {
  const street = view(w, h), beads = Array.from({ length: 620 }, (_, i) => bead(i, w, h));
  const runs = Array.from({ length: 15 }, (_, i) => run(i, w, h));
  return (buf, t) => {
    const wet = new Float32Array(w * h); // amount of fog that is wiped off
    for (const r of runs) wipe(wet, w, h, r, t);
    each(buf, w, h, (x, y, out) => {
      const i = (y * w + x) * 3, mist = 0.5 * (1 - 0.85 * wet[y * w + x]);
      for (let c = 0; c < 3; c++) out[c] = mix(street[i + c] * (1 + 0.25 * wet[y * w + x]), fog[c] * (0.42 + 0.5 * street[i + c]), mist);
    });
    for (const b of beads) lens(buf, street, w, h, b.x, b.y, b.r * (1 - 0.9 * wet[at(b, w, h)]), 1.1);
    for (const r of runs) for (const d of drops(r, t, h)) lens(buf, street, w, h, d.x, d.y, d.r, d.long);
  };
}

const at = (b, w, h) => clamp(Math.round(b.y), 0, h - 1) * w + clamp(Math.round(b.x), 0, w - 1);

// view draws the street behind the glass once, out of focus.
function view(w, h) {
  const buf = new Float32Array(w * h * 3);
  each(buf, w, h, (x, y, out) => {
    const v = y / h;
    for (let c = 0; c < 3; c++) out[c] = mix(mix(night[0][c], night[1][c], smooth(0, 0.55, v)), night[2][c], smooth(0.55, 1, v));
  });
  for (let i = 0; i < 46; i++) {
    const r = w * (0.05 + 0.11 * hash(i, 3)), y = h * (0.18 + 0.62 * hash(i, 2)), x = w * hash(i, 1), color = lamps[i % lamps.length];
    add(buf, w, h, x, y, r * 1.5, color, (dx, dy) => 0.34 * (1 - smooth(0.6, 1.25, Math.hypot(dx, dy) / r)));
  }
  return buf;
}

const bead = (i, w, h) => ({ x: w * hash(i, 11), y: h * hash(i, 12), r: 1.6 + 7.5 * hash(i, 13) ** 3.2 });

// run is the path of one drop. It starts and ends outside the image, so that the loop has no seam.
const run = (i, w, h) => ({ i, x: w * ((i + 0.5) / 15 + 0.05 * (hash(i, 21) - 0.5)), r: 8 + 8 * hash(i, 22), phase: hash(i, 23), wave: 4 + 8 * hash(i, 24), w, h });

function head(r, p) {
  const y = r.h * (-0.12 + 1.9 * p + 0.028 * Math.sin(TAU * p * 7 + r.i));
  return { x: r.x + r.wave * Math.sin(y / 70 + r.i * 2) + 3 * Math.sin(y / 23 + r.i), y };
}

function drops(r, t, h) {
  const p = (t + r.phase) % 1, first = head(r, p), out = [];
  if (first.y < h * 1.1) out.push({ ...first, r: r.r, long: 1.35 });
  for (let k = 1; k <= 16; k++) { // the wet trail, which dries
    const y = r.h * (k / 17 + 0.02 * hash(r.i, k)), age = (first.y - y) / r.h;
    if (age < 0.02 || age > 1.05) continue;
    const x = r.x + r.wave * Math.sin(y / 70 + r.i * 2) + 3 * Math.sin(y / 23 + r.i);
    out.push({ x, y, r: r.r * (0.22 + 0.25 * hash(r.i, k, 3)) * smooth(1.05, 0.6, age), long: 1.1 });
  }
  return out;
}

function wipe(wet, w, h, r, t) {
  const first = head(r, (t + r.phase) % 1);
  for (let y = 0; y < Math.min(h, first.y); y++) {
    const age = (first.y - y) / h, clear = smooth(0.9, 0.1, age);
    if (clear <= 0) continue;
    const x = r.x + r.wave * Math.sin(y / 70 + r.i * 2) + 3 * Math.sin(y / 23 + r.i), half = r.r * (0.95 - 0.4 * clamp(age));
    for (let px = Math.max(0, Math.floor(x - half - 2)); px <= Math.min(w - 1, x + half + 2); px++) {
      const k = y * w + px;
      wet[k] = Math.max(wet[k], clear * (1 - smooth(half - 2, half + 1.5, Math.abs(px - x))));
    }
  }
}

function lens(buf, street, w, h, x, y, r, long) {
  if (r < 1) return;
  span(w, h, x, y, r * long + 1, (i, dx, dy) => {
    const u = dx / r, v = dy / (r * long), d = Math.hypot(u * (v < 0 ? 1 + 0.22 * -v * (long - 1) * 3 : 1), v);
    const inside = 1 - smooth(1 - 1.2 / r, 1 + 0.6 / r, d);
    if (inside <= 0) return;
    const bend = 10 + 26 * d * d, sx = clamp(Math.round(x - u * bend * 5), 0, w - 1), sy = clamp(Math.round(y - v * bend * 9 - 20), 0, h - 1);
    const j = (sy * w + sx) * 3, rim = smooth(0.55, 1, d), light = Math.exp(-(((u + 0.34) / 0.24) ** 2 + ((v + 0.4) / 0.2) ** 2));
    for (let c = 0; c < 3; c++) {
      const seen = street[j + c] * (1.3 - 0.85 * rim * (0.5 - 0.5 * v)) + 0.16 * rim * smooth(0.2, 1, v) + light * 0.65 + 0.03;
      buf[i + c] = mix(buf[i + c], seen, inside);
    }
  });
}
