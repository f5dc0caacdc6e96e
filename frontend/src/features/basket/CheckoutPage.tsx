import { Link, Navigate, useNavigate } from 'react-router';
import { BackButton } from '@/components/BackButton';
import { Button, buttonLook } from '@/components/Button';
import { ErrorState } from '@/components/ErrorState';
import { Icon } from '@/components/Icon';
import { variantText } from '@/components/variantText';
import { ApiError } from '@/lib/api/problem';
import type { BasketLine } from '@/lib/api/types';
import { formatPrice } from '@/lib/money';
import { BasketSkeleton } from './BasketSkeleton';
import { Total } from './Total';
import { canBuy, useBasket } from './useBasket';
import { useCheckout } from './useCheckout';

/** CheckoutPage stands in for a shop's checkout in the demo. Nobody pays. */
export function CheckoutPage() {
  const navigate = useNavigate();
  const { lines, checkout, outdated, error, retry } = useBasket();
  const order = useCheckout((bought) => void navigate('/checkout/thanks', { replace: true, state: { bought } }));
  const bought = lines.filter(canBuy);
  const waiting = outdated && !error;
  if (!waiting && !error && (bought.length === 0 || checkout?.kind !== 'demo') && order.isIdle)
    return <Navigate to="/basket" replace />;
  return (
    <div className="mx-auto w-full max-w-2xl px-4 pt-4 pb-12 sm:px-6">
      <title>Checkout · ShopFYP</title>
      <div className="flex items-center gap-1 pb-4">
        <BackButton className="-ml-2 text-mist hover:bg-night-3" />
        <h1 className="font-display text-3xl font-bold">Checkout</h1>
      </div>
      {error ? (
        <ErrorState subject="your order" {...error} onRetry={retry} />
      ) : waiting ? (
        <BasketSkeleton />
      ) : (
        <div className="flex flex-col gap-4">
          <p role="note" className="flex items-start gap-3 rounded-3xl bg-gold px-5 py-4 font-semibold text-ink">
            <Icon name="alert" className="mt-0.5 size-5" />
            This is a demo. Nothing is sold, nobody pays, and nothing is sent.
          </p>
          <Summary lines={bought} />
          {order.isError && <Failure error={order.error} />}
          <div className="flex flex-wrap gap-3">
            <Button look="ember" size="lg" className="flex-1" disabled={order.isPending} onClick={() => order.mutate(bought)}>
              {order.isPending ? 'Placing your order…' : 'Place demo order'}
            </Button>
            <Link to="/basket" className={buttonLook({ look: 'outline', size: 'lg' })}>
              Back to basket
            </Link>
          </div>
        </div>
      )}
    </div>
  );
}

function Summary({ lines }: { lines: BasketLine[] }) {
  return (
    <section aria-label="Your order" className="paper flex flex-col gap-4 rounded-3xl p-5">
      <ul aria-label="Products" className="flex flex-col gap-3">
        {lines.map((line) => (
          <Item key={line.productId} line={line} />
        ))}
      </ul>
      <div className="border-t border-paper-line pt-4">
        <Total lines={lines} />
      </div>
    </section>
  );
}

function Item({ line }: { line: BasketLine }) {
  const { title, quantity, price } = line;
  const variant = variantText(line);
  return (
    <li className="flex justify-between gap-4">
      <span dir="auto" className="min-w-0 [overflow-wrap:anywhere]">
        {quantity} × {title}
        {variant && <span className="block text-sm text-ink-2">{variant}</span>}
      </span>
      {price && <span className="tabular-nums">{formatPrice({ ...price, amount: price.amount * quantity })}</span>}
    </li>
  );
}

function Failure({ error }: { error: unknown }) {
  const text =
    error instanceof ApiError && error.status < 500
      ? 'The shop did not accept the order. Look at your basket again.'
      : 'We couldn’t place the order. Check your connection and try again: it will count once.';
  return (
    <p role="alert" className="rounded-2xl bg-danger px-4 py-3 text-danger-text">
      {text}
    </p>
  );
}
