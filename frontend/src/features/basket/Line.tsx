import { Link } from 'react-router';
import { Icon } from '@/components/Icon';
import { IconButton } from '@/components/IconButton';
import { ProductPicture } from '@/components/ProductPicture';
import { productPath } from '@/components/productPath';
import { variantText } from '@/components/variantText';
import type { BasketLine } from '@/lib/api/types';
import { availabilityText } from '@/lib/availability';
import { setQuantity } from '@/lib/basket/change';
import { formatPrice } from '@/lib/money';
import { QuantityStepper } from './QuantityStepper';

/** Line is one product of the basket, with what has changed since the shopper added it. */
export function Line({ line, onRemove }: { line: BasketLine; onRemove: () => void }) {
  const name = line.title || 'A product that the shop no longer has';
  const variant = variantText(line);
  const picture = <ProductPicture product={{ ...line, title: name }} className="aspect-square size-20 rounded-2xl sm:size-28" />;
  return (
    <li className={`flex gap-3.5 py-4 ${line.status === 'available' ? '' : 'text-ink-2'}`}>
      {picture}
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <div className="flex items-start gap-2">
          <h2 dir="auto" className="line-clamp-3 min-w-0 flex-1 leading-snug font-semibold [overflow-wrap:anywhere]">
            {line.status === 'gone' ? (
              name
            ) : (
              <Link to={productPath(line.productId)} className="rounded hover:underline">
                {name}
              </Link>
            )}
          </h2>
          <IconButton
            icon="trash"
            label={`Remove ${name}`}
            className="-mt-2 -mr-2 text-ink-2 hover:bg-paper-2 hover:text-ink"
            onClick={onRemove}
          />
        </div>
        {variant && <p className="text-sm text-ink-2">{variant}</p>}
        <Changes line={line} />
        {line.status === 'available' && (
          <div className="mt-auto flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pt-1">
            <QuantityStepper name={name} quantity={line.quantity} onChange={(n) => setQuantity(line.productId, n, line)} />
            <LinePrice line={line} />
          </div>
        )}
      </div>
    </li>
  );
}

function LinePrice({ line: { price, quantity } }: { line: BasketLine }) {
  if (!price) return <p className="text-sm text-ink-2">Price not available</p>;
  return (
    <p className="text-right leading-tight">
      <span className="font-display text-lg font-bold tabular-nums">
        {formatPrice({ ...price, amount: price.amount * quantity })}
      </span>
      {quantity > 1 && <span className="block text-sm text-ink-2 tabular-nums">{formatPrice(price)} each</span>}
    </p>
  );
}

// Changes says what is different from the moment at which the shopper added the product.
function Changes({ line }: { line: BasketLine }) {
  const { status, price, addedPrice, productId, title } = line;
  if (status === 'gone') return <Change warning>No longer available. You can remove it.</Change>;
  if (status === 'sold_out')
    return (
      <Change warning>
        Sold out. Remove it, or{' '}
        <Link
          to={productPath(productId)}
          aria-label={`Choose another for ${title}`}
          className="font-semibold text-ink underline underline-offset-3"
        >
          choose another
        </Link>
        .
      </Change>
    );
  const ships = availabilityText(line);
  return (
    <>
      {ships && <Change>{ships}</Change>}
      {addedPrice && price && (
        <Change warning={addedPrice.currency === price.currency && price.amount > addedPrice.amount}>
          Price went from {formatPrice(addedPrice)} to {formatPrice(price)}.
        </Change>
      )}
    </>
  );
}

function Change({ warning = false, children }: { warning?: boolean; children: React.ReactNode }) {
  return (
    <p
      className={`flex items-start gap-2 self-start rounded-2xl px-3 py-1.5 text-sm ${warning ? 'bg-paper-2 text-ink' : 'bg-mint-soft text-mint'}`}
    >
      <Icon name={warning ? 'alert' : 'check'} className="mt-0.5 size-4" />
      <span className="min-w-0">{children}</span>
    </p>
  );
}
