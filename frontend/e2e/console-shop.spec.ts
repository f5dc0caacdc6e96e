import { App, expect, test } from './app';
import { signIn } from './console';

test.skip(!process.env.E2E_BASE_URL, 'needs functions that follow the rules of the database');

test('a shopper sees within seconds what the owner pins and blocks', async ({ app, page, browser }) => {
  const query = `xqzzk vbnnp ${Date.now() % 100_000}`; // finds nothing
  let searches = 0;
  const owner = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const desk = new App(await owner.newPage());
  await signIn(desk, 'owner');

  await search(query);
  await expect(page.getByRole('link', { name: /^Tidewave Drift/ })).toHaveCount(0);
  await makeRule(`kind=pin&productId=spk-0001&query=${encodeURIComponent(query)}`, 'The speaker of the week');
  await expect(async () => {
    await search(query);
    await expect(page.getByRole('link', { name: /^Tidewave Drift/ }).first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });

  await makeRule('kind=block&productId=spk-0001', 'Recalled');
  await expect(async () => {
    await search(query);
    await expect(page.getByRole('link', { name: /^Tidewave Drift/ })).toHaveCount(0, { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });

  for (const name of ['Recalled', 'The speaker of the week']) await removeRule(name); // other tests need the speaker
  await owner.close();

  async function search(text: string): Promise<void> {
    searches += 1; // the app shows the answer that it has to the same letters
    await app.open(`/search?q=${encodeURIComponent(text + '!'.repeat(searches))}`);
    await app.loaded();
  }

  async function makeRule(params: string, name: string): Promise<void> {
    await desk.open(`/console/rules/new?${params}`);
    await desk.page.getByLabel('Why the rule exists').fill(name);
    await desk.page.getByRole('button', { name: 'Save the rule' }).click();
    await desk.page.getByRole('button', { name: `Delete “${name}”` }).waitFor();
  }

  async function removeRule(name: string): Promise<void> {
    await desk.open('/console/rules');
    await desk.page.getByRole('button', { name: `Delete “${name}”` }).click();
    await desk.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Delete/ })
      .click();
    await expect(desk.page.getByRole('button', { name: `Delete “${name}”` })).toHaveCount(0);
  }
});
