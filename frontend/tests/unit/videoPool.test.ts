import { expect, test } from 'vitest';
import { borrowVideo, returnVideo } from '@/features/feed/videoPool';

test('a returned video is reused, paused and rewound', async () => {
  const first = borrowVideo('/a.mp4');
  document.body.append(first);
  await first.play();
  first.currentTime = 3;
  returnVideo(first);
  expect(first.isConnected).toBe(false);
  expect(first.paused).toBe(true);
  expect(first.currentTime).toBe(0);
  expect(borrowVideo('/b.mp4')).not.toBe(first);
  expect(borrowVideo('/a.mp4')).toBe(first);
});

test('two borrowers never share a video', () => {
  expect(borrowVideo('/c.mp4')).not.toBe(borrowVideo('/c.mp4'));
});

test('only the latest idle videos stay loaded', () => {
  const videos = Array.from({ length: 40 }, (_, i) => borrowVideo(`/${i}.mp4`));
  for (const video of videos) returnVideo(video);
  expect(videos.filter((video) => video.hasAttribute('src'))).toEqual(videos.slice(-16));
});
