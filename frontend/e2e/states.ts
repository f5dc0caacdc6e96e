import type { Page } from '@playwright/test';
import type { App } from './app';

/** A State is a page of the app in one of its states. show puts the app into the state. */
export type State = { name: string; show: (app: App, page: Page) => Promise<void> };

/** slow delays the responses of a part of the API by 30 seconds. */
export const slow = async (page: Page, path: string) =>
  page.route(`**/api/${path}`, async (route) => {
    await new Promise((done) => setTimeout(done, 30_000));
    await route.continue().catch(() => undefined);
  });

/** makeHistory makes the shopper search twice and open a product. */
export async function makeHistory(app: App): Promise<void> {
  for (const query of ['camping tent', 'Bluetooth Speaker']) {
    await app.open(`/search?q=${query}`);
    await app.results().waitFor();
  }
  await app.results().getByRole('link').first().click();
  await app.page.getByRole('list', { name: 'Similar products' }).waitFor();
}
