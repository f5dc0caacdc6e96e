import { layout, test } from './app';
import { states } from './pages';

for (const { name, show } of states) {
  test(`${name} is accessible`, layout, async ({ app, page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' }); // nothing is half faded in while axe measures contrast
    await show(app, page);
    await app.expectAccessible();
  });
}
