import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app';

const under50 = 'bluetooth speaker under $50';
const forSon = 'shoes for my 10-year-old son without laces';

const chips = (page: Page) => page.getByRole('list', { name: 'Filters from your search' });
const labels = (page: Page) => chips(page).getByRole('listitem').allTextContents();
const removeFilter = (page: Page, label: string) => page.getByRole('button', { name: `Remove filter: ${label}` });
const status = (page: Page) => page.getByRole('main').getByRole('status');

/** highestPrice returns the highest price in dollars inside an element, ignoring list prices. */
async function highestPrice(within: Locator): Promise<number> {
  const prices = await within.getByText(/^\$[\d,.]+$/).allTextContents();
  return Math.max(...prices.map((text) => Number(text.replace(/[$,]/g, ''))));
}

test('a price filter applies to the results and the next card until it is removed', async ({ app, page }) => {
  await app.open();
  await app.feed().waitFor();
  await app.search(under50);
  expect(await labels(page)).toEqual(['Up to $50.00']);
  expect(await app.results().getByRole('link').count()).toBeGreaterThan(5);
  expect(await highestPrice(app.results())).toBeLessThanOrEqual(50);

  await app.toFeed();
  await app.toCard();
  await expect(app.card()).toContainText('Because you searched');
  expect(await highestPrice(app.card())).toBeLessThanOrEqual(50);

  await app.goTo('Search');
  await app.search(under50);
  await removeFilter(page, 'Up to $50.00').click();
  await expect(page).toHaveURL(/&ignore=price$/);
  await expect.poll(() => highestPrice(app.results())).toBeGreaterThan(50);
  await expect(chips(page)).toHaveCount(0);
});

test('back, forward and reload keep the removed filters', async ({ app, page }) => {
  await app.open(`/search?${new URLSearchParams({ q: under50 })}`);
  await app.results().waitFor();
  const first = await app.results().getByRole('link').allTextContents();
  await removeFilter(page, 'Up to $50.00').click();
  await expect(page).toHaveURL(/&ignore=price$/);
  await expect(chips(page)).toHaveCount(0);
  await expect(app.results().getByRole('link').first()).toBeVisible(); // the list is away while the search runs
  const second = await app.results().getByRole('link').allTextContents();
  expect(second).not.toEqual(first);

  await page.goBack();
  await expect(removeFilter(page, 'Up to $50.00')).toBeVisible();
  await expect(app.results().getByRole('link')).toHaveText(first);
  await page.goForward();
  await expect(chips(page)).toHaveCount(0);
  await expect(app.results().getByRole('link')).toHaveText(second);
  await page.reload();
  await expect(app.results().getByRole('link')).toHaveText(second);
  await page.goto('/you');
  await expect(page.getByRole('link', { name: under50, exact: true })).toHaveCount(2); // with and without the filter
});

test('recipient and exclusion filters can be removed by keyboard', async ({ app, page }) => {
  await app.open(`/search?${new URLSearchParams({ q: forSon })}`);
  await app.results().waitFor();
  expect(await labels(page)).toEqual(['For your son, 10', 'Without laces']);
  await app.expectAccessible();

  await removeFilter(page, 'Without laces').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: forSon })).toBeFocused();
  await expect(status(page)).toHaveText(/^\d+ products$/);
  await expect.poll(() => labels(page)).toEqual(['For your son, 10']);
  await app.expectAccessible();

  // Tab continues with the next chip.
  await page.keyboard.press('Tab');
  await expect(removeFilter(page, 'For your son, 10')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/&ignore=without%2Crecipient$/);
  await expect(chips(page)).toHaveCount(0);
  await app.results().waitFor();
  await app.expectAccessible();
});
