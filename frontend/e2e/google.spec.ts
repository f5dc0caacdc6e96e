import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { chooseKnown, chooseNew, serveGoogleScript } from './google';

test.skip(!process.env.E2E_BASE_URL, 'only the Auth emulator has a page to choose a Google account');

const account = (page: Page) => page.getByRole('region', { name: 'Your account' });
const google = (page: Page) => account(page).getByRole('button', { name: 'Continue with Google' });
const newEmail = () => `google-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.org`;

async function signOut(page: Page): Promise<void> {
  await account(page).getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
}

test.beforeEach(({ context }) => serveGoogleScript(context));

test('a Google account is linked in a popup, and signing in with it again keeps what was done before', async ({ app, page }) => {
  const email = newEmail();
  await app.open('/search?q=tent');
  await app.results().waitFor();
  await app.goTo('You');
  const popup = page.waitForEvent('popup');
  await google(page).click();
  await chooseNew(await popup, email);
  await expect(account(page)).toContainText(email);
  await expect(page.getByRole('link', { name: 'tent', exact: true })).toBeVisible();
  await signOut(page);

  await app.search('lamp');
  await app.goTo('You');
  const again = page.waitForEvent('popup');
  await google(page).click();
  await chooseKnown(await again, email);
  const dialog = page.getByRole('dialog', { name: 'Keep what you did before?' });
  await dialog.getByRole('button', { name: 'Add to my account' }).click();
  await expect(account(page)).toContainText(email);
  await expect(page.getByRole('link', { name: 'tent', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'lamp', exact: true })).toBeVisible();
});

test('where popups are blocked, the page goes to Google and comes back', async ({ app, page }) => {
  const email = newEmail();
  await page.addInitScript(() => Object.assign(window, { open: () => null }));
  await app.open('/search?q=tent');
  await app.results().waitFor();
  await app.goTo('You');
  await google(page).click();
  await page.waitForURL(/\/emulator\/auth\/handler/);
  await chooseNew(page, email);
  await page.waitForURL(/\/you$/);
  await expect(account(page)).toContainText(email);
  await expect(page.getByRole('link', { name: 'tent', exact: true })).toBeVisible();
});
