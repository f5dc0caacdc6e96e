import { useEffect } from 'react';
import { useRouteError } from 'react-router';
import { Button } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { useOnline } from '@/lib/useOnline';

/** CrashPage replaces a page whose code did not load or threw an error. */
export function CrashPage() {
  const error = useRouteError();
  const online = useOnline();
  useEffect(() => console.error(error), [error]);
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      <title>Something went wrong · ShopFYP</title>
      <Notice
        wholePage
        icon={online ? 'alert' : 'offline'}
        title={online ? 'Something went wrong' : 'You’re offline'}
        role="alert"
        action={
          <Button look="ember" onClick={() => window.location.reload()}>
            Reload the page
          </Button>
        }
      >
        {online ? 'That was our fault. Reloading usually helps.' : 'Reload this page when you’re back online.'}
      </Notice>
    </div>
  );
}
