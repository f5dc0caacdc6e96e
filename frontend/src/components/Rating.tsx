import { compactCount } from '@/lib/time';
import { Icon } from './Icon';

/** Rating shows the average rating and the number of ratings. */
export function Rating({ rating, ratingCount }: { rating?: number | undefined; ratingCount?: number | undefined }) {
  if (!rating) return null;
  const count = ratingCount ? ` from ${ratingCount.toLocaleString('en')} ratings` : '';
  return (
    <p className="flex items-center gap-1 text-sm text-ink-2">
      <Icon name="star" filled className="size-4 text-gold-deep" />
      <span className="sr-only">
        {rating.toFixed(1)} out of 5{count}
      </span>
      <span aria-hidden className="font-semibold text-ink tabular-nums">
        {rating.toFixed(1)}
      </span>
      {ratingCount ? (
        <span aria-hidden className="tabular-nums">
          ({compactCount(ratingCount)})
        </span>
      ) : null}
    </p>
  );
}
