// Poured paint that never sets.
import { clamp, each, fbm, mix, ramp, rgb, smooth } from '../paint.mjs';

const pour = ramp('#fff4e6', '#ffd7c2', '#ff9f8e', '#f2566b', '#8c2f6b', '#2a1c52', '#15355e', '#1d8a8a', '#bfe8d4', '#fff4e6');
const gold = rgb('#ffcf6b');

export default { seconds: 10, scale: 0.5, crf: 30, start };

function start(w, h) {
  return (buf, t) => each(buf, w, h, (x, y, out) => {
    const u = (x / w) * 1.15, v = (y / w) * 1.15, z = t * 2; // the noise repeats after 2
    const a = fbm(u * 1.1, v * 1.1, z, 3, 2), b = fbm(u * 1.1 + 5.2, v * 1.1 + 1.3, z, 3, 2);
    const c = fbm(u + 1.9 * a + 1.7, v + 1.9 * b + 9.2, z, 3, 2), d = fbm(u + 1.9 * a + 8.3, v + 1.9 * b + 2.8, z, 3, 2);
    const f = fbm(u + 2.3 * c, v + 2.3 * d, z, 4, 2), bands = 0.5 + f * 1.35 + 0.35 * c;
    const base = pour(clamp(bands)), vein = Math.exp(-Math.pow((bands - 0.52) / 0.022, 2)) + 0.7 * Math.exp(-Math.pow((bands - 0.83) / 0.012, 2));
    const sheen = 0.9 + 0.55 * smooth(-0.4, 0.5, d - a);
    for (let k = 0; k < 3; k++) out[k] = mix(base[k] * clamp(sheen, 0.8, 1.08), gold[k], clamp(vein) * 0.85);
  });
}
