import type { Page } from '@playwright/test';
import { expect, layout, test } from './app';

/** focused returns the focused element and reports whether its focus is visible. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const on = document.activeElement!;
    const look = getComputedStyle(on);
    const after = getComputedStyle(on, '::after');
    const ringed = (s: CSSStyleDeclaration) => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
    const parent = on.closest('form, article')!;
    const within = parent && getComputedStyle(parent).boxShadow !== 'none';
    return {
      name: on.getAttribute('aria-label') ?? on.textContent?.trim().slice(0, 60) ?? '',
      tag: on.tagName,
      visible: ringed(look) || ringed(after) || within,
    };
  });

async function tabTo(page: Page, name: RegExp, most = 60): Promise<void> {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const on = await focused(page);
    expect(on.tag, 'the focus is lost').not.toBe('BODY');
    expect(on.visible, `the focus on “${on.name}” is not visible`).toBe(true);
    if (name.test(on.name)) return;
  }
  throw new Error(`no control named ${name} within ${most} tabs`);
}

test('everything works by keyboard, and the focus is always visible', layout, async ({ app, page }) => {
  await app.open();
  await app.feed().waitFor();
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('headphones');
  await page.keyboard.press('Enter');
  await app.results().waitFor();

  await tabTo(page, /^Back$/);
  await page.keyboard.press('Enter');
  await app.feed().waitFor();
  await tabTo(page, /^Like/);
  await page.keyboard.press('Enter');
  await expect(app.current().getByRole('button', { name: 'Like' })).toHaveAttribute('aria-pressed', 'true');

  await app.toCard();
  const [first, second] = await app.titles();
  await tabTo(page, new RegExp(`^Not interested in ${escape(first!)}`));
  await page.keyboard.press('Enter');
  await expect(app.card().getByRole('button', { name: `Undo: show ${first} again` })).toBeFocused();
  await tabTo(page, new RegExp(`^${escape(second!).slice(0, 50)}`));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: second! })).toBeVisible();

  await tabTo(page, /^Buy /);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^In your basket/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Buy/ }).first()).toBeFocused();
});

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

test('j, k, arrows, m, l and space control the feed', async ({ app, page }) => {
  await app.open();
  await app.feed().waitFor();
  await page.keyboard.press('ArrowDown');
  await expect(app.current()).toHaveAttribute('aria-posinset', '2');
  await page.keyboard.press('k');
  await expect(app.current()).toHaveAttribute('aria-posinset', '1');
  await page.keyboard.press('l');
  await expect(app.current().getByRole('button', { name: 'Like' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('m');
  await expect(app.current().getByRole('button', { name: 'Sound' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press(' ');
  await expect(app.current().getByRole('button', { name: 'Play video' })).toBeVisible();
});

test('reduced motion turns off animations', async ({ app, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.open();
  await app.feed().waitFor();
  await page.keyboard.press('j');
  // Without an animation, the feed is at the next item immediately.
  expect(await app.feed().evaluate((f) => f.scrollTop / f.clientHeight)).toBe(1);
  await page.goto('/search?q=lamp');
  await app.results().waitFor();
  const longest = await page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll('*')].map((el) =>
        Math.max(parseFloat(getComputedStyle(el).transitionDuration), parseFloat(getComputedStyle(el).animationDuration)),
      ),
    ),
  );
  expect(longest).toBeLessThan(0.01);
});
