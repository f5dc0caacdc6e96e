import { useDeferredValue, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { buttonLook } from '@/components/Button';
import { ErrorState } from '@/components/ErrorState';
import { Notice } from '@/components/Notice';
import { refreshVisibleCard } from '@/lib/cardEpochs';
import { useShowing } from '@/lib/events/useShowing';
import { useRecordClick } from '@/lib/requests/useRecordClick';
import { loadError } from '@/lib/retry';
import { CardFrame } from './CardFrame';
import { CardSkeleton } from './CardSkeleton';
import { useDismissals } from './dismissals';
import { Picks } from './Picks';
import { useCardPicks } from './useCardPicks';

type Props = { slot: number; active: boolean; near: boolean };

/** ShopCard is the ShopFYPCard: three products recommended from the shopper's latest searches and clicks. */
export function ShopCard({ slot, active, near }: Props) {
  const { picks, epoch, outdated } = useCardPicks(slot, { active, near });
  const dismissals = useDismissals(slot, epoch);
  const click = useRecordClick();
  const [returned] = useState(active); // active on the first render means that the shopper came back to the card
  const { isError, refetch } = picks;
  useEffect(() => {
    if (active && isError) void refetch(); // it failed before it was visible, so try again
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when the card becomes active; after that, the shopper can retry
  }, [active]);

  const shown = useDeferredValue(picks.data); // deferred, so that rendering a response does not delay the scroll
  const showing = useShowing(shown?.fallback ? 'popular' : 'card', shown, active);
  if (picks.data && shown) {
    if (shown.products.length === 0) return <EmptyCard />;
    return (
      <Picks
        products={shown.products}
        showing={showing}
        fallback={shown.fallback !== undefined}
        immediate={returned}
        outdated={outdated}
        dismissalOf={dismissals.of}
        onDismiss={dismissals.dismiss}
        onUndo={dismissals.undo}
        onBuy={click.mutate}
        onRefresh={refreshVisibleCard}
      />
    );
  }
  const error = loadError(picks);
  if (error) {
    return (
      <CardFrame kicker="Picked for you" title="Your picks">
        <div className="my-auto">
          <ErrorState subject="your picks" {...error} onRetry={() => void picks.refetch()} onPaper />
        </div>
      </CardFrame>
    );
  }
  return <CardSkeleton />;
}

function EmptyCard() {
  return (
    <CardFrame kicker="Picked for you" title="Your picks">
      <div className="my-auto">
        <Notice
          icon="bag"
          title="No picks yet"
          onPaper
          action={
            <Link to="/search" className={buttonLook({ look: 'ink' })}>
              Search the shop
            </Link>
          }
        >
          Search for something you like, and we’ll find picks for you.
        </Notice>
      </div>
    </CardFrame>
  );
}
