import type { Card } from '@/lib/api/types';
import type { Showing } from '@/lib/events/showing';
import { ProductTile } from './ProductTile';

const grid =
  'grid grid-cols-[repeat(auto-fill,minmax(min(100%,10.25rem),1fr))] gap-3 sm:grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] sm:gap-4';

type Props = { products: Card[]; showing?: Showing | undefined; label: string; heading: 'h2' | 'h3' };

/** TileGrid shows products in a responsive grid. heading is the heading level of their titles. */
export function TileGrid({ products, showing, label, heading }: Props) {
  return (
    <ul aria-label={label} className={grid}>
      {products.map((product, i) => (
        <li key={product.productId}>
          <ProductTile product={product} showing={showing} index={i} heading={heading} eager={i < 6} />
        </li>
      ))}
    </ul>
  );
}

/** TileGridSkeleton is the placeholder of a TileGrid that is loading. */
export function TileGridSkeleton({ count = 8 }: { count?: number }) {
  return (
    <div className={grid} aria-hidden>
      {Array.from({ length: count }, (_, i) => (
        <div key={i} className="paper overflow-hidden rounded-2xl">
          <div className="skeleton aspect-square" />
          <div className="flex flex-col gap-2 p-3.5">
            <div className="skeleton h-3 w-1/3 rounded" />
            <div className="skeleton h-4 w-full rounded" />
            <div className="skeleton h-4 w-2/3 rounded" />
            <div className="skeleton mt-2 h-6 w-1/2 rounded" />
            <div className="skeleton h-4 w-1/4 rounded" />
          </div>
        </div>
      ))}
    </div>
  );
}
