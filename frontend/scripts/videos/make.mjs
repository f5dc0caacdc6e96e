// Renders the feed's clips and posters from scenes/: node scripts/videos/make.mjs [--preview] [scene…]
// Needs ffmpeg.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clamp, hash } from './paint.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = process.env.VIDEOS_OUT ?? join(here, '../../public/videos');
const W = 540, H = 960, FPS = 30;

const args = process.argv.slice(2);
const preview = args.includes('--preview');
const selected = args.filter((a) => !a.startsWith('--'));
const scenes = readdirSync(join(here, 'scenes')).map((f) => basename(f, '.mjs'));
const unknown = selected.filter((n) => !scenes.includes(n));
if (unknown.length) fail(`unknown scene ${unknown.join(', ')}; choose from ${scenes.join(', ')}`);

mkdirSync(out, { recursive: true });
for (const name of selected.length ? selected : scenes) await make(name);

async function make(name) {
  const scene = (await import(`./scenes/${name}.mjs`)).default;
  const scale = scene.scale ?? 1;
  const w = Math.round(W * scale), h = Math.round(H * scale);
  const draw = scene.start(w, h);
  if (preview) return still(draw, w, h, join(out, `${name}.png`), 0.3);
  const frames = scene.seconds * FPS;
  const mp4 = join(out, `${name}.mp4`);
  const encoder = spawn('ffmpeg', encodeArgs(scene, w, h, mp4), { stdio: ['pipe', 'inherit', 'inherit'] });
  const done = once(encoder, 'close');
  for (let f = 0; f < frames; f++) {
    if (!encoder.stdin.write(paint(draw, w, h, f / frames))) await once(encoder.stdin, 'drain');
    if (process.stderr.isTTY) process.stderr.write(`\r${name} ${f + 1}/${frames} `);
  }
  encoder.stdin.end();
  const [code] = await done;
  if (code !== 0) fail(`${name}: ffmpeg exited with ${code}`);
  still(draw, w, h, join(out, `${name}.webp`), 0);
  console.log(`${name}: ${scene.seconds} s, ${Math.round(statSync(mp4).size / 1000)} kB`);
}

function encodeArgs(scene, w, h, file) {
  const audio = scene.audio ? ['-f', 'lavfi', '-t', `${scene.seconds}`, '-i', scene.audio] : [];
  const sound = scene.audio ? ['-c:a', 'aac', '-b:a', '48k', '-ac', '1', '-shortest'] : ['-an'];
  return ['-y', '-v', 'error', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${w}x${h}`, '-r', `${FPS}`, '-i', '-',
    ...audio, '-vf', `scale=${W}:${H}:flags=bicubic`, '-c:v', 'libx264', '-preset', 'slow', '-profile:v', 'high',
    '-pix_fmt', 'yuv420p', '-crf', `${scene.crf ?? 27}`, '-maxrate', '450k', '-bufsize', '900k',
    '-x264-params', 'aq-mode=3:keyint=90', ...sound, '-map_metadata', '-1', '-fflags', '+bitexact',
    '-movflags', '+faststart', file];
}

/** still writes one frame as an image. The poster is the first frame, so that nothing flashes when the video starts. */
function still(draw, w, h, file, t) {
  const filter = file.endsWith('.png') ? [] : ['-c:v', 'libwebp', '-quality', '62', '-compression_level', '6'];
  const r = spawnSync('ffmpeg', ['-y', '-v', 'error', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${w}x${h}`, '-i', '-',
    '-vf', `scale=${W}:${H}:flags=bicubic`, ...filter, '-frames:v', '1', file], { input: paint(draw, w, h, t), stdio: ['pipe', 'inherit', 'inherit'] });
  if (r.status !== 0) fail(`${file}: ffmpeg exited with ${r.status}`);
}

/** paint renders the frame at t as bytes, with a fixed dither against banding. */
function paint(draw, w, h, t) {
  const buf = new Float32Array(w * h * 3);
  draw(buf, t);
  const bytes = Buffer.allocUnsafe(buf.length);
  for (let i = 0; i < buf.length; i++) bytes[i] = Math.floor(clamp(buf[i]) * 254.4 + hash(i, 7));
  return bytes;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
