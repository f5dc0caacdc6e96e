import type { Page } from '@playwright/test';
import { expect, layout, test, type App } from './app';

test('a search influences the next card, and going back from a product restores the feed', layout, async ({ app, page }) => {
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

  const position = await app.position();
  await app.card().getByRole('link', { name: before[0]!, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: before[0]! })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Similar products' })).toBeVisible();

  await page.getByRole('button', { name: 'Back' }).click();
  await expect(app.current()).toHaveAttribute('aria-posinset', String(position));
  expect(await app.titles()).toEqual(before);

  await app.toCard();
  expect(await app.titles()).not.toContain(before[0]); // later cards do not contain an opened product
  await expect(app.card()).toContainText(/Because you (looked at|searched)/);
});

test('a dismissal can be undone', async ({ app, page }) => {
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
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible(); // undo removed it from the history
});

test('a dismissed product does not come back', async ({ app }) => {
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

test('a new shopper sees popular products', async ({ app, page }) => {
  await app.open();
  await app.toCard();
  await expect(app.card().getByRole('heading', { name: 'Popular right now' })).toBeVisible();
  await app
    .card()
    .getByRole('link', { name: /See more/ })
    .click();
  await expect(page.getByRole('combobox')).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Recent searches' })).toHaveCount(0);
});

test('removed history does not influence the next card', async ({ app, page }) => {
  await app.open('/search?q=camping+tent');
  await app.results().waitFor();
  await app.search('coffee');
  await app.goTo('You');
  const entry = (query: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('link', { name: query, exact: true }) });
  await expect(entry('coffee')).toContainText('influences your next card');
  await page.getByRole('button', { name: 'Remove “coffee” from your history' }).click();
  await expect(entry('coffee')).toHaveCount(0);

  await app.toFeed();
  await app.toCard();
  await expect(app.card()).not.toContainText('coffee');
  await expect(app.card()).toContainText('camping tent');

  await app.goTo('You');
  await page.getByRole('button', { name: 'Remove all' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove all' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
  await app.toFeed();
  await app.toCard();
  await expect(app.card().getByRole('heading', { name: 'Popular right now' })).toBeVisible();
});

test('going back to a search or reloading it logs nothing', async ({ app, page }) => {
  await app.open('/search');
  await page.getByRole('combobox').fill('running shoes');
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

/** searchAndLink searches for a board game, links a new email address, and returns it. */
async function searchAndLink(app: App, page: Page): Promise<string> {
  const email = `maya-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.org`;
  await app.open('/search?q=board+game');
  await app.results().waitFor();
  await app.goTo('You');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill('long enough');
  await page.getByRole('button', { name: 'Link email' }).click();
  await expect(page.getByText(email)).toBeVisible();
  return email;
}

test('a linked account keeps its history after signing out and in again', async ({ app, page }) => {
  const email = await searchAndLink(app, page);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();

  await page.getByRole('button', { name: /Already linked/ }).click();
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill('long enough');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('link', { name: 'board game', exact: true })).toBeVisible();
});

test('deleting an account removes its history', async ({ app, page }) => {
  const email = await searchAndLink(app, page);

  await page.getByRole('button', { name: 'Delete my account' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete account' }).click();
  await expect(page.getByText('Your account was deleted')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
  await app.toFeed();
  await app.toCard();
  await expect(app.card().getByRole('heading', { name: 'Popular right now' })).toBeVisible();

  await app.goTo('You');
  await page.getByRole('button', { name: /Already linked/ }).click();
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill('long enough');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveText('That email and password don’t match.');
});
