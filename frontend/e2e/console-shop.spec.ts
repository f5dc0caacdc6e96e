import { ApiShopper } from './apiShopper';
import { alone, App, expect, test } from './app';
import { signIn } from './console';

/** The functions' server of the local shop. */
const api = process.env.E2E_API_URL;

test.skip(!api, 'needs functions that follow the rules of the database, and a rebuild of the index');

/** The number of different shoppers from which on the console shows the text of a query. */
const minShoppers = 5;

test('within seconds, shoppers see what the owner pins and blocks', alone, async ({ app, page, browser }) => {
  test.setTimeout(240_000);
  const query = `xqzzk vbnnp ${Date.now() % 100_000}`; // finds nothing
  let searches = 0;
  const owner = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const desk = new App(await owner.newPage());
  await signIn(desk, 'owner');

  await search(query);
  await expect(page.getByRole('link', { name: /^Tidewave Drift/ })).toHaveCount(0);
  for (let i = 0; i < minShoppers; i++) expect(await (await ApiShopper.signUp(page.request)).search(query)).toBe(0);
  await rebuild();
  await openPin();
  await expect(desk.page.getByLabel('Query', { exact: true })).toHaveValue(query);
  await desk.page.getByLabel('Product ID').fill('spk-0001');
  await saveRule('The speaker of the week');
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

  /** rebuild builds an index, with which the texts of frequent queries become known. */
  async function rebuild(): Promise<void> {
    const built = await page.request.post(`${api}/_dev/rebuild`, { timeout: 120_000 });
    expect(built.status()).toBe(200);
  }

  /** openPin follows the link of the query on the page of the searches. The figures follow after some seconds. */
  async function openPin(): Promise<void> {
    const link = desk.page.getByRole('link', { name: `Pin a product for “${query}”` });
    await expect(async () => {
      await desk.open('/console/searches?sort=empty');
      await expect(link).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 60_000 });
    await link.click();
  }

  async function makeRule(params: string, name: string): Promise<void> {
    await desk.open(`/console/rules/new?${params}`);
    await saveRule(name);
  }

  async function saveRule(name: string): Promise<void> {
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
