import { QueryClient } from '@tanstack/react-query';
import { retryDelay, retryIfBusy, retryRead } from '@/lib/retry';

/** newConsoleClient makes the cache of the console's data. */
export const newConsoleClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: retryRead, retryDelay },
      mutations: { networkMode: 'always', retry: retryIfBusy, retryDelay },
    },
  });
