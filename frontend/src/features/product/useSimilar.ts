import { queryOptions, usePrefetchQuery, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';

const similarOptions = (productId: string) =>
  queryOptions({
    queryKey: ['similar', productId],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/similar/{productId}', { params: { path: { productId }, query: { limit: 6 } }, signal })),
    staleTime: 5 * 60_000,
  });

/** useSimilar returns the products most similar to a product. */
export const useSimilar = (productId: string) => useQuery(similarOptions(productId));

/** usePrefetchSimilar fetches the similar products before they are rendered. */
export const usePrefetchSimilar = (productId: string) => usePrefetchQuery(similarOptions(productId));
