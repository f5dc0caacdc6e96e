import { expect, test } from './app';

test('the feed can be retried after it failed to load, and pages follow each other', async ({ app, page }) => {
  const repair = await app.fail('posts', 500);
  await app.open();
  await expect(page.getByRole('alert')).toContainText('We couldn’t load the videos');
  await app.expectAccessible();
  await repair();
  const cursors: (string | null)[] = [];
  await page.route('**/api/posts*', (route) => {
    const url = new URL(route.request().url());
    cursors.push(url.searchParams.get('cursor'));
    url.searchParams.set('limit', '4'); // so that the fifth video is on the second page
    return route.continue({ url: url.href });
  });
  await page.getByRole('button', { name: 'Try again' }).click();
  const seen = new Set<string>();
  for (let i = 0; i < 8; i++) {
    await expect(app.current()).not.toHaveAttribute('aria-label', 'The next video is loading');
    seen.add((await app.current().getAttribute('aria-label'))!);
    await app.next();
  }
  expect(seen.size).toBe(7); // six videos and the card
  expect(cursors[0]).toBeNull();
  expect(cursors.length).toBeGreaterThan(1);
});

test('captions follow the video, and the choice is kept', async ({ app, page }) => {
  await app.open();
  const button = app.current().getByRole('button', { name: 'Captions' });
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('c');
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(app.current().getByText('[A deep synth bass pulses twice a second]')).toBeVisible();
  await expect(app.current().getByText('[A bright synth chord swells above the bass]')).toBeVisible();
  await page.reload();
  await expect(app.current().getByText(/^\[A .* (bass|second)/)).toBeVisible();
  await page.keyboard.press('c');
  await expect(app.current().getByText(/^\[A /)).toHaveCount(0);
});

test('saved videos have a page, and a video that was withdrawn says so', async ({ app, page }) => {
  await app.open();
  await app.current().getByRole('button', { name: 'Save' }).click();
  await app.next();
  await app.current().getByRole('button', { name: 'Save' }).click();
  const label = (await app.current().getAttribute('aria-label'))!;
  await page.route('**/api/posts/drive-nia', (route) => route.fulfill({ status: 404, json: { title: 'Not Found' } }));
  await app.goTo('You');
  await page.getByRole('link', { name: 'Saved videos' }).click();
  const list = page.getByRole('list', { name: 'Saved videos' });
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expect(list.getByRole('listitem').nth(1)).toContainText('This video is no longer available.');
  await app.expectAccessible();
  await list.getByRole('button', { name: /^Remove the video by Nia Okoro/ }).click();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await list.getByRole('link').click();
  await expect(app.current()).toHaveAttribute('aria-label', label);
  await page.goBack();
  await list.getByRole('button', { name: /^Remove/ }).click();
  await expect(page.getByRole('heading', { name: 'No saved videos yet' })).toBeVisible();
});
