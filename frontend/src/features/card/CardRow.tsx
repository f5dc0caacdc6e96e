import { Link } from 'react-router';
import { Availability } from '@/components/Availability';
import { BuyButton } from '@/components/BuyButton';
import { IconButton } from '@/components/IconButton';
import { Saving, StackedPrice } from '@/components/Price';
import { ProductPicture } from '@/components/ProductPicture';
import { productPath } from '@/components/productPath';
import { Rating } from '@/components/Rating';
import { reasonText } from '@/components/reasonText';
import type { Recommendation } from '@/lib/api/types';
import type { Showing } from '@/lib/events/showing';
import { useShown } from '@/lib/events/useShowing';
import { availabilityText } from '@/lib/availability';

type Props = {
  product: Recommendation;
  showing: Showing | undefined;
  /** position on the card */
  index: number;
  showReason: boolean;
  /** dismisses the product, and calls saved once the shop knows */
  onDismiss: (saved: () => void) => void;
  onBuy: () => void;
};

// On a short card, such as on a small phone, a row has room for the title, one more line and the price.
const hiddenIfShort = '[@container_(max-height:34rem)]:hidden';

/** CardRow is a product on the card. The row links to the product's page. */
export function CardRow({ product, showing, index, showReason, onDismiss, onBuy }: Props) {
  const { ref, used, opened, dismissed } = useShown(showing, product, index);
  const inStock = !availabilityText(product);
  return (
    <li ref={ref} className="group relative flex min-h-0 gap-3.5 rounded-2xl p-1.5 focus-within:bg-paper-2 hover:bg-paper-2">
      <div className="relative aspect-square h-full max-w-[40%] shrink-0">
        <ProductPicture product={product} className="size-full rounded-xl" />
        <Saving product={product} className="absolute top-2 left-2" />
      </div>
      <div className="flex min-w-0 flex-1 flex-col py-0.5">
        {product.brand && (
          <p className={`truncate pr-9 text-[11px] font-semibold tracking-wide text-ink-2 uppercase ${hiddenIfShort}`}>
            {product.brand}
          </p>
        )}
        <h3
          dir="auto"
          className="line-clamp-2 [overflow-wrap:anywhere] [@container_(min-height:46rem)]:line-clamp-3 pr-9 text-[15px] leading-[1.25] font-semibold"
        >
          <Link
            to={productPath(product.productId)}
            state={{ product }}
            onClick={opened}
            className="rounded outline-offset-2 after:absolute after:inset-0 after:rounded-2xl focus-visible:outline-0 focus-visible:after:outline-3 focus-visible:after:outline-[var(--focus)]"
          >
            {product.title}
          </Link>
        </h3>
        <div className={`mt-1 ${hiddenIfShort}`}>
          <Rating rating={product.rating} ratingCount={product.ratingCount} />
        </div>
        {showReason && (
          <p className={`mt-1 text-xs font-semibold text-violet ${inStock ? 'line-clamp-2' : `line-clamp-1 ${hiddenIfShort}`}`}>
            {reasonText(product.reason)}
          </p>
        )}
        <Availability product={product} className="mt-1 max-w-full shrink-0 truncate" />
        <div className="mt-auto flex items-end justify-between gap-2">
          <StackedPrice product={product} />
          <BuyButton product={product} className="relative z-10" onUse={used} onBuy={onBuy} />
        </div>
      </div>
      <IconButton
        icon="hidden"
        label={`Not interested in ${product.title}`}
        onClick={() => onDismiss(dismissed)}
        className="!absolute top-0 right-0 z-10 text-ink-2 hover:bg-paper-line hover:text-ink"
      />
    </li>
  );
}
