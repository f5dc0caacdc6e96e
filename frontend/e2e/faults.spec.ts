import { expect, test } from './app';

test('a card that fails to load can be retried', async ({ app }) => {
  const repair = await app.fail('recommend/**');
  await app.open();
  await app.feed().waitFor();
  for (let i = 0; i < 3; i++) await app.next();
  await expect(app.card().getByRole('alert')).toContainText('Something went wrong');
  await app.expectAccessible();
  await repair();
  await app.card().getByRole('button', { name: 'Try again' }).click();
  await expect(app.card().getByRole('heading', { level: 3 })).toHaveCount(3);
});

test('while the history is unavailable, a fallback card shows popular products', async ({ app, page }) => {
  await app.open('/search?q=tent');
  await app.results().waitFor();
  const stopFallback = await app.useFallbackCards();
  await app.toFeed();
  await app.toCard();
  await expect(app.card().getByRole('heading', { name: 'Popular right now' })).toBeVisible();
  await expect(app.card()).toContainText('Your personal picks will be back soon');
  await app.expectAccessible();

  await stopFallback();
  for (let i = 0; i < 2; i++) await page.keyboard.press('j');
  await expect(app.current()).toHaveAttribute('aria-posinset', '6');
  for (let i = 0; i < 2; i++) await page.keyboard.press('k'); // at once, so that the feed does not rest beside the card
  await expect(app.card().getByRole('heading', { name: '“tent”' })).toBeVisible(); // the app loaded the card again
});

test('a rate-limited card is retried after the requested time', async ({ app, page }) => {
  await app.rateLimit('recommend/**', 1, 2);
  const requests: string[] = [];
  page.on('request', (request) => request.url().includes('/api/recommend/') && requests.push(request.url()));
  await app.open();
  await app.toCard();
  await expect(app.card().getByRole('heading', { name: 'Popular right now' })).toBeVisible();
  expect(requests).toHaveLength(3);
});

test('a card that waits for the rate limit shows a message and then loads', async ({ app }) => {
  const stop = await app.rateLimit('recommend/**', 5);
  await app.open();
  await app.feed().waitFor();
  for (let i = 0; i < 3; i++) await app.next();
  await expect(app.card().getByRole('status')).toContainText('We’ll load your picks in a moment.');
  await app.expectAccessible();
  await stop();
  await expect(app.card().getByRole('heading', { level: 3 })).toHaveCount(3);
});

test('a failed search can be retried', async ({ app, page }) => {
  const repair = await app.fail('search');
  await app.open('/search?q=lamp');
  await expect(page.getByRole('alert')).toContainText('req-42');
  await app.expectAccessible();
  await repair();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(app.results()).toBeVisible();
});

test('offline, the feed continues and the card explains why it is empty', async ({ app, page, context }) => {
  await app.open();
  await app.feed().waitFor();
  await app.loaded();
  await context.setOffline(true);
  await expect(page.getByText('You’re offline', { exact: true }).first()).toBeVisible();
  for (let i = 0; i < 3; i++) await app.next();
  await expect(app.card().getByRole('alert')).toContainText('You’re offline');
  await app.expectAccessible();
  await context.setOffline(false);
  await expect(app.card().getByRole('heading', { level: 3 })).toHaveCount(3);
});

test('a dismissed product comes back if the dismissal fails', async ({ app, page }) => {
  await app.open();
  await app.toCard();
  const titles = await app.titles();
  await app.fail('dismiss');
  await app
    .card()
    .getByRole('button', { name: `Not interested in ${titles[0]}` })
    .click();
  await expect(page.getByText('Couldn’t save that. Try again.')).toBeVisible();
  expect(await app.titles()).toEqual(titles);
});
