import { keepPreviousData, queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { FilterKind, SearchResult } from '@/lib/api/types';
import { searched } from '@/lib/events/track';
import { createPersonalStore } from '@/lib/personalData';
import { historyChanged } from '@/lib/queries';
import { retryIfBusy } from '@/lib/retry';

const limit = 36;
const baseKey = (query: string) => ['search', query] as const;
const noFilters: readonly FilterKind[] = [];

// Every request logs a search, so the app keeps the results. Going back, reloading the page or returning to
// the tab shows them without a request. Only submitting a query sends a request.
type LastSearch = { id: string; result: SearchResult };

const lastSearch = createPersonalStore<LastSearch | null>(null, {
  area: 'session',
  key: 'search',
  isValid: (value): value is LastSearch => typeof value === 'object' && value !== null && 'id' in value && 'result' in value,
});

const searchOptions = (client: QueryClient, query: string, ignore: readonly FilterKind[], asTyped: boolean) => {
  const id = [query, asTyped, ...ignore].join('\n');
  return queryOptions({
    queryKey: [...baseKey(query), asTyped, ignore.join()],
    // No abort signal, because the server logs a sent request even if nobody sees its results.
    queryFn: async () => {
      const result = await unwrap(
        api.POST('/api/search', {
          body: { query, limit, ...(asTyped && { asTyped }), ...(ignore.length > 0 && { ignore: [...ignore] }) },
        }),
      );
      lastSearch.set({ id, result });
      searched(result);
      historyChanged(client, { keepCard: false });
      return result;
    },
    initialData: () => (lastSearch.get()?.id === id ? lastSearch.get()?.result : undefined),
    enabled: query !== '',
    staleTime: Infinity,
    gcTime: 30 * 60_000,
    retry: retryIfBusy, // after any other failure the search may have been logged
    refetchOnReconnect: false,
  });
};

/** useSearch returns the results for a query without the ignored filters, as typed or corrected. While the filters change, it returns the previous results. */
export const useSearch = (query: string, ignore = noFilters, asTyped = false) =>
  useQuery({ ...searchOptions(useQueryClient(), query, ignore, asTyped), placeholderData: keepPreviousData });

/** useSubmitSearch returns the function to call when the shopper submits a query. It sends a repeated query again, and the server logs it again. */
export function useSubmitSearch() {
  const client = useQueryClient();
  return (query: string) => {
    lastSearch.reset();
    client.removeQueries({ queryKey: baseKey(query), type: 'inactive' });
    void client.refetchQueries({ queryKey: baseKey(query), type: 'active' });
  };
}
