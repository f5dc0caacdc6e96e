import { Link, useLocation } from 'react-router';
import { buttonLook } from '@/components/Button';
import { Notice } from '@/components/Notice';
import type { BasketLine } from '@/lib/api/types';
import { itemsText, totalsOf } from './totals';

/** ThanksPage follows the demo's checkout. */
export function ThanksPage() {
  const state = useLocation().state as { bought?: BasketLine[] } | null;
  const items = totalsOf(state?.bought ?? []).items;
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col px-4 pt-16 pb-12 sm:px-6">
      <title>Thank you · ShopFYP</title>
      <Notice
        icon="check"
        title="Thank you!"
        wholePage
        action={
          <>
            <Link to="/" className={buttonLook({ look: 'ember' })}>
              See your next picks
            </Link>
            <Link to="/you" className={buttonLook({ look: 'outline' })}>
              See your history
            </Link>
          </>
        }
      >
        {items > 0
          ? `You bought ${itemsText(items)} in this demo, so nothing will be sent.`
          : 'This was a demo, so nothing will be sent.'}{' '}
        Your next picks go with what you bought.
      </Notice>
    </div>
  );
}
