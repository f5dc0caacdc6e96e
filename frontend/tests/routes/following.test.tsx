import { screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type * as Order from '@/features/feed/order';
import { renderApp } from '../renderApp';

const drawn = vi.hoisted(() => vi.fn());
vi.mock('@/features/feed/order', async (original) => {
  const order = await original<typeof Order>();
  const following: typeof order.following = (list, handles) => {
    const posts = order.following(list, handles);
    return posts && ((n) => (drawn(n), posts(n)));
  };
  return { ...order, following };
});

test('following an author does not render the items of the feed again', async () => {
  localStorage.setItem('shopfyp-followed', '["niadrives"]');
  const { user } = await renderApp({ path: '/following' });
  await screen.findByRole('feed', { name: 'Following' });
  const current = screen.getAllByRole('article').find((item) => !item.hasAttribute('inert'))!;
  drawn.mockClear();
  await user.click(within(current).getByRole('button', { name: 'Follow Nia Okoro' }));
  expect(drawn).not.toHaveBeenCalled();
});
