import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { renderApp } from '../renderApp';

const current = () => screen.getAllByRole('article').find((item) => !item.hasAttribute('inert'))!;
const playing = () => [...document.querySelectorAll('video')].filter((video) => !video.paused);
const button = (name: string) => within(current()).findByRole('button', { name });

afterEach(() => {
  vi.restoreAllMocks();
  Reflect.deleteProperty(navigator, 'connection');
});

/** prefer makes one media query match. */
function prefer(query: string): void {
  const original = window.matchMedia.bind(window);
  vi.spyOn(window, 'matchMedia').mockImplementation((media) =>
    Object.assign(original(media), media === query && { matches: true }),
  );
}

test('a video that the browser refuses to play has a play button, and one tap plays it', async () => {
  const refuse = vi
    .spyOn(HTMLMediaElement.prototype, 'play')
    .mockRejectedValue(new DOMException('no gesture', 'NotAllowedError'));
  const { user } = await renderApp();
  await screen.findByRole('feed', { name: 'For You' });
  const play = await button('Play video');
  expect(playing()).toEqual([]);
  refuse.mockRestore();
  await user.click(play);
  await waitFor(() => expect(playing()).toHaveLength(1));
  expect(await button('Pause video')).toBeVisible();
});

test('with reduced motion, a video waits for a tap and does not start again at its end', async () => {
  prefer('(prefers-reduced-motion: reduce)');
  const { user } = await renderApp();
  await screen.findByRole('feed', { name: 'For You' });
  expect(playing()).toEqual([]);
  await user.click(await button('Play video'));
  await waitFor(() => expect(playing()).toHaveLength(1));
  const [video] = playing();
  expect(video!.loop).toBe(false);
  video!.dispatchEvent(new Event('ended'));
  expect(await button('Play video')).toBeVisible();
  await user.keyboard('j');
  expect(playing()).toEqual([]); // the next video waits too
});

test.each([{ saveData: true }, { effectiveType: '2g' }, { effectiveType: 'slow-2g' }])(
  'with %o, only posters are loaded until the shopper taps',
  async (connection) => {
    Object.defineProperty(navigator, 'connection', { configurable: true, value: Object.assign(new EventTarget(), connection) });
    const { user } = await renderApp();
    await screen.findByRole('feed', { name: 'For You' });
    expect(document.querySelectorAll('video')).toHaveLength(0);
    await user.click(await button('Play video'));
    await waitFor(() => expect(document.querySelectorAll('video')).toHaveLength(1));
    await waitFor(() => expect(playing()).toHaveLength(1));
  },
);
