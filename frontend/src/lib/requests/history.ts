import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { HistoryPage } from '@/lib/api/types';

/** fetchHistory returns one page of the shopper's interactions, newest first. */
export const fetchHistory = (query: { limit: number; cursor?: string }, signal?: AbortSignal): Promise<HistoryPage> =>
  unwrap(api.GET('/api/history', { params: { query }, ...(signal && { signal }) }));

const recentOptions = queryOptions({
  queryKey: ['history', 'recent'],
  queryFn: ({ signal }) => fetchHistory({ limit: 50 }, signal),
});

/** useRecentHistory returns the shopper's latest interactions. */
export const useRecentHistory = () => useQuery(recentOptions);
