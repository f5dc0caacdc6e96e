import { useEffect, useState } from 'react';
import { Button } from '@/components/Button';
import { accountErrorMessage, isCancelled } from '@/lib/auth/accountError';
import { useOffersGoogle } from '@/lib/auth/session';
import { useAccount, type GoogleOutcome } from '@/lib/auth/useAccount';
import { showToast } from '@/lib/toast';
import { withGuestHistory } from './guestHistory';

/** GoogleButton links a Google account, or signs in to the account that it belongs to. */
export function GoogleButton() {
  const offered = useOffersGoogle();
  const account = useAccount();
  const [busy, setBusy] = useState(account.returnsFromGoogle);
  useEffect(() => {
    if (account.returnsFromGoogle()) void take(account.googleResult()).then(() => setBusy(false));
  }, [account]);
  if (!offered) return null;
  const link = () => {
    setBusy(true);
    void take(account.linkGoogle()).then(() => setBusy(false));
  };
  return (
    <Button look="outline" disabled={busy} onClick={link}>
      Continue with Google
    </Button>
  );
}

// take waits for the outcome and tells the shopper. It never rejects.
async function take(coming: Promise<GoogleOutcome | undefined>): Promise<void> {
  try {
    const outcome = await coming;
    if (!outcome) return;
    if (outcome.signIn) await withGuestHistory(outcome.signIn);
    showToast(outcome.signIn ? 'Welcome back' : 'Google account linked');
  } catch (error) {
    if (!isCancelled(error)) showToast(accountErrorMessage(error));
  }
}
