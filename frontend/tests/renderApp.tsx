import { QueryClientProvider } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { openShop } from './server';
import { FakeShop } from './fake/shop';

type Options = { shop?: FakeShop; path?: string; retryDelay?: number; before?: (shop: FakeShop, uid: string) => void };

/**
 * renderApp renders the app at a path, connected to a fake shop. before can prepare the shop. The app
 * retries failed requests after retryDelay milliseconds.
 */
export async function renderApp({ shop = new FakeShop(), path = '/', retryDelay = 0, before }: Options = {}) {
  openShop(shop);
  const [{ routes }, { newQueryClient }, session] = await Promise.all([
    import('@/app/routes'),
    import('@/lib/queries'),
    import('@/lib/auth/session'),
  ]);
  const account = await session.openSession();
  if (session.currentShopper()?.email) session.setShopper((await account.signOut())!); // Firebase keeps its user from test to test
  const uid = await session.shopperId();
  before?.(shop, uid);
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  const client = newQueryClient();
  const defaults = client.getDefaultOptions();
  client.setDefaultOptions({ queries: { ...defaults.queries, retryDelay }, mutations: { ...defaults.mutations, retryDelay } });
  const user = userEvent.setup();
  const view = render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return { ...view, user, shop, router, uid, log: () => shop.logOf(uid) };
}

/** scrollTo scrolls the feed to an item. */
export async function scrollTo(feed: HTMLElement, index: number): Promise<void> {
  await act(async () => {
    feed.scrollTo({ top: index * feed.clientHeight });
  });
}
