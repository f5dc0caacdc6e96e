import { queryOptions, usePrefetchQuery, useQuery } from '@tanstack/react-query';
import { api, take } from '@/lib/api/client';

const similarOptions = (productId: string) =>
  queryOptions({
    queryKey: ['similar', productId],
    queryFn: ({ signal }) =>
      take(api.GET('/api/similar/{productId}', { params: { path: { productId }, query: { limit: 6 } }, signal })),
    staleTime: 5 * 60_000,
  });

/** useSimilar gives the products nearest to a product. */
export const useSimilar = (productId: string) => useQuery(similarOptions(productId));

/** useSimilarSoon asks for the products nearest to a product, for whoever will show them. */
export const useSimilarSoon = (productId: string) => usePrefetchQuery(similarOptions(productId));
