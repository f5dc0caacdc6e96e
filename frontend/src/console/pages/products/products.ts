import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Card } from '@/lib/api/types';
import { read, write } from '../../lib/api';
import type { ProductEdit, ProductView } from '../../lib/types';

/** productsOptions finds products of the catalog. */
export const productsOptions = (q: string) =>
  queryOptions({
    queryKey: ['products', q],
    queryFn: ({ signal }) => read<{ products: Card[] }>('products', { query: { q, limit: 50 }, signal }),
    placeholderData: keepPreviousData,
    enabled: q !== '',
  });

const pathOf = (productId: string) => `products/${encodeURIComponent(productId)}`;

/** productOptions reads a product as the system sees it. */
export const productOptions = (productId: string) =>
  queryOptions({
    queryKey: ['product', productId],
    queryFn: ({ signal }) => read<ProductView>(pathOf(productId), { signal }),
  });

/** useEditProduct changes fields of a product, and reads it again. */
export function useEditProduct(productId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (edit: ProductEdit) => write('POST', pathOf(productId), edit),
    onSuccess: () => client.invalidateQueries({ queryKey: productOptions(productId).queryKey }),
  });
}
