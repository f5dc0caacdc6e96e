import { Link } from 'react-router';
import { buttonLook } from '@/components/Button';
import { Notice } from '@/components/Notice';

/** NotFoundPage is the page for an unknown URL. */
export function NotFoundPage() {
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      <title>Page not found · ShopFYP</title>
      <Notice
        wholePage
        icon="search"
        title="Page not found"
        action={
          <Link to="/" className={buttonLook({ look: 'ember' })}>
            Go to the feed
          </Link>
        }
      >
        The address may be wrong, or the page may have been removed.
      </Notice>
    </div>
  );
}
