import type { Page } from '@playwright/test';
import { basketLines, buy, showOldPrices } from './baskets';
import { App, expect, test } from './app';

const history = (page: Page) => page.getByRole('list', { name: 'Your history' });

test('buying a variant: the basket says that its price changed, and after the checkout the cards lack it', async ({
  app,
  page,
}) => {
  await showOldPrices(page);
  await app.open('/product/rnr-0007');
  await page.getByRole('navigation', { name: 'Size' }).getByRole('link').first().click();
  await page.waitForURL((url) => url.pathname !== '/product/rnr-0007');
  const variant = page.url().split('/').pop()!;
  await page.locator('article').getByRole('button', { name: /^Buy/ }).first().click();
  await page.getByRole('status').getByRole('link', { name: 'View basket' }).click();

  await expect(basketLines(page).getByRole('listitem')).toHaveCount(1);
  await expect(basketLines(page).getByRole('link').first()).toHaveAttribute('href', `/product/${variant}`);
  await expect(basketLines(page).getByText(/^Price went from .+ to .+\.$/)).toBeVisible();
  await basketLines(page).getByRole('button', { name: 'One more' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Basket, 2 items' })).toBeVisible();
  await page.getByRole('link', { name: 'Check out' }).click();
  await expect(page.getByRole('note')).toContainText('This is a demo.');
  await page.getByRole('button', { name: 'Place demo order' }).click();
  await expect(page.getByRole('heading', { name: 'Thank you!' })).toBeVisible();

  const card = page.waitForResponse('**/api/recommend/**');
  await page.getByRole('link', { name: 'See your next picks' }).click();
  await app.toCard();
  const { products } = (await (await card).json()) as { products: { itemGroupId?: string; reason: { type: string } }[] };
  expect(products.map(({ reason }) => reason.type)).toContain('purchase');
  expect(products.filter(({ itemGroupId }) => itemGroupId === 'rnr-group-1')).toEqual([]);
  await app.goTo('You');
  await expect(history(page).getByText(/^You bought 2 ×/)).toBeVisible();
  await page.goto('/basket');
  await expect(page.getByRole('heading', { name: 'Your basket is empty' })).toBeVisible();
});

test('a change without a network is sent later', async ({ app, page, context }) => {
  await buy(app, page, 'spk-0001');
  await page.getByRole('link', { name: 'View basket' }).click();
  await expect(page.getByRole('link', { name: 'Check out' })).toBeVisible();
  await context.setOffline(true);
  await basketLines(page).getByRole('button', { name: 'One more' }).click();
  await expect(basketLines(page).getByLabel('Quantity', { exact: true })).toHaveText('2');
  await expect(page.getByText(/^You’re offline\. Prices/)).toBeVisible();
  const sent = page.waitForResponse((r) => r.url().includes('/api/basket') && r.request().method() === 'POST');
  await context.setOffline(false);
  expect(await (await sent).json()).toMatchObject({ lines: [{ productId: 'spk-0001', quantity: 2 }] });
  await expect(page.getByRole('link', { name: 'Check out' })).toBeVisible();
  await page.evaluate(() => localStorage.removeItem('shopfyp-basket')); // so that only the shop knows
  await page.reload();
  await expect(basketLines(page).getByLabel('Quantity', { exact: true })).toHaveText('2');
});

test('two devices of one account share the basket', async ({ app, page, browser }) => {
  const account = { email: `basket-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.org`, password: 'long enough' };
  const enter = async (on: Page, button: string) => {
    await on.getByLabel('Email').fill(account.email);
    await on.getByLabel('Password').fill(account.password);
    await on.getByRole('button', { name: button, exact: true }).click();
    await on.getByText('Signed in as').waitFor();
  };
  await buy(app, page, 'spk-0001');
  await app.goTo('You');
  await enter(page, 'Link email');

  const context = await browser.newContext({ baseURL: new URL(page.url()).origin });
  const other = await context.newPage();
  await new App(other).open('/you');
  await other.getByRole('button', { name: /Already linked/ }).click();
  await enter(other, 'Sign in');
  await other.goto('/basket');
  await expect(basketLines(other).getByRole('listitem')).toHaveCount(1);
  const removed = other.waitForResponse((r) => r.url().includes('/api/basket') && r.request().method() === 'POST');
  await basketLines(other)
    .getByRole('button', { name: /^Remove/ })
    .click();
  await removed;
  await page.goto('/basket');
  await expect(page.getByRole('heading', { name: 'Your basket is empty' })).toBeVisible();
  await context.close();
});

test('the basket and the checkout work by keyboard alone', async ({ app, page }) => {
  await buy(app, page, 'spk-0001');
  const press = async (name: RegExp, key = 'Enter') => {
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      const on = await page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
      );
      if (name.test(on.trim())) return page.keyboard.press(key);
    }
    throw new Error(`no control named ${name} within 60 tabs`);
  };
  await page.goto('/basket');
  await basketLines(page).waitFor();
  await press(/^One more$/);
  await expect(basketLines(page).getByLabel('Quantity', { exact: true })).toHaveText('2');
  await press(/^Check out$/);
  await page.getByRole('note').waitFor();
  await press(/^Place demo order$/, ' ');
  await expect(page.getByRole('heading', { name: 'Thank you!' })).toBeVisible();
});
