import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, take } from '@/lib/api/client';

const categoriesOptions = queryOptions({
  queryKey: ['categories'],
  queryFn: ({ signal }) => take(api.GET('/api/categories', { params: { query: { limit: 12 } }, signal })),
  staleTime: 10 * 60_000,
});

/** useCategories gives the categories of what is popular in the shop. */
export const useCategories = () => useQuery(categoriesOptions);
