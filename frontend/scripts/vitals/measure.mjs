// One run of all measurements, on a mid-range phone simulated by Chromium.
import { median } from './stats.mjs';

/** cpu is the CPU slowdown of the phone, relative to this machine. */
export const cpu = 4;

// The "fast 4G" preset of Chrome DevTools.
const fast4G = {
  offline: false,
  latency: 60 * 2.75,
  downloadThroughput: (9 * 1000 * 1000 * 0.9) / 8,
  uploadThroughput: (1.5 * 1000 * 1000 * 0.9) / 8,
};

/** measure opens the app with an empty cache and returns its vitals. Times are in milliseconds. */
export async function measure(browser, url) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', fast4G);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  await page.addInitScript(observe);
  await page.goto(url);
  await page.locator('article:not([inert]) video').waitFor();
  await page.waitForTimeout(4000);
  const lcp = await page.evaluate(() => window.vitals.lcp);
  const starts = await snaps(page);
  await journey(page);
  const inp = await page.evaluate(() => Math.max(0, ...Object.values(window.vitals.interactions)));
  const cls = await page.evaluate(() => window.vitals.cls);
  const frames = await scrollFast(page);
  await context.close();
  return { lcp, inp, cls, videoStart: median(starts), worstFrame: frames.worst, framesOver50: frames.over50 };
}

// observe runs in the page before its own scripts.
function observe() {
  const vitals = { lcp: 0, cls: 0, interactions: {} };
  window.vitals = vitals;
  const watch = (type, options, each) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...options });
  watch('largest-contentful-paint', {}, (e) => (vitals.lcp = e.startTime));
  watch('layout-shift', {}, (e) => (vitals.cls += e.hadRecentInput ? 0 : e.value));
  watch('event', { durationThreshold: 16 }, (e) => {
    if (e.interactionId) vitals.interactions[e.interactionId] = Math.max(vitals.interactions[e.interactionId] ?? 0, e.duration);
  });
}

/** snaps scrolls through the videos. For each video it returns the milliseconds from the end of the scroll to the first frame. */
async function snaps(page) {
  const starts = [];
  for (let i = 0; i < 6; i++) {
    await page.waitForTimeout(2500); // watches the video while the next one loads
    const start = await page.evaluate(async () => {
      const feed = document.querySelector('[role=feed]');
      const before = document.querySelector('article:not([inert])');
      feed.scrollTo({ top: feed.scrollTop + feed.clientHeight, behavior: 'smooth' });
      await new Promise((done) => feed.addEventListener('scrollend', done, { once: true }));
      const snapped = performance.now();
      const video = before.nextElementSibling?.querySelector('video');
      if (!video) return null; // a card
      if (video.currentTime > 0) return 0;
      await new Promise((done) => video.requestVideoFrameCallback(done));
      return performance.now() - snapped;
    });
    if (start !== null) starts.push(start);
  }
  return starts;
}

/** journey likes a video, searches, opens a product, goes back and dismisses a product. */
async function journey(page) {
  const tap = async (locator) => {
    await locator.tap();
    await page.waitForTimeout(700);
  };
  while ((await page.locator('article:not([inert]) video').count()) === 0) await step(page);
  await tap(page.locator('article:not([inert])').getByRole('button', { name: /^Like/ }));
  await tap(page.getByRole('link', { name: 'Search', exact: true }).first());
  await page.getByRole('combobox').pressSequentially('Bluetooth Speaker', { delay: 60 });
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Results' }).waitFor();
  await tap(page.getByRole('list', { name: 'Results' }).getByRole('link').first());
  await page.getByRole('list', { name: 'Similar products' }).waitFor();
  await tap(page.getByRole('button', { name: 'Back' }));
  await tap(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'For You' }));
  await page.getByRole('feed').waitFor();
  while ((await page.locator('article:not([inert])[aria-label="Products picked for you"]').count()) === 0) await step(page);
  await tap(
    page
      .locator('article:not([inert])')
      .getByRole('button', { name: /^Not interested/ })
      .first(),
  );
}

async function step(page) {
  await page.keyboard.press('j');
  await page.waitForTimeout(900);
}

/** scrollFast scrolls through 100 screens and returns the longest time between two frames. */
async function scrollFast(page) {
  return page.evaluate(async () => {
    const feed = document.querySelector('[role=feed]');
    const gaps = [];
    let last = performance.now(),
      running = true;
    const tick = (now) => {
      gaps.push(now - last);
      last = now;
      if (running) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    for (let i = 0; i < 100; i++) {
      feed.scrollTo({ top: (Math.round(feed.scrollTop / feed.clientHeight) + 1) * feed.clientHeight, behavior: 'smooth' });
      await new Promise((done) => setTimeout(done, 280));
    }
    running = false;
    gaps.sort((a, b) => b - a);
    return { worst: gaps[0], over50: gaps.filter((gap) => gap > 50).length };
  });
}
