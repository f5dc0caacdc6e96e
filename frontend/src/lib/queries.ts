import { onlineManager, QueryClient } from '@tanstack/react-query';
import { currentShopper, onShopperChange } from './auth/session';
import { startEpoch } from './cardEpochs';
import { forgetBasket } from './basket/local';
import { clearSessionData } from './personalData';
import { retryDelay, retryIfBusy, retryRead } from './retry';
import { forgetAnswers, restoreAnswers } from './savedAnswers';

/** newQueryClient makes the cache of server data, with the saved answers. It is cleared when the shopper changes. */
export function newQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: { staleTime: 60_000, refetchOnWindowFocus: false, retry: retryRead, retryDelay },
      // A write that waited for a connection would be logged at the wrong time, so it fails offline.
      mutations: { networkMode: 'always', retry: retryIfBusy, retryDelay },
    },
  });
  onlineManager.setOnline(navigator.onLine); // React Query only listens to changes
  let uid = restoreAnswers(client) ?? currentShopper()?.uid;
  onShopperChange(() => {
    const next = currentShopper()?.uid;
    if (uid !== undefined && next !== uid) clear(client);
    uid = next;
  });
  return client;
}

// The posts of the feed are the same for everybody.
const isPersonal = ({ queryKey: [family] }: { queryKey: readonly unknown[] }) => family !== 'posts' && family !== 'post';

function clear(client: QueryClient) {
  client.getMutationCache().clear();
  client.removeQueries({ type: 'inactive', predicate: isPersonal });
  clearSessionData();
  forgetAnswers();
  forgetBasket();
  void client.resetQueries({ predicate: isPersonal }); // fetches the data on screen again
  startEpoch({ keepVisible: false });
}

/** historyChanged makes the next card and the history views fetch again; keepCard leaves the visible card as it is. */
export function historyChanged(client: QueryClient, { keepCard }: { keepCard: boolean }): void {
  startEpoch({ keepVisible: keepCard });
  void client.invalidateQueries({ queryKey: ['history'] });
}
