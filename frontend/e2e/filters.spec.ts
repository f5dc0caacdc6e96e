import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app';

const under50 = 'bluetooth speaker under $50';
const forSon = 'shoes for my 10-year-old son without laces';

const understood = (page: Page) => page.getByRole('list', { name: 'Understood from your words' });
const words = (page: Page) => understood(page).getByRole('listitem').allTextContents();
const takeBack = (page: Page, said: string) => page.getByRole('button', { name: `Search without “${said}”` });
const status = (page: Page) => page.getByRole('main').getByRole('status');

/** dearest is the highest price, in dollars, of the products that lie within; a list price is none. */
async function dearest(within: Locator): Promise<number> {
  const prices = await within.getByText(/^\$[\d,.]+$/).allTextContents();
  return Math.max(...prices.map((text) => Number(text.replace(/[$,]/g, ''))));
}

test('a price that was said holds for the results and the next card, until it is taken back', async ({ app, page }) => {
  await app.open();
  await app.feed().waitFor();
  await app.search(under50);
  expect(await words(page)).toEqual(['Up to $50.00']);
  expect(await app.results().getByRole('link').count()).toBeGreaterThan(5);
  expect(await dearest(app.results())).toBeLessThanOrEqual(50);

  await app.toFeed();
  await app.toCard();
  await expect(app.card()).toContainText('Because you searched');
  expect(await dearest(app.card())).toBeLessThanOrEqual(50);

  await app.goTo('Search');
  await app.search(under50);
  await takeBack(page, 'Up to $50.00').click();
  await expect(page).toHaveURL(/&ignore=price$/);
  await expect.poll(() => dearest(app.results())).toBeGreaterThan(50);
  await expect(understood(page)).toHaveCount(0);
});

test('back and forward, and loading again, keep what was taken back', async ({ app, page }) => {
  await app.open(`/search?${new URLSearchParams({ q: under50 })}`);
  await app.results().waitFor();
  const first = await app.results().getByRole('link').allTextContents();
  await takeBack(page, 'Up to $50.00').click();
  await expect(page).toHaveURL(/&ignore=price$/);
  await app.results().waitFor();
  const second = await app.results().getByRole('link').allTextContents();
  expect(second).not.toEqual(first);

  await page.goBack();
  await expect(takeBack(page, 'Up to $50.00')).toBeVisible();
  await expect(app.results().getByRole('link')).toHaveText(first);
  await page.goForward();
  await expect(understood(page)).toHaveCount(0);
  await expect(app.results().getByRole('link')).toHaveText(second);
  await page.reload();
  await expect(app.results().getByRole('link')).toHaveText(second);
  await page.goto('/you');
  await expect(page.getByRole('link', { name: under50, exact: true })).toHaveCount(2); // with and without: asked once each
});

test('whom it is for and what it should not have are said back, and taken back by keyboard', async ({ app, page }) => {
  await app.open(`/search?${new URLSearchParams({ q: forSon })}`);
  await app.results().waitFor();
  expect(await words(page)).toEqual(['For your son, 10', 'Without laces']);
  await app.expectAccessible();

  await takeBack(page, 'Without laces').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: forSon })).toBeFocused();
  await expect(status(page)).toHaveText(/^\d+ products$/);
  await expect.poll(() => words(page)).toEqual(['For your son, 10']);
  await app.expectAccessible();

  // The next tab is the next chip: the shopper is where they were.
  await page.keyboard.press('Tab');
  await expect(takeBack(page, 'For your son, 10')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/&ignore=without%2Crecipient$/);
  await expect(understood(page)).toHaveCount(0);
  await app.results().waitFor();
  await app.expectAccessible();
});
