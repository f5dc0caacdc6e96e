import type { Browser } from '@playwright/test';
import { ApiShopper } from './apiShopper';
import { alone, App, expect, test } from './app';
import { signIn } from './console';
import { EventLog } from './eventLog';

test.skip(!process.env.E2E_BASE_URL, 'needs functions that divide shoppers');

/** The arms of a new draft, in its order. */
const arms = ['control', 'b'];
/** With so many shoppers, one of two arms stays empty in one of 4,000 runs. */
const maxShoppers = 13;

test('an experiment that the owner starts fills both arms with shoppers', alone, async ({ browser, request }) => {
  test.setTimeout(300_000);
  const name = `Journey ${Date.now() % 1_000_000}`;
  const id = name.toLowerCase().replace(' ', '-');
  const owner = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const desk = new App(await owner.newPage());
  await signIn(desk, 'owner');
  await start();
  try {
    await untilShoppersAreDivided();
    const shoppers = new Map<string, number>();
    for (let i = 0; i < maxShoppers && shoppers.size < arms.length; i++) {
      const arm = await shop(browser, id);
      shoppers.set(arm, (shoppers.get(arm) ?? 0) + 1);
    }
    expect([...shoppers.keys()].sort()).toEqual([...arms].sort());
    await expect(async () => {
      await desk.open(`/console/experiments/${id}`);
      await desk.page.getByRole('heading', { name: 'Results' }).waitFor();
      const counted = await countedShoppers();
      for (const [i, arm] of arms.entries()) expect(counted[i]).toBeGreaterThanOrEqual(shoppers.get(arm)!);
    }).toPass({ timeout: 60_000 });
    await expect(desk.page.getByText('Do not trust these results')).toHaveCount(0);
  } finally {
    await stop(); // another test must not get its arms
    await owner.close();
  }

  async function start(): Promise<void> {
    await desk.open('/console/experiments/new');
    await desk.page.getByLabel('Name', { exact: true }).fill(name);
    await desk.page.getByRole('group', { name: 'Arm 1' }).getByLabel('Diversity').fill('0.2');
    await desk.page.getByRole('button', { name: 'Save the draft' }).click();
    await desk.page.getByRole('heading', { level: 1, name }).waitFor();
    await desk.page.getByRole('button', { name: 'Start', exact: true }).click();
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Start the experiment' }).click();
    await desk.page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
  }

  async function stop(): Promise<void> {
    await desk.open(`/console/experiments/${id}`);
    await desk.page.getByRole('button', { name: 'Stop', exact: true }).click();
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Stop the experiment' }).click();
    await expect(desk.page.getByRole('button', { name: 'Stop', exact: true })).toHaveCount(0);
  }

  /** untilShoppersAreDivided waits until every function knows the experiment. */
  async function untilShoppersAreDivided(): Promise<void> {
    const shopper = await ApiShopper.signUp(request);
    const known = async () => (await shopper.arms()).map((own) => id in own);
    await expect.poll(known, { intervals: [1_000] }).toEqual([true, true]);
  }

  /** countedShoppers returns the number of shoppers of each arm in the console's results. */
  async function countedShoppers(): Promise<number[]> {
    const texts = await desk.page.getByText(/weight 1; [\d,]+ shoppers? with [\d,]+ impressions?/).allTextContents();
    return texts.map((text) => Number(/([\d,]+) shoppers?/.exec(text)![1]!.replaceAll(',', '')));
  }
});

/** shop lets a new shopper see a card and results, and returns the shopper's arm. */
async function shop(browser: Browser, experiment: string): Promise<string> {
  const context = await browser.newContext();
  const log = await EventLog.of(context);
  const shopper = new App(await context.newPage());
  await shopper.open();
  await shopper.toCard();
  await log.until('view_item_list');
  await shopper.search('bluetooth speaker');
  await log.until('view_item_list', ({ items = [] }) => items[0]!.itemListId === 'search');
  const seen = log.of('view_item_list').flatMap(({ items = [] }) => items);
  const labels = new Set(seen.map((item) => item.arms?.[experiment]));
  expect(labels.size).toBe(1); // one arm on all lists
  expect(seen.filter((item) => item.firstIn?.includes(experiment))).toHaveLength(1);
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await context.close();
  const [arm] = [...labels][0]!.split('.');
  return arm!;
}
