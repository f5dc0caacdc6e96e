import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { memberOptions } from '../lib/member';
import { access } from '../lib/session';

/** NoRole tells a shopper that the console is for the staff. A role that they got meanwhile counts after a check. */
export function NoRole({ uid }: { uid: string }) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const check = async () => {
    setBusy(true);
    try {
      await (await access()).token(true); // the old token does not contain the new role
      await client.refetchQueries({ queryKey: memberOptions(uid).queryKey });
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className="grid min-h-full place-items-center">
      <title>No role · ShopFYP console</title>
      <Notice
        wholePage
        icon="person"
        title="This account has no role in the console"
        action={
          <>
            <Button look="ember" disabled={busy} onClick={() => void check().catch(() => undefined)}>
              Check again
            </Button>
            <Button onClick={() => void access().then((a) => a.signOut())}>Sign out</Button>
          </>
        }
      >
        Ask the shop’s owner for a role, or sign in with another account.
      </Notice>
    </main>
  );
}
