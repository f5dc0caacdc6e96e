import { Link } from 'react-router';
import type { Card } from '@/lib/api/types';
import { canBeBought } from '@/lib/availability';
import type { Showing } from '@/lib/events/showing';
import { useShown } from '@/lib/events/useShowing';
import { Availability } from './Availability';
import { BuyButton } from './BuyButton';
import { productPath } from './productPath';
import { Price, Saving } from './Price';
import { ProductPicture } from './ProductPicture';
import { Rating } from './Rating';
import { variantText } from './variantText';

type Props = { product: Card; showing: Showing | undefined; index: number; heading: 'h2' | 'h3'; eager: boolean };

/** ProductTile is a product in a grid. The whole tile links to its page. */
export function ProductTile({ product, showing, index, heading: Heading, eager }: Props) {
  const { ref, used, opened } = useShown(showing, product, index);
  const variant = variantText(product);
  return (
    <article
      ref={ref}
      className="paper group relative flex h-full flex-col overflow-hidden rounded-2xl transition-transform duration-200 ease-out-soft focus-within:ring-3 focus-within:ring-lilac motion-safe:hover:-translate-y-1"
    >
      <div className="relative">
        <ProductPicture product={product} eager={eager} className="aspect-square w-full" />
        <Saving product={product} className="absolute top-2.5 left-2.5" />
        <Availability product={product} className="absolute bottom-2.5 left-2.5 max-w-[calc(100%-1.25rem)]" />
      </div>
      <div className="flex flex-1 flex-col gap-1.5 p-3.5">
        {product.brand && <p className="truncate text-xs font-semibold tracking-wide text-ink-2 uppercase">{product.brand}</p>}
        <Heading
          dir="auto"
          className="line-clamp-2 [overflow-wrap:anywhere] min-h-[2.6em] text-[15px] leading-[1.3] font-semibold"
        >
          <Link
            to={productPath(product.productId)}
            state={{ product }}
            onClick={opened}
            className="outline-none after:absolute after:inset-0"
          >
            {product.title}
          </Link>
        </Heading>
        {variant && <p className="truncate text-sm text-ink-2">{variant}</p>}
        {product.dismissed && <p className="text-xs text-ink-2">You weren’t interested</p>}
        <div className="mt-auto flex flex-col gap-1 pt-1">
          <Price product={product} />
          <Rating rating={product.rating} ratingCount={product.ratingCount} />
          {canBeBought(product) && <BuyButton product={product} onUse={used} className="relative z-10 mt-1.5 self-start" />}
        </div>
      </div>
    </article>
  );
}
