import { Link } from 'react-router';
import { Availability } from '@/components/Availability';
import { BuyButton } from '@/components/BuyButton';
import { Price } from '@/components/Price';
import { Rating } from '@/components/Rating';
import type { Product } from '@/lib/api/types';
import { canBeBought } from '@/lib/availability';
import { deadline } from '@/lib/time';
import { Description } from './Description';
import { Gallery } from './Gallery';
import { VariantChooser } from './VariantChooser';

/** ProductDetails shows everything about one product. */
export function ProductDetails({ product, loading }: { product: Product; loading: boolean }) {
  return (
    <article className="paper grid overflow-hidden rounded-3xl md:grid-cols-2">
      <Gallery product={product} />
      <div className="flex flex-col gap-4 p-5 sm:p-8">
        {product.category && product.category.length > 0 && <CategoryPath steps={product.category} />}
        <div>
          {product.brand && <p className="text-sm font-semibold tracking-wide text-ink-2 uppercase">{product.brand}</p>}
          <h1 dir="auto" className="font-display text-2xl leading-tight font-bold [overflow-wrap:anywhere] sm:text-3xl">
            {product.title}
          </h1>
        </div>
        <Rating rating={product.rating} ratingCount={product.ratingCount} />
        <div className="flex flex-col gap-1">
          <Price product={product} size="lg" />
          {product.saleEnd && <p className="text-sm text-ink-2">Sale ends {deadline(product.saleEnd)}</p>}
        </div>
        <Availability product={product} />
        <VariantChooser product={product} />
        {canBeBought(product) ? (
          <BuyButton product={product} size="lg" className="w-full sm:w-auto sm:self-start sm:px-12" />
        ) : (
          <SoldOut product={product} />
        )}
        <Description product={product} loading={loading} />
      </div>
    </article>
  );
}

// SoldOut points to what the shopper can buy instead.
function SoldOut({ product }: { product: Product }) {
  const others = product.variants?.some((v) => v.productId !== product.productId && canBeBought(v));
  return (
    <p className="text-ink-2">
      {others ? 'Choose another option above, or ' : 'You can '}
      <a href="#similar" className="font-semibold text-ink underline underline-offset-3">
        see similar products
      </a>
      .
    </p>
  );
}

function CategoryPath({ steps }: { steps: string[] }) {
  return (
    <nav aria-label="Category">
      <ol className="flex flex-wrap gap-x-1.5 text-sm text-ink-2">
        {steps.map((step, i) => (
          <li key={`${i}-${step}`} className="flex gap-1.5">
            {i > 0 && <span aria-hidden>›</span>}
            <Link
              to={`/search?${new URLSearchParams({ q: steps.slice(Math.max(0, i - 1), i + 1).join(' ') })}`}
              className="underline decoration-paper-line underline-offset-3 hover:text-ink hover:decoration-ink"
            >
              {step}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
