// Steam over a cup in morning light.
import { clamp, each, fbm, mix, noise, rgb, smooth } from '../paint.mjs';

const wall = [rgb('#2d4a4a'), rgb('#0f2227')], wood = [rgb('#a8683c'), rgb('#5a3019')];
const glaze = rgb('#f2e3cf'), rust = rgb('#d9623b'), brew = [rgb('#2a130a'), rgb('#8a5027'), rgb('#d9a066')];

export default { seconds: 8, crf: 26, start };

function start(w, h) {
  const cx = w * 0.5, rim = h * 0.585, rx = w * 0.255, ry = h * 0.047, foot = h * 0.77, table = h * 0.66;
  const still = new Float32Array(w * h * 3);
  each(still, w, h, (x, y, out) => { room(out, x, y); saucer(out, x, y); cup(out, x, y); });
  return (buf, t) => {
    buf.set(still);
    each(buf, w, h, (x, y, out) => { coffee(out, x, y, t); steam(out, x, y, t); });
  };

  function room(out, x, y) {
    const shaft = smooth(0.12, 0, Math.abs(((x / w) * 0.8 + y / h * 0.55) - 0.42)) + smooth(0.09, 0, Math.abs(((x / w) * 0.8 + y / h * 0.55) - 0.75));
    const v = clamp(Math.hypot(x / w - 0.2, y / h - 0.15));
    const grain = fbm(x / 210 + 0.3 * noise(x / 90, y / 16, 2), y / 9, 1, 3);
    const front = smooth(table - 1, table + 1, y), near = (y - table) / (h - table);
    const blur = 0.5 * Math.exp(-1.2 * Math.hypot((x - cx - 34) / (rx * 1.45), (y - foot - 12) / (h * 0.045)) ** 2);
    for (let c = 0; c < 3; c++) {
      const back = mix(wall[0][c], wall[1][c], v) + shaft * [0.22, 0.17, 0.1][c] * (1 - v * 0.4);
      const plank = mix(wood[0][c], wood[1][c], clamp(0.25 + near * 0.6 + grain * 0.7)) + shaft * [0.2, 0.13, 0.06][c];
      out[c] = mix(back, plank * (1 - blur), front);
    }
  }

  function saucer(out, x, y) {
    const a = Math.hypot((x - cx) / (rx * 1.55), (y - foot) / (h * 0.062));
    const b = Math.hypot((x - cx) / (rx * 1.55), (y - foot - 9) / (h * 0.062));
    const cover = 1 - smooth(0.99, 1.005, Math.min(a, b));
    const light = 0.86 - 0.26 * ((x - cx) / (rx * 1.5)) - 0.2 * smooth(0.55, 0.2, Math.hypot((x - cx - 16) / (rx * 1.5), (y - foot) / (h * 0.06)));
    const lip = a > 1 ? 0.62 : 1, ring = Math.abs(a - 0.86) < 0.035 ? 1 : 0;
    for (let c = 0; c < 3; c++) out[c] = mix(out[c], mix(glaze[c], rust[c], ring) * light * lip, cover);
  }

  function cup(out, x, y) {
    const v = clamp((y - rim) / (foot - rim)), half = rx * Math.sqrt(clamp(1 - Math.pow(v, 3.1) * 0.62));
    const u = (x - cx) / half, base = foot + Math.sqrt(clamp(1 - u * u)) * h * 0.014;
    const hx = (x - cx - rx * 1.1) / (rx * 0.42), hy = (y - rim - h * 0.062) / (h * 0.062), ring = Math.abs(Math.hypot(hx, hy) - 0.8);
    const handle = (1 - smooth(0.17, 0.21, ring)) * (x > cx + half * 0.9 ? 1 : 0);
    const body = y > rim && y < base ? 1 - smooth(0.99, 1.005, Math.abs(u)) : 0;
    const shade = 0.98 - 0.42 * smooth(-0.5, 1.0, u) - 0.12 * smooth(-0.6, -1, u) + 0.12 * Math.exp(-(((u + 0.42) / 0.12) ** 2));
    const band = v > 0.52 && v < 0.66 ? 1 : 0;
    for (let c = 0; c < 3; c++) {
      out[c] = mix(out[c], glaze[c] * (0.62 + 0.18 * clamp(-hy)), handle);
      out[c] = mix(out[c], mix(glaze[c], rust[c], band) * shade, body);
    }
  }

  function coffee(out, x, y, t) {
    const a = Math.hypot((x - cx) / rx, (y - rim) / ry);
    if (a > 1.03) return;
    const u = (x - cx) / (rx * 0.9), v = (y - rim - 3) / (ry * 0.86), r = Math.hypot(u, v);
    const turn = Math.atan2(v, u) * 1 + r * 5, swirl = fbm(Math.cos(turn) * r * 2.2 + 5, Math.sin(turn) * r * 2.2, t * 2, 4, 2);
    const foam = smooth(-0.1, 0.38, swirl + 0.1), shine = Math.exp(-(((u + 0.35) / 0.3) ** 2 + ((v + 0.4) / 0.25) ** 2)) * 0.25;
    for (let c = 0; c < 3; c++) {
      const liquid = mix(mix(brew[0][c], brew[1][c], foam), brew[2][c], smooth(0.2, 0.5, swirl) * 0.8) + shine;
      const inside = glaze[c] * (0.55 + 0.3 * smooth(-0.6, 0.8, u));
      const surface = mix(liquid, inside, smooth(0.985, 1.0, r));
      out[c] = mix(out[c], mix(surface, glaze[c] * 1.02, smooth(0.955, 0.975, a)), 1 - smooth(1.0, 1.025, a));
    }
  }

  function steam(out, x, y, t) {
    const up = (rim + 6 - y) / (h * 0.52);
    if (up <= 0 || up > 1.1) return;
    const spread = 0.5 + up * 0.75, u = (x - cx) / (rx * spread);
    if (Math.abs(u) > 2) return;
    const bend = noise(up * 2.2 - t * 2, 3.1, t * 2, 2, 2) * 0.9 * up + noise(up * 6 - t * 4, 8.1, t * 2, 2, 4) * 0.25 * up;
    const q = u + bend, wisp = fbm((up * 4 - t * 4), q * 1.5 + 7, t * 2, 4, 2, 4);
    const body = smooth(-0.22, 0.42, wisp) * Math.exp(-q * q * 1.5) * smooth(0, 0.12, up) * smooth(1.05, 0.3, up);
    for (let c = 0; c < 3; c++) out[c] += body * [0.78, 0.74, 0.68][c] * (1 - out[c] * 0.6);
  }
}
