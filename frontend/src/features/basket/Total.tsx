import type { BasketLine } from '@/lib/api/types';
import { formatPrice } from '@/lib/money';
import { itemsText, totalsOf } from './totals';

/** Total shows what the lines cost together, one sum for each currency. */
export function Total({ lines }: { lines: BasketLine[] }) {
  const { items, sums, unpriced } = totalsOf(lines);
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <p className="text-ink-2">{itemsText(items)}</p>
      <div className="text-right">
        {sums.map((sum) => (
          <p key={sum.currency} className="font-display text-2xl font-bold tabular-nums">
            {formatPrice(sum)}
          </p>
        ))}
        {unpriced > 0 && <p className="text-sm text-ink-2">{itemsText(unpriced)} without a price</p>}
      </div>
    </div>
  );
}
