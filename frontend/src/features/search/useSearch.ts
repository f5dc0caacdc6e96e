import { keepPreviousData, queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, take } from '@/lib/api/client';
import type { SearchAnswer, FilterKind } from '@/lib/api/types';
import { waitWhereBusy } from '@/lib/patience';
import { logged } from '@/lib/queries';
import { forget, remember, remembered } from '@/lib/remember';

const limit = 36;
const key = (query: string) => ['search', query] as const;
const nothing: readonly FilterKind[] = [];

// Asking is what logs a search, so an answer is kept: going back, reloading the page or
// returning to the tab shows it again and logs nothing. Only submitting asks.
const searchOptions = (client: QueryClient, query: string, ignore: readonly FilterKind[]) =>
  queryOptions({
    queryKey: [...key(query), ignore.join()],
    queryFn: async () => {
      // never aborted: what was sent is logged, seen or not
      const answer = await take(
        api.POST('/api/search', { body: { query, limit, ...(ignore.length > 0 && { ignore: [...ignore] }) } }),
      );
      remember('search', name(query, ignore), answer);
      logged(client, { keepShown: false });
      return answer;
    },
    initialData: () => remembered<SearchAnswer>('search', name(query, ignore)),
    enabled: query !== '',
    staleTime: Infinity,
    gcTime: 30 * 60_000,
    retry: waitWhereBusy, // any other failure may have been logged
    refetchOnReconnect: false,
  });

const name = (query: string, ignore: readonly FilterKind[]) => [query, ...ignore].join('\n');

/**
 * useSearch gives the products found for a submitted query, of whose wish the shopper has taken some kinds back.
 * While another kind is being taken back, and the answer is on its way, the one before it stands in as placeholder data.
 */
export const useSearch = (query: string, ignore = nothing) =>
  useQuery({ ...searchOptions(useQueryClient(), query, ignore), placeholderData: keepPreviousData });

/** useSubmitSearch gives the function to call when the shopper submits a query, also one submitted before: it is asked and logged anew. */
export function useSubmitSearch() {
  const client = useQueryClient();
  return (query: string) => {
    forget('search');
    client.removeQueries({ queryKey: key(query), type: 'inactive' });
    void client.refetchQueries({ queryKey: key(query), type: 'active' });
  };
}
