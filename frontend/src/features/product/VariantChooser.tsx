import { Link } from 'react-router';
import { productPath } from '@/components/productPath';
import type { Product } from '@/lib/api/types';
import { availabilityText, canBeBought } from '@/lib/availability';
import { formatPrice } from '@/lib/money';
import { choicesOf, type Choice } from './variants';

/** VariantChooser lets the shopper choose color, size and other options. Every variant is a page of its own. */
export function VariantChooser({ product }: { product: Product }) {
  const choices = choicesOf(product.variants ?? [], product.productId);
  return choices.map((choice) => <Values key={choice.name} choice={choice} product={product} />);
}

function Values({ choice: { name, values }, product }: { choice: Choice; product: Product }) {
  const current = values.find((v) => v.current)?.value;
  return (
    <nav aria-label={name}>
      <p aria-hidden className="pb-1.5 text-sm text-ink-2">
        {name}: <span className="font-semibold text-ink">{current}</span>
      </p>
      <ul className="flex flex-wrap gap-2">
        {values.map((v) => (
          <li key={v.value}>
            <ValueLink {...v} price={priceText(v.variant, product)} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function ValueLink({ value, variant, current, price }: Choice['values'][number] & { price?: string | undefined }) {
  const look = current ? 'border-ink bg-ink text-paper' : 'border-paper-line bg-paper hover:border-ink';
  const soldOut = !current && !canBeBought(variant);
  return (
    <Link
      to={productPath(variant.productId)}
      state={{ product: variant }}
      replace
      preventScrollReset
      aria-current={current || undefined}
      aria-label={[value, price, availabilityText(variant)].filter(Boolean).join(', ')}
      className={`inline-flex min-h-11 min-w-11 flex-col items-center justify-center rounded-xl border-2 px-3 py-0.5 text-sm leading-tight font-semibold ${look} ${
        soldOut ? 'border-dashed text-ink-2 line-through decoration-1' : ''
      }`}
    >
      {value}
      {price && <span className="text-xs font-normal tabular-nums">{price}</span>}
    </Link>
  );
}

// priceText returns the price of a variant if it differs from the product's.
const priceText = (variant: { price?: Product['price'] }, product: Product): string | undefined =>
  variant.price && variant.price.amount !== product.price?.amount ? formatPrice(variant.price) : undefined;
