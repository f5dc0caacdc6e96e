import { layout, test } from './app';
import { states } from './pages';

for (const { name, show } of states) {
  test(`${name} is accessible`, layout, async ({ app, page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' }); // so that no fade-in distorts the contrast that axe measures
    await show(app, page);
    await app.expectAccessible();
  });
}
