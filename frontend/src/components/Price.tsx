import type { Card } from '@/lib/api/types';
import { price, saving } from '@/lib/money';

type Priced = Pick<Card, 'price' | 'listPrice'>;

/** Price shows what a product costs, beside a list price above it, struck; in large, with the saving too. */
export function Price({ product, size = 'md' }: { product: Priced; size?: 'md' | 'lg' }) {
  if (!product.price) return <NoPrice />;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
      <span className={`font-display font-bold tracking-tight tabular-nums ${size === 'lg' ? 'text-3xl' : 'text-lg'}`}>
        {price(product.price)}
      </span>
      <ListPrice product={product} />
      {size === 'lg' && <Saving product={product} className="self-center" />}
    </p>
  );
}

/** StackedPrice is the same in a narrow column, without the saving, which stands elsewhere. */
export function StackedPrice({ product }: { product: Priced }) {
  if (!product.price) return <NoPrice />;
  return (
    <p className="flex flex-col leading-tight">
      <ListPrice product={product} />
      <span className="font-display text-xl font-bold tracking-tight tabular-nums">{price(product.price)}</span>
    </p>
  );
}

function ListPrice({ product }: { product: Priced }) {
  if (saving(product) === 0 || !product.listPrice) return null;
  return (
    <s className="text-sm text-ink-2 tabular-nums">
      <span className="sr-only">instead of </span>
      {price(product.listPrice)}
    </s>
  );
}

/** Saving is how much less than its list price a product costs, where it does. */
export function Saving({ product, className = '' }: { product: Priced; className?: string }) {
  const off = saving(product);
  if (off === 0) return null;
  return (
    <span className={`rounded-full bg-mint-soft px-2 py-0.5 text-xs font-bold text-mint ${className}`}>
      <span className="sr-only">You save </span>
      <span aria-hidden>−</span>
      {off}%
    </span>
  );
}

const NoPrice = () => <p className="text-sm text-ink-2">Price in the shop</p>;
