import { QueryClient } from '@tanstack/react-query';
import { onShopper, presentShopper } from './auth/session';
import { askAgain, delay, waitWhereBusy } from './patience';
import { steer } from './steering';

/** newQueryClient makes the cache of everything that the server said, for one shopper at a time. */
export function newQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        retry: askAgain,
        retryDelay: delay,
      },
      // A write that waited for the network to come back would be logged out of its time.
      mutations: { networkMode: 'always', retry: waitWhereBusy, retryDelay: delay },
    },
  });
  let uid = presentShopper()?.uid;
  onShopper(() => {
    const next = presentShopper()?.uid;
    if (uid !== undefined && next !== uid) forget(client);
    uid = next;
  });
  return client;
}

// forget leaves nothing of the shopper who went for the one who came.
function forget(client: QueryClient) {
  client.getMutationCache().clear();
  client.removeQueries({ type: 'inactive' });
  sessionStorage.clear();
  void client.resetQueries(); // what is on screen is asked for anew
  steer({ keepShown: false });
}

/** logged says that the interaction log changed: the next card and the shopper's history are asked for anew. */
export function logged(client: QueryClient, { keepShown }: { keepShown: boolean }): void {
  steer({ keepShown });
  void client.invalidateQueries({ queryKey: ['history'] });
}
