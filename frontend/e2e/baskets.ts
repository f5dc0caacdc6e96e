import type { Page } from '@playwright/test';
import { expect, type App } from './app';
import { slow, type State } from './states';

/** basketLines is the list of products in the basket. */
export const basketLines = (page: Page) => page.getByRole('list', { name: 'Products in your basket' });

/** buy puts the product of a page in the basket, and waits until the shop has it. */
export async function buy(app: App, page: Page, productId: string): Promise<void> {
  await app.open(`/product/${productId}`);
  const stored = page.waitForResponse((r) => r.url().includes('/api/basket') && r.request().method() === 'POST');
  await page.locator('article').getByRole('button', { name: /^Buy/ }).first().click();
  expect((await stored).status()).toBe(200);
}

type Priced = { price?: { amount: number; currency: string } };

/** showOldPrices makes product pages show half of the price, as one that was opened before a change of the price. */
export async function showOldPrices(page: Page): Promise<void> {
  const old = ({ price, ...rest }: Priced) => ({ ...rest, price: price && { ...price, amount: Math.floor(price.amount / 2) } });
  await page.route('**/api/product/**', async (route) => {
    const response = await route.fetch();
    const product = (await response.json()) as Priced & { variants?: Priced[] };
    await route.fulfill({ response, json: { ...old(product), variants: product.variants?.map(old) } });
  });
}

/** addTroubles makes the shop answer with a product that is sold out and one that is gone, besides the others. */
async function addTroubles(page: Page): Promise<void> {
  await page.route('**/api/basket', async (route) => {
    const response = await route.fetch();
    const basket = (await response.json()) as { lines: object[] };
    const [first] = basket.lines;
    const more = [
      { ...first, productId: 'x-1', title: 'A lamp that many people wanted', status: 'sold_out', availability: 'out_of_stock' },
      { productId: 'x-2', title: 'A kettle of last year', quantity: 1, status: 'gone', addedAt: '2026-01-02T03:04:05Z' },
    ];
    await route.fulfill({ response, json: { ...basket, lines: [...basket.lines, ...more] } });
  });
}

export const basketStates: State[] = [
  {
    name: 'buy',
    show: async (app, page) => {
      await buy(app, page, 'spk-0001');
      await page.getByRole('link', { name: 'View basket' }).waitFor();
    },
  },
  {
    name: 'basket-empty',
    show: async (app, page) => {
      await app.open('/basket');
      await page.getByRole('heading', { name: 'Your basket is empty' }).waitFor();
    },
  },
  {
    name: 'basket',
    show: async (app, page) => {
      await buy(app, page, 'spk-0001');
      await buy(app, page, 'rnr-0007');
      await app.open('/basket');
      await page.getByRole('link', { name: 'Check out' }).waitFor();
    },
  },
  {
    name: 'basket-changed',
    show: async (app, page) => {
      await showOldPrices(page);
      await addTroubles(page);
      await buy(app, page, 'spk-0001');
      await app.open('/basket');
      await page
        .getByText(/^Price went from/)
        .first()
        .waitFor();
    },
  },
  {
    name: 'basket-loading',
    show: async (app, page) => {
      await slow(page, 'basket');
      await app.open('/basket');
      await page.getByText('Loading your basket').waitFor({ state: 'attached' });
    },
  },
  {
    name: 'basket-error',
    show: async (app, page) => {
      await app.fail('basket');
      await app.open('/basket');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'basket-offline',
    show: async (app, page) => {
      await buy(app, page, 'spk-0001');
      await page.getByRole('link', { name: 'View basket' }).click();
      await basketLines(page).waitFor();
      await page.context().setOffline(true);
      await page.getByText(/^You’re offline\. Prices/).waitFor();
    },
  },
  {
    name: 'checkout',
    show: async (app, page) => {
      await buy(app, page, 'spk-0001');
      await app.open('/checkout');
      await page.getByRole('button', { name: 'Place demo order' }).waitFor();
    },
  },
  {
    name: 'checkout-error',
    show: async (app, page) => {
      await app.fail('purchases', 400);
      await buy(app, page, 'spk-0001');
      await app.open('/checkout');
      await page.getByRole('button', { name: 'Place demo order' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'thanks',
    show: async (app, page) => {
      await buy(app, page, 'spk-0001');
      await app.open('/checkout');
      await page.getByRole('button', { name: 'Place demo order' }).click();
      await page.getByRole('heading', { name: 'Thank you!' }).waitFor();
    },
  },
];
