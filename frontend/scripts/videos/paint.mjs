// Drawing helpers for the scenes: noise that loops, colors, soft shapes.
// An image is a Float32Array of w*h*3 values from 0 to 1, row by row.

export const TAU = Math.PI * 2;
export const clamp = (x, lo = 0, hi = 1) => (x < lo ? lo : x > hi ? hi : x);
export const mix = (a, b, t) => a + (b - a) * t;
export const smooth = (lo, hi, x) => {
  const t = clamp((x - lo) / (hi - lo));
  return t * t * (3 - 2 * t);
};

/** hash returns a number in [0, 1) that depends only on three integers. */
export function hash(x, y = 0, z = 0) {
  let h = Math.imul(x | 0, 374761393) ^ Math.imul(y | 0, 668265263) ^ Math.imul(z | 0, 2147483647);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  h = Math.imul(h ^ (h >>> 16), 2246822519);
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296;
}

/** rgb parses "#rrggbb" into three numbers from 0 to 1. */
export const rgb = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255);

/** ramp returns a function from t in [0, 1] to a color between evenly spaced stops. The function reuses its result array. */
export function ramp(...hexes) {
  const stops = hexes.map(rgb);
  const out = [0, 0, 0];
  return (t) => {
    const at = clamp(t) * (stops.length - 1);
    const i = Math.min(Math.floor(at), stops.length - 2);
    for (let c = 0; c < 3; c++) out[c] = mix(stops[i][c], stops[i + 1][c], at - i);
    return out;
  };
}

const fade = (t) => t * t * t * (t * (t * 6 - 15) + 10);
const grad = (h, x, y, z) => {
  const k = Math.floor(h * 12);
  const u = k < 8 ? x : y;
  const v = k < 4 ? y : k === 8 || k === 10 ? x : z;
  return (k & 1 ? -u : u) + (k & 2 ? -v : v);
};
const wrap = (i, n) => (n ? ((i % n) + n) % n : i);

/** noise returns gradient noise from about -1 to 1. It repeats in z every zPeriod and in x every xPeriod; 0 means never. */
export function noise(x, y, z, zPeriod = 0, xPeriod = 0) {
  const xi = Math.floor(x), yi = Math.floor(y), zi = Math.floor(z);
  const fx = x - xi, fy = y - yi, fz = z - zi;
  const u = fade(fx), v = fade(fy), w = fade(fz);
  const x0 = wrap(xi, xPeriod), x1 = wrap(xi + 1, xPeriod);
  const z0 = wrap(zi, zPeriod), z1 = wrap(zi + 1, zPeriod);
  const near = mix(
    mix(grad(hash(x0, yi, z0), fx, fy, fz), grad(hash(x1, yi, z0), fx - 1, fy, fz), u),
    mix(grad(hash(x0, yi + 1, z0), fx, fy - 1, fz), grad(hash(x1, yi + 1, z0), fx - 1, fy - 1, fz), u), v);
  const far = mix(
    mix(grad(hash(x0, yi, z1), fx, fy, fz - 1), grad(hash(x1, yi, z1), fx - 1, fy, fz - 1), u),
    mix(grad(hash(x0, yi + 1, z1), fx, fy - 1, fz - 1), grad(hash(x1, yi + 1, z1), fx - 1, fy - 1, fz - 1), u), v);
  return mix(near, far, w);
}

/** fbm returns fractal noise: a sum of octaves, each at twice the frequency. It repeats like noise. */
export function fbm(x, y, z, octaves, zPeriod = 0, xPeriod = 0) {
  let sum = 0, amp = 0.5, f = 1;
  for (let i = 0; i < octaves; i++) {
    sum += amp * noise(x * f + i * 17.3 * (xPeriod ? 0 : 1), y * f + i * 9.1, z * f, zPeriod * f, xPeriod * f);
    amp *= 0.5;
    f *= 2;
  }
  return sum;
}

/** each calls shade(x, y, out) for every pixel. out holds the pixel's color, which shade may change. */
export function each(buf, w, h, shade) {
  const out = [0, 0, 0];
  for (let y = 0, i = 0; y < h; y++) {
    for (let x = 0; x < w; x++, i += 3) {
      out[0] = buf[i]; out[1] = buf[i + 1]; out[2] = buf[i + 2];
      shade(x, y, out);
      buf[i] = out[0]; buf[i + 1] = out[1]; buf[i + 2] = out[2];
    }
  }
}

/** add adds color times light(dx, dy) to the square of radius r around (cx, cy). */
export function add(buf, w, h, cx, cy, r, color, light) {
  span(w, h, cx, cy, r, (i, dx, dy) => {
    const l = light(dx, dy);
    if (l <= 0) return;
    buf[i] += color[0] * l; buf[i + 1] += color[1] * l; buf[i + 2] += color[2] * l;
  });
}

/** over paints color with opacity cover(dx, dy) in the square of radius r around (cx, cy). */
export function over(buf, w, h, cx, cy, r, color, cover) {
  span(w, h, cx, cy, r, (i, dx, dy) => {
    const a = cover(dx, dy);
    if (a <= 0) return;
    for (let c = 0; c < 3; c++) buf[i + c] = mix(buf[i + c], color[c], a);
  });
}

/** span visits the pixels of a square that lie inside the image, with their buffer index and offset from the center. */
export function span(w, h, cx, cy, r, visit) {
  const x0 = Math.max(0, Math.floor(cx - r)), x1 = Math.min(w - 1, Math.ceil(cx + r));
  const y0 = Math.max(0, Math.floor(cy - r)), y1 = Math.min(h - 1, Math.ceil(cy + r));
  for (let y = y0; y <= y1; y++) for (let x = x0; x <= x1; x++) visit((y * w + x) * 3, x - cx, y - cy);
}

/** disc returns a cover function: 1 inside radius r, 0 outside, with a soft edge. */
export const disc = (r, edge = 1) => (dx, dy) => 1 - smooth(r - edge, r + edge, Math.hypot(dx, dy));

/** glow returns a light function with Gaussian falloff of radius r. */
export const glow = (r, strength = 1) => (dx, dy) => strength * Math.exp(-(dx * dx + dy * dy) / (r * r));

/** segment returns the distance of (px, py) from the segment between a and b. */
export function segment(px, py, ax, ay, bx, by) {
  const vx = bx - ax, vy = by - ay;
  const t = clamp(((px - ax) * vx + (py - ay) * vy) / (vx * vx + vy * vy));
  return Math.hypot(px - ax - vx * t, py - ay - vy * t);
}
