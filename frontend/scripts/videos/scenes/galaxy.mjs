// A two-armed galaxy. Half a turn maps it onto itself.
import { TAU, add, each, fbm, glow, hash, rgb, smooth } from '../paint.mjs';

const tints = ['#9db8ff', '#cfe0ff', '#fff4e0', '#ffc79a', '#ff8fb0', '#7ce0ff'].map(rgb);
const core = rgb('#ffdca8'), gas = [rgb('#5a2a9c'), rgb('#1767a8'), rgb('#c0387a')];

export default { seconds: 10, crf: 31, start };

function start(w, h) {
  const cx = w * 0.5, cy = h * 0.47, R = h * 0.52, tilt = 0.8, lean = -0.9;
  const stars = Array.from({ length: 2300 }, (_, i) => star(i));
  const back = Array.from({ length: 260 }, (_, i) => [hash(i, 51) * w, hash(i, 52) * h, 0.15 + 0.6 * hash(i, 53) ** 3, hash(i, 54)]);
  return (buf, t) => {
    const spin = t * Math.PI;
    each(buf, w, h, (x, y, out) => nebula(out, x, y, spin));
    for (const [x, y, b, p] of back) add(buf, w, h, x, y, 3, tints[1], glow(0.9, b * (0.7 + 0.3 * Math.sin(TAU * (t * 2 + p)))));
    for (const s of stars) for (const half of [0, Math.PI]) {
      const a = s.a + half + spin, [x, y] = project(s.r * Math.cos(a), s.r * Math.sin(a) + s.lift);
      add(buf, w, h, x, y, s.size * 3.2, s.tint, glow(s.size, s.light));
    }
    add(buf, w, h, cx, cy, R * 0.5, core, (dx, dy) => 0.75 * Math.exp(-Math.hypot(dx, dy * 1.25) / (R * 0.055)));
  };

  function project(x, y) {
    const sy = y * tilt;
    return [cx + R * (x * Math.cos(lean) - sy * Math.sin(lean)), cy + R * (x * Math.sin(lean) + sy * Math.cos(lean))];
  }

  function hazeAt(x, y, c) {
    return (0.6 + fbm((x / w) * 1.7 + 20, (y / h) * 2.6, 0.4, 2) * 1.6) * [0.5, 0.55, 1.1][c];
  }

  function nebula(out, x, y, spin) {
    const px = (x - cx) / R, py = (y - cy) / R;
    const ux = px * Math.cos(lean) + py * Math.sin(lean), uy = (-px * Math.sin(lean) + py * Math.cos(lean)) / tilt;
    const r = Math.hypot(ux, uy) + 1e-6, a = Math.atan2(uy, ux) - spin;
    const arm = Math.cos(2 * (a - Math.log(r + 0.06) * 1.75)), c2 = Math.cos(2 * a), s2 = Math.sin(2 * a); // both repeat every half turn
    const dust = fbm(c2 * r * 2.4 + 4, s2 * r * 2.4 + 9, r * 3, 4);
    const body = smooth(-0.55, 1, arm + dust * 1.5) * Math.exp(-r * 1.7) * smooth(1.25, 0.3, r);
    const lane = 1 - 0.75 * smooth(0.05, 0.4, dust) * smooth(0.05, 0.2, r);
    for (let c = 0; c < 3; c++) {
      const hue = gas[0][c] * (0.7 + dust) + gas[1][c] * smooth(0.2, 0.8, r) * 1.1 + gas[2][c] * smooth(0.0, 0.45, dust) * 0.9 + core[c] * Math.exp(-r * 8);
      out[c] = [0.010, 0.011, 0.028][c] + body * hue * lane * 1.9 + 0.05 * hazeAt(x, y, c);
    }
  }
}

function star(i) {
  const r = 0.03 + Math.pow(hash(i, 1), 0.75) * 0.98;
  const scatter = (hash(i, 2) + hash(i, 3) - 1) * (0.42 + 0.4 * r);
  const big = hash(i, 5) > 0.985;
  return {
    r, a: Math.log(r + 0.06) * 1.75 + scatter * 1.9, lift: (hash(i, 6) - 0.5) * 0.03,
    size: big ? 2.4 : 0.75 + hash(i, 4) * 0.7, light: (big ? 0.95 : 0.3 + 0.55 * hash(i, 7)) * smooth(1.05, 0.5, r), tint: tints[Math.floor(hash(i, 8) * 6)],
  };
}
