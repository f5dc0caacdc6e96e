import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';

const categoriesOptions = queryOptions({
  queryKey: ['categories'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/categories', { params: { query: { limit: 12 } }, signal })),
  staleTime: 10 * 60_000,
});

/** useCategories returns the categories of the most popular products. */
export const useCategories = () => useQuery(categoriesOptions);
