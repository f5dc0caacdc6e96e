// An endless road into a striped sun.
import { TAU, add, clamp, each, glow, hash, mix, noise, ramp, rgb, smooth } from '../paint.mjs';

const sky = ramp('#0b0722', '#1d0b3d', '#4a1261', '#a1236f', '#ff5f6d'), disc = ramp('#ffe66b', '#ff9a4d', '#ff3d7f', '#d4208f');
const floor = rgb('#12062b'), line = rgb('#23e6ff'), pink = rgb('#ff4fd8'), hill = rgb('#170a35');

export default {
  seconds: 8, crf: 27, start,
  audio: "aevalsrc='0.10*sin(2*PI*55*t)*(0.55+0.45*cos(2*PI*2*t))+0.035*(sin(2*PI*330*t)+sin(2*PI*415.25*t)+sin(2*PI*494*t))*(0.5+0.5*sin(2*PI*t/4))':s=44100,lowpass=f=1400,afade=t=in:d=0.05,afade=t=out:st=7.95:d=0.05",
};

function start(w, h) {
  const horizon = h * 0.55, cx = w * 0.5, sy = horizon - h * 0.115, R = w * 0.31;
  const peaks = Float32Array.from({ length: w }, (_, x) => {
    const away = Math.pow(Math.abs(x - cx) / (w * 0.5), 0.9);
    return horizon - h * (0.006 + 0.115 * away * (0.45 + 0.75 * Math.abs(noise(x / 46, 3, 1)) + 0.3 * Math.abs(noise(x / 15, 8, 1))));
  });
  return (buf, t) => {
    each(buf, w, h, (x, y, out) => (y < horizon ? above(out, x, y, t) : road(out, x, y, t)));
    for (let i = 0; i < 90; i++) if (hash(i, 2) * 0.4 < 0.36) twinkle(buf, i, t);
  };

  function twinkle(buf, i, t) {
    const y = hash(i, 2) * h * 0.3, b = 0.25 + 0.6 * hash(i, 3) ** 2;
    add(buf, w, h, hash(i, 1) * w, y, 4, [1, 0.95, 1], glow(1, b * (0.65 + 0.35 * Math.sin(TAU * (t * (1 + (i % 3)) + hash(i, 4))))));
  }

  function above(out, x, y, t) {
    const base = sky(Math.pow(y / horizon, 1.5)), d = Math.hypot(x - cx, y - sy);
    const v = (y - sy + R) / (2 * R), band = ((v - 0.42) * 9 + t * 2) % 1, gap = v > 0.42 ? smooth(0, 0.05, band - (1 - (v - 0.42) * 0.9)) : 0;
    const face = (1 - smooth(R - 1.2, R + 1.2, d)) * (1 - clamp(gap)), halo = Math.exp(-Math.max(0, d - R) / (w * 0.16)) * 0.42;
    const tint = disc(v), land = smooth(-0.8, 0.8, y - peaks[x]);
    const mesh = Math.max(smooth(0.9, 1, Math.abs(Math.cos((x - cx) / 17 + (y - peaks[x]) / 23))), smooth(0.92, 1, Math.abs(Math.cos((y - peaks[x]) / 7)))) * 0.4;
    for (let c = 0; c < 3; c++) {
      const lit = mix(base[c] + halo * [1, 0.28, 0.55][c], tint[c], face);
      out[c] = mix(lit, hill[c] + mesh * pink[c] * 0.55 + 0.5 * pink[c] * Math.exp(-Math.abs(y - peaks[x]) / 1.6), land);
    }
  }

  function road(out, x, y, t) {
    const v = (y - horizon + 0.6) / (h - horizon), z = 1 / v, u = (x - cx) / w * z;
    const blurX = clamp(0.012 * z, 0.02, 0.5), blurZ = clamp(0.016 * z * z, 0.02, 0.5);
    const gx = Math.abs((((u * 3.2) % 1) + 1) % 1 - 0.5), gz = Math.abs((((z * 1.35 + t * 8) % 1) + 1) % 1 - 0.5);
    const grid = Math.max(smooth(0.5 - blurX * 1.6, 0.5, gx) , smooth(0.5 - blurZ * 1.4, 0.5, gz)) * smooth(0, 0.10, v);
    const soft = (smooth(0.28, 0.5, gx) + smooth(0.28, 0.5, gz)) * 0.10 * smooth(0, 0.2, v);
    const reflect = Math.exp(-Math.pow((x - cx) / (w * (0.2 + v * 0.12)), 2)) * Math.exp(-v * 2.3) * (0.72 + 0.28 * noise(2, y / 6, t * 6, 6));
    const haze = Math.exp(-v * 16) * 0.9;
    for (let c = 0; c < 3; c++) {
      out[c] = floor[c] * (1 - v * 0.4) + mix(pink[c], line[c], smooth(0.05, 0.5, v)) * (grid * 0.85 + soft) + [1, 0.3, 0.5][c] * reflect * 0.62 + pink[c] * haze * 0.6;
    }
  }
}
