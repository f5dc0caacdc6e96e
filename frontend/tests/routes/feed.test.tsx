import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderApp, scrollTo } from '../renderApp';

const feed = () => screen.findByRole('feed', { name: 'For You' });
const current = () => screen.getAllByRole('article').find((item) => !item.hasAttribute('inert'))!;
const playing = () => [...document.querySelectorAll('video')].filter((video) => !video.paused);

test('one video plays, the next is loaded, the one after only has its poster', async () => {
  await renderApp();
  await feed();
  const [first, second, third] = screen.getAllByRole('article', { hidden: true });
  expect(playing()).toEqual([first!.querySelector('video')]);
  expect(second!.querySelector('video')).toHaveAttribute('preload', 'auto');
  expect(third!.querySelector('video')).toBeNull();
  expect(third!.querySelector('img')).toHaveAttribute('src', expect.stringMatching(/webp$/));
});

test('scrolling far keeps the same few items, and plays only what is on screen', async () => {
  await renderApp();
  const box = await feed();
  for (const index of [1, 2, 57, 500, 499]) {
    await scrollTo(box, index);
    expect(current()).toHaveAttribute('aria-posinset', String(index + 1));
    expect(box.querySelectorAll('article')).toHaveLength(4);
    expect(playing().length).toBeLessThanOrEqual(1);
  }
});

test('keys scroll, like, mute and pause, and / leads to the search', async () => {
  const { user, router } = await renderApp();
  await feed();
  await user.keyboard('j');
  expect(current()).toHaveAttribute('aria-posinset', '2');
  await user.keyboard('{ArrowUp}');
  expect(current()).toHaveAttribute('aria-posinset', '1');

  const like = within(current()).getByRole('button', { name: /^Like/ });
  expect(like).toHaveAttribute('aria-pressed', 'false');
  await user.keyboard('l');
  expect(like).toHaveAttribute('aria-pressed', 'true');

  await user.keyboard('m');
  expect(within(current()).getByRole('button', { name: 'Sound' })).toHaveAttribute('aria-pressed', 'true');
  expect(document.querySelector('video')!.muted).toBe(false);

  await user.keyboard(' ');
  expect(within(current()).getByRole('button', { name: 'Play video' })).toBeVisible();
  expect(playing()).toHaveLength(0);

  await user.keyboard('/');
  await waitFor(() => expect(router.state.location.pathname).toBe('/search'));
  expect(await screen.findByRole('searchbox')).toHaveFocus();
});

test('one tap pauses, two taps like', async () => {
  const { user } = await renderApp();
  await feed();
  const surface = () => within(current()).getByRole('button', { name: /(Pause|Play) video/ });
  await user.click(surface());
  await waitFor(() => expect(surface()).toHaveAccessibleName('Play video'));
  await user.click(surface());
  await waitFor(() => expect(surface()).toHaveAccessibleName('Pause video'));

  await user.dblClick(surface());
  expect(within(current()).getByRole('button', { name: /^Like/ })).toHaveAttribute('aria-pressed', 'true');
  expect(surface()).toHaveAccessibleName('Pause video');
});

test('focus moves along with the feed instead of being lost', async () => {
  const { user } = await renderApp();
  await feed();
  within(current()).getByRole('button', { name: /^Like/ }).focus();
  await user.keyboard('j');
  expect(document.activeElement).toBe(current());
});

test('the place in the feed is kept while away', async () => {
  const { router } = await renderApp();
  await scrollTo(await feed(), 9);
  await router.navigate('/you');
  await screen.findByRole('heading', { name: 'What ShopFYP knows about you' });
  await router.navigate(-1);
  expect((await feed()).scrollTop).toBe(9 * 800);
  expect(current()).toHaveAttribute('aria-posinset', '10');
});

test('a post’s link begins the feed with that post', async () => {
  await renderApp({ path: '/?v=aurora-sol' });
  await feed();
  expect(current()).toHaveAccessibleName(/Solveig Dahl/);
});

test('following shows nobody at first, then those whom the shopper follows', async () => {
  const { user, router } = await renderApp({ path: '/following' });
  expect(await screen.findByRole('heading', { name: 'You follow nobody yet' })).toBeVisible();
  await user.click(screen.getByRole('link', { name: 'Find someone' }));
  await feed();
  await user.click(within(current()).getByRole('button', { name: 'Follow Nia Okoro' }));
  await router.navigate('/following');
  await screen.findByRole('feed', { name: 'Following' });
  for (const item of screen.getAllByRole('article')) expect(item).toHaveAccessibleName(/Nia Okoro/);
});
