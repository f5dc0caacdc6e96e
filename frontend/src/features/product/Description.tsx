import type { Product } from '@/lib/api/types';
import { Attributes } from './Attributes';

/** Description shows the product's description and attributes, or a placeholder while they load. */
export function Description({ product, loading }: { product: Product; loading: boolean }) {
  if (loading && product.description === undefined) {
    return (
      <div className="flex min-h-32 flex-col gap-2 border-t border-paper-line pt-4" aria-hidden>
        <div className="skeleton h-4 w-full rounded" />
        <div className="skeleton h-4 w-11/12 rounded" />
        <div className="skeleton h-4 w-3/4 rounded" />
      </div>
    );
  }
  return (
    <div className="min-h-32 border-t border-paper-line pt-4">
      <h2 className="sr-only">Description</h2>
      <p dir="auto" className="max-h-96 overflow-y-auto leading-relaxed whitespace-pre-line [overflow-wrap:anywhere]">
        {product.description ?? 'No description available.'}
      </p>
      <Attributes product={product} />
    </div>
  );
}
