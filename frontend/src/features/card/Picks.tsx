import { memo } from 'react';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import type { Recommendation } from '@/lib/api/types';
import type { Showing } from '@/lib/events/showing';
import { useStaggeredCount } from '@/lib/useStaggeredCount';
import { CardFrame } from './CardFrame';
import { CardRow } from './CardRow';
import type { Dismissal } from './dismissals';
import { DismissedRow } from './DismissedRow';
import { headlineOf } from './headline';
import { SeeMore } from './SeeMore';

type Props = {
  products: Recommendation[];
  showing: Showing | undefined;
  /** the products are popular ones, because the shopper's history is unavailable */
  fallback: boolean;
  /** renders all rows at once, not one per frame */
  immediate: boolean;
  /** newer picks are available */
  outdated: boolean;
  dismissalOf: (productId: string) => Dismissal | undefined;
  onDismiss: (productId: string, saved: () => void) => void;
  onUndo: (productId: string) => void;
  onBuy: (productId: string) => void;
  onRefresh: () => void;
};

/** Picks is the card with its products. It is memoized, so that scrolling past does not render it again. */
export const Picks = memo(function Picks({
  products,
  showing,
  fallback,
  immediate,
  outdated,
  dismissalOf,
  onDismiss,
  onUndo,
  onBuy,
  onRefresh,
}: Props) {
  const rows = useStaggeredCount(products.length, immediate);
  const { kicker, title, mixed } = headlineOf(products, fallback);
  return (
    <CardFrame kicker={kicker} title={title} icon={fallback ? 'clock' : 'spark'}>
      <ul className="grid min-h-0 flex-1 grid-cols-1 grid-rows-[repeat(3,minmax(0,1fr))] gap-1">
        {products.slice(0, rows).map((product, index) => {
          const dismissal = dismissalOf(product.productId);
          return dismissal ? (
            <DismissedRow
              key={product.productId}
              product={product}
              saved={dismissal.interactionId !== undefined}
              onUndo={() => onUndo(product.productId)}
            />
          ) : (
            <CardRow
              key={product.productId}
              product={product}
              showing={showing}
              index={index}
              showReason={mixed}
              onDismiss={(saved) => onDismiss(product.productId, saved)}
              onBuy={() => onBuy(product.productId)}
            />
          );
        })}
      </ul>
      <div className="flex min-h-11 items-center justify-center gap-2">
        <SeeMore reason={products[0]!.reason} />
        {outdated && (
          <Button size="sm" look="quiet" className="motion-safe:animate-rise" onClick={onRefresh}>
            <Icon name="refresh" className="size-4" /> New picks
          </Button>
        )}
      </div>
    </CardFrame>
  );
});
