import { Link } from 'react-router';
import { buttonLook } from '@/components/Button';
import { Icon } from '@/components/Icon';
import type { BasketLine, Checkout } from '@/lib/api/types';
import { beganCheckout } from '@/lib/events/track';
import { Total } from './Total';
import { canBuy } from './useBasket';

type Props = { lines: BasketLine[]; checkout: Checkout | null; ready: boolean };

/** CheckoutPanel shows the total, and leads to where the shopper buys. */
export function CheckoutPanel({ lines, checkout, ready }: Props) {
  const bought = lines.filter(canBuy);
  const left = lines.length - bought.length;
  return (
    <section aria-labelledby="total-title" className="paper flex flex-col gap-4 rounded-3xl p-5 lg:sticky lg:top-6">
      <h2 id="total-title" className="font-display text-xl font-bold">
        Total
      </h2>
      <Total lines={bought} />
      {left > 0 && (
        <p className="text-sm text-ink-2">
          {left === 1 ? 'One product is' : `${left} products are`} not available and not in the total.
        </p>
      )}
      {bought.length === 0 ? null : !ready || !checkout ? (
        <p className="text-sm text-ink-2">You can check out when we have the prices of this moment.</p>
      ) : (
        <CheckoutLink lines={bought} checkout={checkout} />
      )}
    </section>
  );
}

const look = `${buttonLook({ look: 'ember', size: 'lg' })} w-full`;

function CheckoutLink({ lines, checkout }: { lines: BasketLine[]; checkout: Checkout }) {
  if (checkout.kind === 'demo')
    return (
      <Link to="/checkout" className={look} onClick={() => beganCheckout(lines)}>
        Check out
      </Link>
    );
  if (checkout.kind === 'shop' && checkout.url)
    return (
      <a href={checkout.url} className={look} onClick={() => beganCheckout(lines)}>
        Check out <span className="sr-only">at the shop</span>
        <Icon name="external" className="size-4" />
      </a>
    );
  return <SellerLinks lines={lines} />;
}

// SellerLinks leads to the page of each product, because the shop has no checkout for a whole basket.
function SellerLinks({ lines }: { lines: BasketLine[] }) {
  const linked = lines.filter(({ url }) => url && /^https?:\/\//i.test(url));
  if (linked.length === 0) return <p className="text-sm text-ink-2">These products can’t be bought online yet.</p>;
  return (
    <>
      <p className="text-sm text-ink-2">Buy each product on its seller’s page:</p>
      <ul className="flex flex-col gap-2">
        {linked.map((line) => (
          <li key={line.productId}>
            <a
              href={line.url}
              onClick={() => beganCheckout([line])}
              target="_blank"
              rel="noopener noreferrer"
              className="flex min-h-11 items-center gap-2 rounded-xl font-semibold hover:underline"
            >
              <span dir="auto" className="line-clamp-1 min-w-0 flex-1 [overflow-wrap:anywhere]">
                {line.title}
              </span>
              <span className="sr-only">(opens the seller’s page)</span>
              <Icon name="external" className="size-4" />
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
