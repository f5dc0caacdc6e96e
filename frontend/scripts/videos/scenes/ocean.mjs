// A low sun over a slow sea.
import { clamp, fbm, mix, noise, ramp, rgb, smooth } from '../paint.mjs';

const sky = ramp('#2a1a4f', '#5b2a6e', '#a83d74', '#ec6a5c', '#ffa45a', '#ffd27a');
const sea = ramp('#ff9a5e', '#a8466f', '#4a2561', '#1d1442');
const sun = rgb('#fff3c4'), cloud = rgb('#ffb38a');

export default {
  seconds: 8, crf: 30, start,
  audio: 'anoisesrc=color=brown:sample_rate=44100:seed=3,lowpass=f=520,tremolo=f=0.25:d=0.8,volume=0.5,afade=t=in:d=0.1,afade=t=out:st=7.9:d=0.1',
};

function start(w, h) {
  const line = Math.round(h * 0.56), sx = w * 0.5, sy = line - h * 0.055, r = w * 0.15;
  return (buf, t) => {
    for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) {
      const i = (y * w + x) * 3;
      if (y < line) air(buf, i, x, y);
      else water(buf, i, x, y, t);
    }
  };

  function air(buf, i, x, y) {
    const v = y / line, d = Math.hypot(x - sx, y - sy);
    const base = sky(Math.pow(v, 1.25));
    const streak = smooth(0.02, 0.3, fbm(x / w * 1.5 + 3, v * 9, 0.3, 4) + 0.12 - Math.abs(v - 0.62) * 0.5);
    const halo = Math.exp(-d / (w * 0.32)) * 0.55, face = 1 - smooth(r - 1.2, r + 1.2, d);
    for (let c = 0; c < 3; c++) {
      const lit = mix(base[c], cloud[c], streak * 0.42 * (0.45 + v * 0.6)) + halo * sun[c] * [1, 0.62, 0.3][c];
      buf[i + c] = mix(lit, mix(sun[c], [1, 0.78, 0.42][c], clamp((y - sy + r) / (2 * r))), face);
    }
  }

  function water(buf, i, x, y, t) {
    const v = (y - line + 1) / (h - line), far = 1 / (v + 0.045);
    const u = (x - sx) / w * far * 1.7, z = far * 2.4;
    const wave = noise(u * 1.2, z * 2.1 + 3, t * 4, 4) * 0.6 + noise(u * 3.3 + 7, z * 5, t * 6, 6) * 0.4
      + noise(u * 8, z * 11 + 1, t * 8, 8) * 0.28;
    const base = sea(clamp(v * 1.15 - wave * 0.16));
    const path = Math.exp(-Math.pow((x - sx) / (w * (0.085 + v * 0.17)), 2));
    const glint = smooth(0.12 + v * 0.14, 0.5 + v * 0.12, wave + path * 0.34) * path;
    const crest = smooth(0.25, 0.7, wave) * (1 - v) * 0.5;
    for (let c = 0; c < 3; c++) buf[i + c] = base[c] * (0.84 + wave * 0.3) + glint * [1, 0.78, 0.46][c] * 0.95 + crest * cloud[c] * 0.3;
  }
}
