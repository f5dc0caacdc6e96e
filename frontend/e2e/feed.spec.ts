import type { Page } from '@playwright/test';
import { expect, layout, test } from './app';

const playing = (page: Page) => page.evaluate(() => [...document.querySelectorAll('video')].filter((v) => !v.paused).length);

test('one muted video plays at a time, and the next is loaded', async ({ app, page }) => {
  await app.open();
  for (let i = 0; i < 3; i++) {
    const video = app.current().locator('video');
    await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.currentTime)).toBeGreaterThan(0.2);
    expect(await video.evaluate((v: HTMLVideoElement) => v.muted)).toBe(true);
    expect(await playing(page)).toBe(1);
    if (i < 2) await expect.poll(() => nextReady(page)).toBe(true);
    if (i < 2) await app.next();
  }
});

const nextReady = (page: Page) =>
  page.evaluate(() => (document.querySelector<HTMLVideoElement>('article:not([inert]) + article video')?.readyState ?? 0) >= 3);

test('the wheel scrolls one item per notch', layout, async ({ app, page }) => {
  await app.open();
  await app.feed().waitFor();
  const { width, height } = page.viewportSize()!;
  await page.mouse.move(width / 2, height / 2);
  for (const position of [2, 3]) {
    await page.mouse.wheel(0, 120);
    await expect(app.current()).toHaveAttribute('aria-posinset', String(position));
    await expect.poll(() => app.feed().evaluate((f) => f.scrollTop % f.clientHeight)).toBe(0);
  }
  await page.mouse.wheel(0, -120);
  await expect(app.current()).toHaveAttribute('aria-posinset', '2');
});

test('resizing the screen keeps the position', layout, async ({ app, page }) => {
  await app.open();
  for (let i = 0; i < 5; i++) await app.next();
  const { width, height } = page.viewportSize()!;
  await page.setViewportSize({ width: height, height: width });
  await expect.poll(() => app.position()).toBe(6);
  await page.setViewportSize({ width, height });
  await expect.poll(() => app.position()).toBe(6);
  await expect.poll(() => app.feed().evaluate((f) => Math.abs(f.scrollTop - 5 * f.clientHeight))).toBeLessThanOrEqual(1);
});
