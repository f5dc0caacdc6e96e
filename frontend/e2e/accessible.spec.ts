import { test } from './app';
import { states } from './pages';
import { viewports } from './viewports';

for (const { name, show } of states) {
  test(`${name} is accessible`, async ({ app, page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' }); // so that no fade-in distorts the contrast that axe measures
    await show(app, page);
    // One page resized is as good as three pages, and takes a third of the time.
    for (const [layout, size] of Object.entries(viewports)) {
      await test.step(layout, async () => {
        await page.setViewportSize(size);
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        await app.expectAccessible();
      });
    }
  });
}
