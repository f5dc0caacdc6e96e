import type { Page } from '@playwright/test';
import { expect, layout, test } from './app';
import { consolePages, signIn } from './console';

const inMemory = !process.env.E2E_BASE_URL;
/** The in-memory shop also has an experiment. */
const pages = consolePages.filter(({ name }) => inMemory || name !== 'experiment');

test('every page of the console is accessible and fits', layout, async ({ app, page }, { project }) => {
  test.skip(project.name === 'tablet', 'the layouts of phones and wide screens cover it');
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: project.name === 'phone' ? 'light' : 'dark' });
  await signIn(app, 'owner');
  for (const { path, heading } of pages) {
    await open(page, path, heading);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(page.viewportSize()!.width);
    await app.expectNoViolations();
  }
});

test('the menu of phones works by keyboard', async ({ app, page }) => {
  await signIn(app, 'owner');
  const menu = page.getByRole('button', { name: 'Menu' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Searches', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'Searches', exact: true })).toBeHidden();
  await expect(menu).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Rules', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Rules' })).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
  await expect(menu).toHaveAttribute('aria-expanded', 'false');
});

test('the console and the shop have separate sessions, and shoppers have no role', async ({ app, page }) => {
  test.skip(!inMemory, 'needs the accounts of the in-memory shop');
  await app.open('/you');
  await page.getByLabel('Email').waitFor(); // the shopper is signed in, without an email address
  await signIn(app, 'shopper', 'This account has no role in the console');
  await app.open('/you');
  await expect(page.getByLabel('Email')).toBeVisible();
});

async function open(page: Page, path: string, heading: string): Promise<void> {
  await page.goto(`/console${path}`);
  await page.getByRole('heading', { name: heading }).first().waitFor();
  await expect(page.getByText(/^Loading /)).toHaveCount(0);
}
