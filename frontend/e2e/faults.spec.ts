import { expect, test } from './app';

test('a failed card shows an error, and Try again loads it', async ({ app }) => {
  const mend = await app.fail('recommend/**');
  await app.open();
  await app.feed().waitFor();
  for (let i = 0; i < 3; i++) await app.next();
  await expect(app.card().getByRole('alert')).toContainText('Something broke on our side');
  await app.expectAccessible();
  await mend();
  await app.card().getByRole('button', { name: 'Try again' }).click();
  await expect(app.card().getByRole('heading', { level: 3 })).toHaveCount(3);
});

test('while the history is unavailable, the card shows popular products and says so', async ({ app, page }) => {
  await app.open('/search?q=tent');
  await app.results().waitFor();
  const stopFallingBack = await app.fallBack();
  await app.toFeed();
  await app.toCard();
  await expect(app.card().getByRole('heading', { name: 'Popular right now' })).toBeVisible();
  await expect(app.card()).toContainText('Your own picks are back soon');
  await app.expectAccessible();

  await stopFallingBack();
  for (let i = 0; i < 2; i++) await page.keyboard.press('j');
  await expect(app.current()).toHaveAttribute('aria-posinset', '6');
  await page.keyboard.press('k');
  await expect(app.current()).toHaveAttribute('aria-posinset', '5');
  await page.keyboard.press('k');
  await expect(app.card().getByRole('heading', { name: '“tent”' })).toBeVisible(); // the app has asked for the card again
});

test('a rate-limited card waits for Retry-After, then loads', async ({ app, page }) => {
  await app.refuse('recommend/**', 1, 2);
  const asked: string[] = [];
  page.on('request', (request) => request.url().includes('/api/recommend/') && asked.push(request.url()));
  await app.open();
  await app.toCard();
  await expect(app.card().getByRole('heading', { name: 'Popular right now' })).toBeVisible();
  expect(asked).toHaveLength(3);
});

test('a long rate limit shows a message, and the card then loads by itself', async ({ app }) => {
  const stop = await app.refuse('recommend/**', 5);
  await app.open();
  await app.feed().waitFor();
  for (let i = 0; i < 3; i++) await app.next();
  await expect(app.card().getByRole('status')).toContainText('We will get your picks in a moment.');
  await app.expectAccessible();
  await stop();
  await expect(app.card().getByRole('heading', { level: 3 })).toHaveCount(3);
});

test('a failed search shows an error, and Try again repeats it', async ({ app, page }) => {
  const mend = await app.fail('search');
  await app.open('/search?q=lamp');
  await expect(page.getByRole('alert')).toContainText('req-42');
  await app.expectAccessible();
  await mend();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(app.results()).toBeVisible();
});

test('offline, the feed scrolls on, the card says why it is empty, and loads once online', async ({ app, page, context }) => {
  await app.open();
  await app.feed().waitFor();
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await expect(page.getByText('You are offline', { exact: true }).first()).toBeVisible();
  for (let i = 0; i < 3; i++) await app.next();
  await expect(app.card().getByRole('alert')).toContainText('You are offline');
  await app.expectAccessible();
  await context.setOffline(false);
  await expect(app.card().getByRole('heading', { level: 3 })).toHaveCount(3);
});

test('a dismissal that cannot be saved is rolled back', async ({ app, page }) => {
  await app.open();
  await app.toCard();
  const titles = await app.titles();
  await app.fail('dismiss');
  await app
    .card()
    .getByRole('button', { name: `Not interested in ${titles[0]}` })
    .click();
  await expect(page.getByText('That could not be saved. Try again.')).toBeVisible();
  expect(await app.titles()).toEqual(titles);
});
