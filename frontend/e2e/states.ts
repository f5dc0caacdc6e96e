import type { Page } from '@playwright/test';
import type { App } from './app';

/** A State is a designed state of a page, and the steps that lead to it. */
export type State = { name: string; show: (app: App, page: Page) => Promise<void> };

/** slow delays the answers of an API path by 30 seconds. */
export const slow = async (page: Page, path: string) =>
  page.route(`**/api/${path}`, async (route) => {
    await new Promise((done) => setTimeout(done, 30_000));
    await route.continue().catch(() => undefined);
  });

/** aHistory searches twice and opens a product. */
export async function aHistory(app: App): Promise<void> {
  for (const query of ['camping tent', 'Bluetooth Speaker']) {
    await app.open(`/search?q=${query}`);
    await app.results().waitFor();
  }
  await app.results().getByRole('link').first().click();
  await app.page.getByRole('list', { name: 'Similar products' }).waitFor();
}
