import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { fetchHistory } from '@/lib/requests/history';

const historyOptions = infiniteQueryOptions({
  queryKey: ['history', 'pages'],
  queryFn: ({ pageParam, signal }) => fetchHistory({ limit: 20, ...(pageParam && { cursor: pageParam }) }, signal),
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor || undefined,
  staleTime: 0,
});

/** useHistory returns the shopper's whole history, page by page. */
export const useHistory = () => useInfiniteQuery(historyOptions);
