import type { Page } from '@playwright/test';
import { test } from './app';
import { states } from './pages';
import { viewports } from './viewports';

// A state is loaded once and then resized, because loading takes longer than the checks. Only the phone has a touch screen.
test.use({ viewport: viewports.desktop, hasTouch: false });

for (const { name, show } of states) {
  test(`${name} is accessible`, async ({ app, page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' }); // so that no fade-in distorts the contrast that axe measures
    await show(app, page);
    await test.step('desktop', () => app.expectAccessible());
    await test.step('tablet', async () => {
      await resize(page, viewports.tablet);
      await app.expectAccessible();
    });
    await test.step('phone', async () => {
      await touch(page);
      await resize(page, viewports.phone);
      await app.expectAccessible();
    });
  });
}

/** resize resizes the page and waits until it has rendered twice, so that what depends on the size is there. */
async function resize(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** touch turns the screen into a touch screen. */
async function touch(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setTouchEmulationEnabled', { enabled: true });
}
