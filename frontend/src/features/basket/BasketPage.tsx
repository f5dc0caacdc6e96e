import { useRef } from 'react';
import { Link } from 'react-router';
import { buttonLook } from '@/components/Button';
import { ErrorState } from '@/components/ErrorState';
import { Notice } from '@/components/Notice';
import type { BasketLine } from '@/lib/api/types';
import { isNoAccount } from '@/lib/auth/refusal';
import { setQuantity } from '@/lib/basket/change';
import { showToast } from '@/lib/toast';
import { useOnline } from '@/lib/useOnline';
import { BasketSkeleton } from './BasketSkeleton';
import { CheckoutPanel } from './CheckoutPanel';
import { Line } from './Line';
import { useBasket } from './useBasket';

/** BasketPage shows the basket at the prices of this moment, and leads to the checkout. */
export function BasketPage() {
  const { lines, checkout, outdated, loading, error, retry } = useBasket();
  const title = useRef<HTMLHeadingElement>(null);
  const remove = (line: BasketLine) => {
    title.current?.focus(); // the pressed button is about to disappear
    setQuantity(line.productId, 0);
    showToast(`Removed: ${line.title || 'a product'}`, [
      { label: 'Undo', onClick: () => setQuantity(line.productId, line.quantity, line) },
    ]);
  };
  return (
    <div className="mx-auto w-full max-w-6xl px-4 pt-6 pb-12 sm:px-6">
      <title>Basket · ShopFYP</title>
      <h1 ref={title} tabIndex={-1} className="font-display text-3xl font-bold outline-none">
        Your basket
      </h1>
      {lines.length > 0 ? (
        <div className="mt-5 grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="flex min-w-0 flex-col gap-3">
            <Freshness outdated={outdated} error={error?.error} onRetry={retry} />
            <ul
              aria-label="Products in your basket"
              className="paper flex flex-col divide-y divide-paper-line rounded-3xl px-4 sm:px-5"
            >
              {lines.map((line) => (
                <Line key={line.productId} line={line} onRemove={() => remove(line)} />
              ))}
            </ul>
          </div>
          <CheckoutPanel lines={lines} checkout={checkout} ready={!outdated} />
        </div>
      ) : loading ? (
        <BasketSkeleton />
      ) : error && !isNoAccount(error.error) ? (
        <ErrorState subject="your basket" {...error} onRetry={retry} />
      ) : (
        <EmptyBasket />
      )}
    </div>
  );
}

function EmptyBasket() {
  return (
    <Notice
      icon="bag"
      title="Your basket is empty"
      action={
        <>
          <Link to="/" className={buttonLook({ look: 'ember' })}>
            See your picks
          </Link>
          <Link to="/search" className={buttonLook({ look: 'outline' })}>
            Search the shop
          </Link>
        </>
      }
    >
      Press Buy on a product, and it waits here for you on all of your devices.
    </Notice>
  );
}

// Freshness says when prices and availabilities may have changed.
function Freshness({ outdated, error, onRetry }: { outdated: boolean; error: unknown; onRetry: () => void }) {
  const online = useOnline();
  const text = !online
    ? 'You’re offline. Prices and availability may have changed; your changes are sent when you’re back online.'
    : isNoAccount(error)
      ? 'Your basket is only in this browser, because we can’t create an account right now.'
      : error
        ? 'We couldn’t load the prices of this moment.'
        : '';
  return (
    <div role="status" className="empty:-mb-3">
      {outdated && text && (
        <p className="flex flex-wrap items-center gap-x-3 rounded-2xl bg-night-3 px-4 py-3 text-sm">
          {text}
          {online && (
            <button type="button" className="min-h-8 rounded font-semibold underline underline-offset-3" onClick={onRetry}>
              Try again
            </button>
          )}
        </p>
      )}
    </div>
  );
}
