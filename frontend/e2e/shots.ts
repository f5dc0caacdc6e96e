// make shots takes a screenshot of every page in every state, screen size and theme. It writes them to shots/,
// which git ignores, and copies three of them to docs/shots for the README.
import { test } from './app';
import { states } from './pages';

const shown = ['feed', 'card-search', 'search-results'];

for (const { name, show } of states) {
  test(`screenshot of ${name}`, async ({ app, page }, { project }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await show(app, page);
    await page.waitForTimeout(900); // fonts, fades and the video's first second
    await page.screenshot({ path: `shots/${project.name}-light-${name}.png` });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForTimeout(200); // fades between colors
    await page.screenshot({ path: `shots/${project.name}-${name}.png` });
    if (project.name === 'phone' && shown.includes(name))
      await page.screenshot({ path: `../docs/shots/${name}.jpg`, type: 'jpeg', quality: 85 });
  });
}
