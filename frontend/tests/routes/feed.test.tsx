import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderApp, scrollTo } from '../renderApp';

const feed = () => screen.findByRole('feed', { name: 'For You' });
const current = () => screen.getAllByRole('article').find((item) => !item.hasAttribute('inert'))!;
const playing = () => [...document.querySelectorAll('video')].filter((video) => !video.paused);

test('one video plays, the next is loaded, and the third has only a poster', async () => {
  await renderApp();
  await feed();
  const [first, second, third] = screen.getAllByRole('article', { hidden: true });
  expect(playing()).toEqual([first!.querySelector('video')]);
  expect(second!.querySelector('video')).toHaveAttribute('preload', 'auto');
  expect(third!.querySelector('video')).toBeNull();
  expect(third!.querySelector('img')).toHaveAttribute('src', expect.stringMatching(/webp$/));
});

test('scrolling far keeps few items in the page and plays only the current one', async () => {
  await renderApp();
  const box = await feed();
  for (const index of [1, 2, 57, 500, 499]) {
    await scrollTo(box, index);
    expect(current()).toHaveAttribute('aria-posinset', String(index + 1));
    expect(box.querySelectorAll('article')).toHaveLength(4);
    expect(playing().length).toBeLessThanOrEqual(1);
  }
});

test('keys scroll, like, mute and pause, and / opens the search', async () => {
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
  await waitFor(() => expect(screen.getByRole('combobox')).toHaveFocus()); // the page renders first, then takes the focus
});

test('a tap pauses and a double tap likes', async () => {
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

test('the focus follows the feed', async () => {
  const { user } = await renderApp();
  await feed();
  within(current()).getByRole('button', { name: /^Like/ }).focus();
  await user.keyboard('j');
  expect(document.activeElement).toBe(current());
});

test('the feed keeps its position while the shopper is on another page', async () => {
  const { router } = await renderApp();
  await scrollTo(await feed(), 9);
  await router.navigate('/you');
  await screen.findByRole('heading', { name: 'What ShopFYP knows about you' });
  await router.navigate(-1);
  expect((await feed()).scrollTop).toBe(9 * 800);
  expect(current()).toHaveAttribute('aria-posinset', '10');
});

test('the address of a video starts the feed with it, and unknown videos are not found', async () => {
  const { router } = await renderApp({ path: '/video/aurora-sol' });
  await feed();
  expect(current()).toHaveAccessibleName(/Solveig Dahl/);
  expect(screen.getAllByRole('link', { name: 'For You', current: 'page' })).not.toHaveLength(0);
  await router.navigate('/video/no-such-video');
  expect(await screen.findByRole('heading', { name: 'Video not found', level: 1 })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Go to the feed' })).toHaveAttribute('href', '/');
});

test('following a link to a video again starts with it, and going back restores the place', async () => {
  const { router } = await renderApp({ path: '/video/aurora-sol' });
  await scrollTo(await feed(), 5);
  await router.navigate('/search');
  await screen.findByRole('combobox');
  await router.navigate('/video/aurora-sol');
  expect((await feed()).scrollTop).toBe(0);
  await router.navigate(-2);
  await waitFor(async () => expect((await feed()).scrollTop).toBe(5 * 800));
});

test('the Following page is empty at first, then shows the followed authors', async () => {
  const { user, router } = await renderApp({ path: '/following' });
  expect(await screen.findByRole('heading', { name: 'You’re not following anyone yet' })).toBeVisible();
  await user.click(screen.getByRole('link', { name: 'Find people to follow' }));
  await feed();
  await user.click(within(current()).getByRole('button', { name: 'Follow Nia Okoro' }));
  await router.navigate('/following');
  await screen.findByRole('feed', { name: 'Following' });
  for (const item of screen.getAllByRole('article')) expect(item).toHaveAccessibleName(/Nia Okoro/);
});
