import { readFileSync } from 'node:fs';
import { alone, expect, test } from './app';

test.use({ trace: 'off' }); // a trace grows with the page

test('250 videos use no more memory than a few', alone, async ({ app, page }) => {
  test.setTimeout(600_000); // a minute on a busy machine
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.open();
  await app.feed().waitFor();
  const cdp = await page.context().newCDPSession(page);
  const browser = await page.context().browser()!.newBrowserCDPSession();
  const measure = async () => {
    await cdp.send('HeapProfiler.collectGarbage');
    await cdp.send('Memory.simulatePressureNotification', { level: 'critical' }); // drops caches
    await page.waitForTimeout(2000);
    const { metrics } = await cdp.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((m) => m.name === name)!.value;
    return {
      elements: await page.evaluate(() => document.querySelectorAll('*').length),
      heap: of('JSHeapUsedSize') / 1e6,
      listeners: of('JSEventListeners'),
      resident: residentMB((await browser.send('SystemInfo.getProcessInfo')).processInfo),
    };
  };
  await cdp.send('Performance.enable');
  const scrollTo = async (position: number) => {
    for (let at = await app.position(); at < position; at++) await app.next();
  };
  // Chromium's own caches and heaps grow for the first 100 videos.
  await scrollTo(133);
  const before = await measure();
  await scrollTo(433); // 250 videos and their cards
  const after = await measure();
  console.log({ before, after });
  expect(after.elements).toBeLessThanOrEqual(before.elements * 1.05);
  expect(after.listeners).toBeLessThanOrEqual(before.listeners * 1.1);
  expect(after.heap).toBeLessThanOrEqual(before.heap + 2);
  expect(after.resident).toBeLessThanOrEqual(before.resident * 1.15);
});

/** residentMB returns the memory of the page's process, which is Chromium's largest renderer. */
const residentMB = (processes: { type: string; id: number }[]) =>
  Math.max(
    ...processes
      .filter(({ type }) => type === 'renderer')
      .map(({ id }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]) / 1024),
  );
