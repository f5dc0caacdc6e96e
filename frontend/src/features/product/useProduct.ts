import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, take } from '@/lib/api/client';

const productOptions = (productId: string) =>
  queryOptions({
    queryKey: ['product', productId],
    queryFn: ({ signal }) => take(api.GET('/api/product/{productId}', { params: { path: { productId } }, signal })),
  });

/** useProduct gives a product as the catalogue has it now. */
export const useProduct = (productId: string) => useQuery(productOptions(productId));
