import { Link } from 'react-router';
import { short } from '@/components/because';
import { Icon } from '@/components/Icon';
import { productPath } from '@/components/productPath';
import type { Reason } from '@/lib/api/types';

/** SeeMore leads to where the card's first product came from. */
export function SeeMore({ reason }: { reason: Reason }) {
  const { to, words } = more(reason);
  return (
    <Link
      to={to}
      className="flex min-h-11 min-w-0 items-center gap-2 rounded-full px-4 text-sm font-semibold text-violet hover:underline"
    >
      <span className="truncate">{words}</span> <Icon name="more" className="size-4" />
    </Link>
  );
}

function more(reason: Reason): { to: string; words: string } {
  if (reason.type === 'search' && reason.query) {
    return { to: `/search?${new URLSearchParams({ q: reason.query })}`, words: `See more for “${short(reason.query, 28)}”` };
  }
  if (reason.type === 'click' && reason.productId) {
    return {
      to: `${productPath(reason.productId)}#similar`,
      words: `See more like ${reason.title ? short(reason.title, 28) : 'it'}`,
    };
  }
  return { to: '/search', words: 'See more: search the shop' };
}
