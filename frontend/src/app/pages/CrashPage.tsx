import { useEffect } from 'react';
import { useRouteError } from 'react-router';
import { Button } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { useOnline } from '@/lib/useOnline';

/** CrashPage stands in for a page that could not be shown: its code did not arrive, or broke. */
export function CrashPage() {
  const error = useRouteError();
  const online = useOnline();
  useEffect(() => console.error(error), [error]);
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      <title>Sorry · ShopFYP</title>
      <Notice
        wholePage
        icon={online ? 'alert' : 'offline'}
        title={online ? 'This page stumbled' : 'You are offline'}
        role="alert"
        action={
          <Button look="ember" onClick={() => window.location.reload()}>
            Load again
          </Button>
        }
      >
        {online
          ? 'That was our fault. Loading it again usually helps.'
          : 'This page had not been loaded yet. It will be here once there is a connection.'}
      </Notice>
    </div>
  );
}
