import type { Page } from '@playwright/test';
import { expect, test, type App } from './app';

const playing = (page: Page): Promise<number> =>
  page.evaluate(() => [...document.querySelectorAll('video')].filter((video) => !video.paused).length);

const play = (app: App) => app.current().getByRole('button', { name: 'Play video' });

test('a phone that refuses autoplay shows a play button, and one tap plays', async ({ app, page }) => {
  await page.addInitScript(() => {
    const prototype = HTMLMediaElement.prototype as { play: (this: HTMLMediaElement) => Promise<void> };
    const { play: original } = prototype;
    prototype.play = function () {
      const refusal = new DOMException('low power mode', 'NotAllowedError');
      return navigator.userActivation.isActive ? original.call(this) : Promise.reject(refusal);
    };
  });
  await app.open();
  await play(app).waitFor();
  expect(await playing(page)).toBe(0);
  await app.expectAccessible();
  await play(app).tap();
  await expect.poll(() => playing(page)).toBe(1);
  await expect(app.current().getByRole('button', { name: 'Pause video' })).toBeVisible();
});

test('with reduced motion, every video waits for a tap', async ({ app, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.open();
  await play(app).waitFor();
  expect(await playing(page)).toBe(0);
  await play(app).tap();
  await expect.poll(() => playing(page)).toBe(1);
  await app.next();
  await play(app).waitFor();
  expect(await playing(page)).toBe(0);
});

test('with data saver, no video is fetched before a tap', async ({ app, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: Object.assign(new EventTarget(), { saveData: true }) });
  });
  const videos: string[] = [];
  page.on('request', (request) => request.resourceType() === 'media' && videos.push(request.url()));
  await app.open();
  await play(app).waitFor();
  await app.next();
  await play(app).waitFor();
  expect(videos).toEqual([]);
  await play(app).tap();
  await expect.poll(() => playing(page)).toBe(1);
  expect(new Set(videos).size).toBe(1);
});
