import type { Page } from '@playwright/test';
import type { App } from './app';

/** A State is a page of the app in one of the states that were designed for it, and how to bring it about. */
export type State = { name: string; show: (app: App, page: Page) => Promise<void> };

/** slow has a part of the API take longer than anybody waits. */
export const slow = async (page: Page, path: string) =>
  page.route(`**/api/${path}`, async (route) => {
    await new Promise((done) => setTimeout(done, 30_000));
    await route.continue().catch(() => undefined);
  });

/** aHistory has the shopper search twice and open a product. */
export async function aHistory(app: App): Promise<void> {
  for (const query of ['camping tent', 'Bluetooth Speaker']) {
    await app.open(`/search?q=${query}`);
    await app.results().waitFor();
  }
  await app.results().getByRole('link').first().click();
  await app.page.getByRole('list', { name: 'Similar products' }).waitFor();
}
