import { Link } from 'react-router';
import { buttonLook } from '@/components/Button';
import { Notice } from '@/components/Notice';
import type { Card } from '@/lib/api/types';

/** ProductGone replaces a product that the shop does not have. known is what the shopper last saw of it, if anything. */
export function ProductGone({ known }: { known: Card | undefined }) {
  if (!known) {
    return (
      <Notice
        wholePage
        icon="bag"
        title="Product not found"
        action={
          <Link to="/search" className={buttonLook()}>
            Search the shop
          </Link>
        }
      >
        It may be sold out, or the link may be wrong.
      </Notice>
    );
  }
  return (
    <Notice
      wholePage
      role="status"
      icon="bag"
      title="No longer available"
      action={
        <Link to={`/search?${new URLSearchParams({ q: known.title })}`} className={buttonLook()}>
          See similar products
        </Link>
      }
    >
      The shop has just removed “{known.title}”.
    </Notice>
  );
}
