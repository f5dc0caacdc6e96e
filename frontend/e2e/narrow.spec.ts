import type { Page, Route } from '@playwright/test';
import { expect, test, type App } from './app';
import { basketLines, buy } from './baskets';

const long = 'Incomparable-Weatherproof '.repeat(12).slice(0, 300);
const unbroken = 'Donaudampfschifffahrtsgesellschaft'.repeat(9).slice(0, 300);
const picture = (n: number) =>
  [`/pictures/missing-${n}.webp`, 'http://127.0.0.1:9/plain.webp', 'https://127.0.0.1:9/down.webp'][n % 3]!;
const price = (n: number) =>
  [
    { amount: 123_456_789, currency: 'IDR' },
    { amount: 1999, currency: 'EUR' },
    { amount: 450_000, currency: 'JPY' },
  ][n % 3]!;

/** extreme gives all products of an answer long names, pictures that fail and prices in several currencies. */
async function extreme(route: Route): Promise<void> {
  const response = await route.fetch();
  const body = (await response.json()) as { products?: object[] };
  let n = 0;
  const change = (product: object) => {
    n++;
    return {
      ...product,
      title: n % 2 ? long : unbroken,
      brand: unbroken,
      imageUrl: picture(n),
      price: price(n),
      listPrice: price(n + 1),
    };
  };
  await route.fulfill({ response, json: body.products ? { ...body, products: body.products.map(change) } : change(body) });
}

/** overflowing lists the elements that stick out of the page at the side. Parts that scroll by themselves are left out. */
const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map((element) => element.outerHTML.slice(0, 120));
  });

/** walk opens the pages of a purchase: the card, results and a product. */
async function walk(app: App, page: Page, check: () => Promise<void>): Promise<void> {
  await app.open();
  await app.toCard();
  await check();
  await app.open('/search?q=running+shoes');
  await app.results().waitFor();
  await check();
  await app.results().getByRole('link').first().click();
  await page.getByRole('list', { name: 'Similar products' }).waitFor();
  await check();
  await app.goTo('You');
  await page.getByLabel('Email').waitFor();
  await check();
}

test.describe('on a screen of 640 pixels at 200 % zoom', () => {
  test.use({ viewport: { width: 320, height: 568 }, deviceScaleFactor: 2 });

  test('long names, failing pictures and mixed currencies fit', async ({ app, page }) => {
    for (const path of ['recommend/**', 'search', 'product/**', 'similar/**']) await page.route(`**/api/${path}`, extreme);
    await walk(app, page, async () => {
      expect(await overflowing(page)).toEqual([]);
      await expect(page.locator('[data-picture=illustration]').first().or(page.getByLabel('Email'))).toBeVisible();
      await app.expectAccessible();
    });
  });
});

/** extremeBasket gives the products of the basket long names. */
async function extremeBasket(route: Route): Promise<void> {
  const response = await route.fetch();
  const basket = (await response.json()) as { lines: object[] };
  const lines = basket.lines.map((line, n) => ({ ...line, title: n % 2 ? long : unbroken, imageUrl: picture(n) }));
  await route.fulfill({ response, json: { ...basket, lines } });
}

test.describe('on a screen of 320 pixels', () => {
  test.use({ viewport: { width: 320, height: 568 }, deviceScaleFactor: 2 });

  test('the basket and the checkout fit', async ({ app, page }) => {
    await page.route('**/api/basket', extremeBasket);
    for (const id of ['spk-0001', 'wat-0011']) await buy(app, page, id);
    for (const path of ['/basket', '/checkout']) {
      await app.open(path);
      await (path === '/basket' ? basketLines(page) : page.getByRole('heading', { level: 1 })).first().waitFor();
      await app.loaded();
      expect(await overflowing(page)).toEqual([]);
      await app.expectAccessible();
    }
  });
});

test('with forced colors, everything can be seen and used', async ({ app, page }) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await app.open();
  await app.current().getByRole('button', { name: 'Play video' }).waitFor();
  const like = app.current().getByRole('button', { name: /^Like/ });
  const look = () =>
    like
      .locator('span')
      .first()
      .evaluate((of) => JSON.stringify([getComputedStyle(of).outlineStyle, getComputedStyle(of).borderStyle]));
  const before = await look();
  await like.click();
  await expect(like).toHaveAttribute('aria-pressed', 'true');
  expect(await look()).not.toBe(before);
  const current = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'For You', exact: true });
  expect(await current.evaluate((of) => getComputedStyle(of).textDecorationLine)).toBe('underline');
});
