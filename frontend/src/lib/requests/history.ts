import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, take } from '@/lib/api/client';
import type { HistoryPage } from '@/lib/api/types';

/** fetchHistory reads one page of the shopper's interactions, newest first. */
export const fetchHistory = (query: { limit: number; cursor?: string }, signal?: AbortSignal): Promise<HistoryPage> =>
  take(api.GET('/api/history', { params: { query }, ...(signal && { signal }) }));

const historyOptions = infiniteQueryOptions({
  queryKey: ['history', 'pages'],
  queryFn: ({ pageParam, signal }) => fetchHistory({ limit: 20, ...(pageParam && { cursor: pageParam }) }, signal),
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor || undefined,
  staleTime: 0,
});

const recentOptions = queryOptions({
  queryKey: ['history', 'recent'],
  queryFn: ({ signal }) => fetchHistory({ limit: 50 }, signal),
});

/** useHistory gives everything that the shop knows of the shopper, a page at a time. */
export const useHistory = () => useInfiniteQuery(historyOptions);

/** useRecent gives the shopper's latest interactions. */
export const useRecent = () => useQuery(recentOptions);
