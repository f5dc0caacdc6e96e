import { Link } from 'react-router';
import { buttonLook } from '@/components/Button';
import { Notice } from '@/components/Notice';

/** NotFoundPage is where an address leads that leads nowhere. */
export function NotFoundPage() {
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      <title>Not here · ShopFYP</title>
      <Notice
        wholePage
        icon="search"
        title="There is nothing here"
        action={
          <Link to="/" className={buttonLook({ look: 'ember' })}>
            To the feed
          </Link>
        }
      >
        The address may be mistyped, or what stood here is gone.
      </Notice>
    </div>
  );
}
