import type { BrowserContext, Page } from '@playwright/test';
import { App, expect, test as base } from './app';
import { Deployment } from './deployment';

const test = base.extend<{ deployment: Deployment; address: string }>({
  deployment: async ({ baseURL }, use) => {
    const deployment = new Deployment(baseURL!);
    await use(deployment);
    deployment.stop();
  },
  address: async ({ deployment }, use) => use(await deployment.start()),
});

test.use({ serviceWorkers: 'allow' });

/** installed opens the app and waits until its service worker controls the page. */
async function installed(page: Page, address: string): Promise<App> {
  const app = new App(page);
  await app.open(address);
  await app.feed().waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  return app;
}

async function disconnect(context: BrowserContext, deployment: Deployment): Promise<void> {
  await context.setOffline(true);
  deployment.stop();
}

const playing = (page: Page) => page.evaluate(() => [...document.querySelectorAll('video')].some((v) => v.currentTime > 0.2));

test('without a network the app shows its last card and plays saved videos', async ({ page, context, deployment, address }) => {
  const app = await installed(page, address);
  await app.next();
  const saved = (await app.current().getAttribute('aria-label'))!;
  await app.current().getByRole('button', { name: 'Save' }).click();
  await app.toCard();
  const picks = await app.titles();
  await expect.poll(() => page.evaluate(async () => (await (await caches.open('saved-videos')).keys()).length)).toBe(3); // with the captions
  await page.close();

  await disconnect(context, deployment);
  const reopened = await context.newPage();
  const offline = new App(reopened);
  await offline.open(address);
  await expect(offline.current()).toHaveAttribute('aria-label', saved);
  await expect(reopened.getByText('You’re offline')).toBeVisible();
  await expect.poll(() => playing(reopened)).toBe(true);
  await offline.toCard();
  expect(await offline.titles()).toEqual(picks);
});

test('a new deployment is taken, and a page of the old version goes on', async ({ page, context, deployment, address }) => {
  const version = (of: Page) => of.locator('html').getAttribute('data-version');
  const active = (of: Page) =>
    of.evaluate(async () => (await caches.keys()).length && (await navigator.serviceWorker.ready).waiting === null);
  await installed(page, address);
  expect(await version(page)).toBe('1');
  deployment.version = 2;
  const other = await context.newPage();
  await installed(other, address);
  expect(await version(other)).toBe('2'); // at once
  await other.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()));
  await expect.poll(() => active(other)).toBe(false); // the new worker waits for the old page
  await page.getByRole('link', { name: 'You', exact: true }).first().click();
  await page.getByRole('heading', { name: 'What ShopFYP knows about you' }).waitFor();
});

test('signing out removes the saved videos, and the worker never stores answers of the API', async ({ page, address }) => {
  const app = await installed(page, address);
  await app.current().getByRole('button', { name: 'Save' }).click();
  const stored = () =>
    page.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map((request) => new URL(request.url).pathname);
    });
  await expect.poll(async () => (await stored()).filter((path) => path.endsWith('.mp4'))).toHaveLength(1);
  await app.toCard();
  await app.goTo('You');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('Signed out')).toBeVisible();
  await expect.poll(async () => (await stored()).filter((path) => path.endsWith('.mp4'))).toEqual([]);
  expect((await stored()).filter((path) => path.startsWith('/api/') || path.startsWith('/__/'))).toEqual([]);
});

test('the worker answers for saved videos only, so that a stream never keeps it running', async ({ page, address }) => {
  const app = await installed(page, address);
  const byWorker: boolean[] = [];
  page.on('response', (response) => response.url().endsWith('/drive.mp4') && byWorker.push(response.fromServiceWorker()));
  await page.reload();
  await expect.poll(() => playing(page)).toBe(true);
  expect(byWorker.length).toBeGreaterThan(0);
  expect(byWorker).not.toContain(true);
  await app.current().getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => page.evaluate(async () => (await (await caches.open('saved-videos')).keys()).length)).toBe(3);
  await page.reload();
  await expect.poll(() => byWorker).toContain(true);
});
