import { QueryClientProvider } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { openShop } from './server';
import { FakeShop } from './fake/shop';

type Options = { shop?: FakeShop; path?: string; retryDelay?: number; before?: (shop: FakeShop, uid: string) => void };

/**
 * renderApp opens the app at a path as a browser would, before a shop of its own; before may put things
 * into its log first. What fails is asked for again after retryDelay milliseconds.
 */
export async function renderApp({ shop = new FakeShop(), path = '/', retryDelay = 0, before }: Options = {}) {
  openShop(shop);
  const [{ routes }, { newQueryClient }, session] = await Promise.all([
    import('@/app/routes'),
    import('@/lib/queries'),
    import('@/lib/auth/session'),
  ]);
  const account = await session.openSession();
  if (session.presentShopper()?.email) session.become(await account.signOut()); // Firebase outlives a test
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

/** scrollTo brings the feed to an item, as a finger would. */
export async function scrollTo(feed: HTMLElement, index: number): Promise<void> {
  await act(async () => {
    feed.scrollTo({ top: index * feed.clientHeight });
  });
}
