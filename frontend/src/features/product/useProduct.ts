import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { isNotFound } from '@/lib/api/problem';

const productOptions = (productId: string) =>
  queryOptions({
    queryKey: ['product', productId],
    queryFn: ({ signal }) => unwrap(api.GET('/api/product/{productId}', { params: { path: { productId } }, signal })),
    // A product can sell out, change its price or go away while the shopper looks at it.
    refetchInterval: ({ state }) => (isNotFound(state.error) ? false : currentFor),
    refetchOnWindowFocus: true,
  });

const currentFor = 60_000;

/** useProduct returns a product from the catalog. */
export const useProduct = (productId: string) => useQuery(productOptions(productId));
