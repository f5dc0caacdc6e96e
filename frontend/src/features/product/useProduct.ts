import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';

const productOptions = (productId: string) =>
  queryOptions({
    queryKey: ['product', productId],
    queryFn: ({ signal }) => unwrap(api.GET('/api/product/{productId}', { params: { path: { productId } }, signal })),
  });

/** useProduct returns a product from the catalog. */
export const useProduct = (productId: string) => useQuery(productOptions(productId));
