import type { Page } from '@playwright/test';
import { expect, test, type App } from './app';

test('search, and the very next card follows; open a product, and come back to the same place', async ({ app, page }) => {
  await app.open();
  await app.feed().waitFor();
  await app.search('Bluetooth Speaker');
  await expect(page).toHaveURL(/\/search\?q=Bluetooth\+Speaker$/);
  await expect(app.results().getByRole('link').first()).toBeVisible();

  await app.toFeed();
  await app.toCard();
  await expect(app.card()).toContainText('Because you searched');
  const before = await app.titles();
  expect(before.some((title) => /speaker/i.test(title))).toBe(true);

  const place = await app.place();
  await app.card().getByRole('link', { name: before[0]!, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: before[0]! })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Similar products' })).toBeVisible();

  await page.getByRole('button', { name: 'Back' }).click();
  await expect(app.current()).toHaveAttribute('aria-posinset', String(place));
  expect(await app.titles()).toEqual(before);

  await app.toCard();
  expect(await app.titles()).not.toContain(before[0]); // the opened product is on no card, its neighbours are
  await expect(app.card()).toContainText(/Because you (looked at|searched)/);
});

test('not interested, and undo', async ({ app, page }) => {
  await app.open();
  await app.toCard();
  const [first, second, third] = await app.titles();
  await app
    .card()
    .getByRole('button', { name: `Not interested in ${second}` })
    .click();
  const undo = app.card().getByRole('button', { name: `Undo: show ${second} again` });
  await expect(undo).toHaveAttribute('aria-disabled', 'false');
  expect(await app.titles()).toEqual([first, third]);

  await undo.click();
  await expect(app.card().getByRole('heading', { level: 3 })).toHaveCount(3);
  expect(await app.titles()).toEqual([first, second, third]);
  await page.goto('/you');
  await expect(page.getByRole('heading', { name: 'Nothing yet' })).toBeVisible(); // undone is unsaid
});

test('what is not wanted never comes back', async ({ app }) => {
  await app.open();
  await app.toCard();
  const [first] = await app.titles();
  await app
    .card()
    .getByRole('button', { name: `Not interested in ${first}` })
    .click();
  await expect(app.card().getByRole('button', { name: `Undo: show ${first} again` })).toHaveAttribute('aria-disabled', 'false');
  await app.toCard();
  expect(await app.titles()).not.toContain(first);
});

test('a new shopper sees what is popular, said as such', async ({ app, page }) => {
  await app.open();
  await app.toCard();
  await expect(app.card().getByRole('heading', { name: 'Popular right now' })).toBeVisible();
  await app
    .card()
    .getByRole('link', { name: /See more/ })
    .click();
  await expect(page.getByRole('searchbox')).toBeFocused();
  await expect(page.getByRole('heading', { name: 'You searched' })).toHaveCount(0);
});

test('removed history leaves no trace on the next card', async ({ app, page }) => {
  await app.open('/search?q=camping+tent');
  await app.results().waitFor();
  await app.search('coffee');
  await app.goTo('You');
  const entry = (query: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('link', { name: query, exact: true }) });
  await expect(entry('coffee')).toContainText('steers your next card');
  await page.getByRole('button', { name: 'Remove: you searched coffee' }).click();
  await expect(entry('coffee')).toHaveCount(0);

  await app.toFeed();
  await app.toCard();
  await expect(app.card()).not.toContainText('coffee');
  await expect(app.card()).toContainText('camping tent');

  await app.goTo('You');
  await page.getByRole('button', { name: 'Remove all' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove all' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing yet' })).toBeVisible();
  await app.toFeed();
  await app.toCard();
  await expect(app.card().getByRole('heading', { name: 'Popular right now' })).toBeVisible();
});

test('a search is logged once, also when gone back to and loaded again', async ({ app, page }) => {
  await app.open('/search');
  await page.getByRole('searchbox').fill('running shoes');
  await page.keyboard.press('Enter');
  await app.results().getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goBack();
  await app.results().waitFor();
  await page.reload();
  await app.results().waitFor();
  await page.goto('/you');
  await expect(page.getByRole('link', { name: 'running shoes', exact: true })).toHaveCount(1);
});

/** searchAndLink has the shopper search for a board game and link a new e-mail, which it returns. */
async function searchAndLink(app: App, page: Page): Promise<string> {
  const email = `maya-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.org`;
  await app.open('/search?q=board+game');
  await app.results().waitFor();
  await app.goTo('You');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill('long enough');
  await page.getByRole('button', { name: 'Link e-mail' }).click();
  await expect(page.getByText(email)).toBeVisible();
  return email;
}

test('an e-mail is linked, and the history follows it after signing out and in', async ({ app, page }) => {
  const email = await searchAndLink(app, page);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing yet' })).toBeVisible();

  await page.getByRole('button', { name: /sign in/ }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill('long enough');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('link', { name: 'board game', exact: true })).toBeVisible();
});

test('a deleted account is gone, with everything that it did', async ({ app, page }) => {
  const email = await searchAndLink(app, page);

  await page.getByRole('button', { name: 'Delete my account' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete account' }).click();
  await expect(page.getByText('Your account is deleted')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Nothing yet' })).toBeVisible();
  await app.toFeed();
  await app.toCard();
  await expect(app.card().getByRole('heading', { name: 'Popular right now' })).toBeVisible();

  await app.goTo('You');
  await page.getByRole('button', { name: /sign in/ }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill('long enough');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveText('E-mail and password do not match.');
});
