import { useDeferredValue, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { buttonLook } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { Trouble } from '@/components/Trouble';
import { troubleWith } from '@/lib/patience';
import { useRecordClick } from '@/lib/requests/click';
import { useCardPicks } from '@/lib/requests/recommend';
import { refreshCard } from '@/lib/steering';
import { CardFrame } from './CardFrame';
import { CardSkeleton } from './CardSkeleton';
import { useDismissals } from './dismissals';
import { Picks } from './Picks';

type Props = { slot: number; active: boolean; aboutToBeSeen: boolean };

/** ShopCard is the ShopFYPCard: the three products that the shopper's latest searches and clicks lead to. */
export function ShopCard({ slot, active, aboutToBeSeen }: Props) {
  const { picks, epoch, outdated } = useCardPicks(slot, { active, aboutToBeSeen });
  const dismissals = useDismissals(slot, epoch);
  const click = useRecordClick();
  const [cameBack] = useState(active); // from a page that the card led to: it stands there as it was left
  const { isError, refetch } = picks;
  useEffect(() => {
    if (active && isError) void refetch(); // it failed before it was seen: once more, now that it matters
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only on arrival; afterwards the shopper decides
  }, [active]);

  const shown = useDeferredValue(picks.data); // an answer comes amid a scroll, and drawing it holds no frame up
  if (picks.data && shown) {
    if (shown.products.length === 0) return <EmptyCard />;
    return (
      <Picks
        products={shown.products}
        standIn={shown.fallback !== undefined}
        atOnce={cameBack}
        outdated={outdated}
        dismissalOf={dismissals.of}
        onDismiss={dismissals.dismiss}
        onUndo={dismissals.undo}
        onBuy={click.mutate}
        onRefresh={refreshCard}
      />
    );
  }
  const trouble = troubleWith(picks);
  if (trouble) {
    return (
      <CardFrame kicker="Picked for you" title="Your picks">
        <div className="my-auto">
          <Trouble what="your picks" {...trouble} onRetry={() => void picks.refetch()} onPaper />
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
          title="Nothing to pick from yet"
          onPaper
          action={
            <Link to="/search" className={buttonLook({ look: 'ink' })}>
              Search the shop
            </Link>
          }
        >
          Tell us what you are after, and this card will know.
        </Notice>
      </div>
    </CardFrame>
  );
}
