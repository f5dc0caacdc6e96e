import { Link } from 'react-router';
import { Icon } from '@/components/Icon';
import { productPath } from '@/components/productPath';
import { truncate } from '@/components/reasonText';
import type { Reason } from '@/lib/api/types';

/** SeeMore links to more products like the card's first one. */
export function SeeMore({ reason }: { reason: Reason }) {
  const { to, label } = linkFor(reason);
  return (
    <Link
      to={to}
      className="flex min-h-11 min-w-0 items-center gap-2 rounded-full px-4 text-sm font-semibold text-violet hover:underline"
    >
      <span className="truncate">{label}</span> <Icon name="more" className="size-4" />
    </Link>
  );
}

function linkFor(reason: Reason): { to: string; label: string } {
  if (reason.type === 'search' && reason.query) {
    return { to: `/search?${new URLSearchParams({ q: reason.query })}`, label: `See more for “${truncate(reason.query, 28)}”` };
  }
  if (reason.type === 'click' && reason.productId) {
    return {
      to: `${productPath(reason.productId)}#similar`,
      label: `See more like ${reason.title ? truncate(reason.title, 28) : 'this'}`,
    };
  }
  return { to: '/search', label: 'See more products' };
}
