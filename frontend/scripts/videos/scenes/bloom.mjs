// Dots placed by the golden angle that flow outward endlessly.
import { TAU, each, over, disc, ramp, rgb, smooth } from '../paint.mjs';

const golden = Math.PI * (3 - Math.sqrt(5)), flow = 55, count = 620;
const petals = ramp('#ffd23f', '#ff8c42', '#ff3c5f', '#c2287f', '#5b2a86', '#1f3c88', '#0e7c86'), paper = rgb('#fff3e2'), shade = rgb('#f3c9a5');

// turn, in full circles, maps the spiral onto itself after one loop.
const turn = (golden * flow) / TAU - Math.round((golden * flow) / TAU);

export default { seconds: 8, crf: 27, start };

function start(w, h) {
  const cx = w / 2, cy = h / 2, step = (h * 0.545) / Math.sqrt(count);
  return (buf, t) => {
    each(buf, w, h, (x, y, out) => {
      const d = Math.hypot(x - cx, y - cy) / (h * 0.6);
      for (let c = 0; c < 3; c++) out[c] = paper[c] + (shade[c] - paper[c]) * smooth(0.25, 1, d);
    });
    for (let n = count; n >= -flow; n--) if (n + t * flow > 0) dot(buf, n, n + t * flow, t);
  };

  // dot draws dot n. After one loop it is where dot n + flow was.
  function dot(buf, n, place, t) {
    const r = step * Math.sqrt(place), far = Math.sqrt(place / count), a = golden * n + TAU * t * turn;
    const x = cx + r * Math.cos(a), y = cy + r * Math.sin(a);
    if (x < -30 || x > w + 30 || y < -30 || y > h + 30) return;
    const pulse = 0.5 + 0.5 * Math.sin(TAU * (far * 2.5 - t * 2)), size = step * (0.40 + 0.22 * pulse) * smooth(0, 0.12, far) * (0.75 + far * 0.35);
    over(buf, w, h, x + 3, y + 6, size + 7, [0.45, 0.2, 0.2], (dx, dy) => 0.22 * (1 - smooth(size - 3, size + 6, Math.hypot(dx, dy))));
    const c = [...petals(far * 1.02)], lit = c.map((v) => v + (1 - v) * 0.28);
    over(buf, w, h, x, y, size + 2, c, disc(size, 0.8));
    over(buf, w, h, x - size * 0.2, y - size * 0.24, size, lit, (dx, dy) => 0.75 * (1 - smooth(size * 0.1, size * 0.72, Math.hypot(dx, dy))));
  }
}
