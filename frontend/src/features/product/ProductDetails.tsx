import { Link } from 'react-router';
import { BuyButton } from '@/components/BuyButton';
import { Price } from '@/components/Price';
import { ProductPicture } from '@/components/ProductPicture';
import { Rating } from '@/components/Rating';
import type { Product } from '@/lib/api/types';
import { Description } from './Description';

/** ProductDetails shows everything about one product. */
export function ProductDetails({ product, loading }: { product: Product; loading: boolean }) {
  return (
    <article className="paper grid overflow-hidden rounded-3xl md:grid-cols-2">
      <ProductPicture product={product} eager className="aspect-[4/3] w-full md:aspect-auto md:h-full md:min-h-[30rem]" />
      <div className="flex flex-col gap-4 p-5 sm:p-8">
        {product.category && product.category.length > 0 && <CategoryPath steps={product.category} />}
        <div>
          {product.brand && <p className="text-sm font-semibold tracking-wide text-ink-2 uppercase">{product.brand}</p>}
          <h1 className="font-display text-2xl leading-tight font-bold [overflow-wrap:anywhere] sm:text-3xl">{product.title}</h1>
        </div>
        <Rating rating={product.rating} ratingCount={product.ratingCount} />
        <Price product={product} size="lg" />
        <BuyButton product={product} size="lg" className="w-full sm:w-auto sm:self-start sm:px-12" />
        <Description product={product} loading={loading} />
      </div>
    </article>
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
