import { useEffect } from 'react';
import { Link, useRouteError } from 'react-router';
import { Button, buttonLook } from '@/components/Button';
import { Notice } from '@/components/Notice';

/** CrashPage replaces a page whose code did not load or threw an error. */
export function CrashPage() {
  const error = useRouteError();
  useEffect(() => console.error(error), [error]);
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      <title>Something went wrong · ShopFYP console</title>
      <Notice
        wholePage
        icon="alert"
        title="Something went wrong"
        role="alert"
        action={
          <Button look="ember" onClick={() => window.location.reload()}>
            Reload the page
          </Button>
        }
      >
        That was our fault. Reloading usually helps.
      </Notice>
    </div>
  );
}

/** NotFoundPage is the page of a URL that the console does not have. */
export function NotFoundPage() {
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      <title>Page not found · ShopFYP console</title>
      <Notice
        wholePage
        icon="search"
        title="Page not found"
        action={
          <Link to="/" className={buttonLook({ look: 'ember' })}>
            Go to Today
          </Link>
        }
      >
        The console has no page at this address.
      </Notice>
    </div>
  );
}
