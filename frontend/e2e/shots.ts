// Takes a picture of every page and state at every size: npm run shots. They land in shots/, which git ignores.
import { test } from './app';
import { states } from './pages';

for (const { name, show } of states) {
  test(`shot of ${name}`, async ({ app, page }, { project }) => {
    await show(app, page);
    await page.waitForTimeout(900); // fonts, fades and the video's first second
    await page.screenshot({ path: `shots/${project.name}-${name}.png` });
  });
}
