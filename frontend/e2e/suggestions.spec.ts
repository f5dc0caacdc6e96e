import type { Page } from '@playwright/test';
import { expect, layout, test } from './app';

const field = (page: Page) => page.getByRole('combobox', { name: 'Search the shop' });
const options = (page: Page) => page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');

test('a shopper finds a product and a category by typing a few letters', layout, async ({ app, page }) => {
  const category = options(page).filter({ hasText: /^Bluetooth Speakers$/ });
  await app.open('/search');
  await field(page).pressSequentially('blue');
  await expect(category.locator('mark')).toHaveText('Blue');
  const product = page.getByRole('group', { name: 'Products' }).getByRole('option').first();
  const title = await product.textContent();
  await product.click();
  await expect(page.getByRole('heading', { level: 1, name: title! })).toBeVisible();

  await page.goBack();
  await field(page).pressSequentially('bluetooth sp');
  await expect(category).toBeVisible();
  await page.keyboard.press('ArrowDown'); // a query or the category, which are before the products
  const chosen = await page.getByRole('option', { selected: true }).textContent();
  await expect(field(page)).toHaveAttribute('aria-activedescendant', /.+/);
  await page.keyboard.press('Enter');
  await app.results().waitFor();
  await expect(page.getByRole('heading', { level: 1, name: chosen! })).toBeVisible();
  await expect(options(page)).toHaveCount(0);

  await app.goTo('Search'); // the search is now one of the shopper's own
  await field(page).pressSequentially('bluetooth');
  await expect(page.getByRole('group', { name: 'Recent searches' }).getByRole('option')).toHaveText([chosen!]);
});

test('a tap takes a suggestion', async ({ app, page }) => {
  await app.open('/search');
  await field(page).tap();
  await field(page).pressSequentially('wat');
  await options(page).first().tap();
  await app.results().waitFor();
  await expect(field(page)).not.toBeFocused(); // hides the keyboard
});

test('offline, the field works without suggestions and without an error', async ({ app, page }) => {
  await app.open('/search');
  await page.getByRole('button', { name: 'Home Bedding' }).waitFor();
  await app.fail('suggest*');
  await field(page).pressSequentially('lamp');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(options(page)).toHaveCount(0);
  await page.keyboard.press('Enter');
  await app.results().waitFor();
});

test('on a small screen and above a keyboard, all suggestions can be reached', async ({ app, page }) => {
  await page.setViewportSize({ width: 320, height: 300 }); // what a keyboard leaves of a small phone
  await app.open('/search');
  await field(page).pressSequentially('b');
  await expect(page.getByRole('group', { name: 'Products' })).toBeAttached();
  const box = (await page.getByRole('listbox').boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(320);
  const navigation = (await page.getByRole('navigation', { name: 'Main' }).boundingBox())!;
  expect(box.y + box.height).toBeLessThanOrEqual(navigation.y);
  await page.keyboard.press('ArrowUp'); // the last one
  await expect(page.getByRole('option', { selected: true })).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
