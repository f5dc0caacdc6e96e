import type { Card } from '@/lib/api/types';
import { formatPrice, savingPercent } from '@/lib/money';

type Priced = Pick<Card, 'price' | 'listPrice'>;

/** Price shows a product's price and its list price if that is higher. The large size also shows the saving. */
export function Price({ product, size = 'md' }: { product: Priced; size?: 'md' | 'lg' }) {
  if (!product.price) return <NoPrice />;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
      <span className={`font-display font-bold tracking-tight tabular-nums ${size === 'lg' ? 'text-3xl' : 'text-lg'}`}>
        {formatPrice(product.price)}
      </span>
      <ListPrice product={product} />
      {size === 'lg' && <Saving product={product} className="self-center" />}
    </p>
  );
}

/** StackedPrice is Price for a narrow column, without the saving. */
export function StackedPrice({ product }: { product: Priced }) {
  if (!product.price) return <NoPrice />;
  return (
    <p className="flex flex-col leading-tight">
      <ListPrice product={product} />
      <span className="font-display text-xl font-bold tracking-tight tabular-nums">{formatPrice(product.price)}</span>
    </p>
  );
}

function ListPrice({ product }: { product: Priced }) {
  if (savingPercent(product) === 0 || !product.listPrice) return null;
  return (
    <s className="text-sm text-ink-2 tabular-nums">
      <span className="sr-only">List price: </span>
      {formatPrice(product.listPrice)}
    </s>
  );
}

/** Saving shows the discount from the list price, if there is one. */
export function Saving({ product, className = '' }: { product: Priced; className?: string }) {
  const off = savingPercent(product);
  if (off === 0) return null;
  return (
    <span className={`rounded-full bg-mint-soft px-2 py-0.5 text-xs font-bold text-mint ${className}`}>
      <span className="sr-only">You save </span>
      <span aria-hidden>−</span>
      {off}%
    </span>
  );
}

const NoPrice = () => <p className="text-sm text-ink-2">Price not available</p>;
