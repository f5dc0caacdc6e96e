import { useState } from 'react';
import { Button } from '@/components/Button';
import { failureText, noAccountText, noAccountTitle } from '@/lib/auth/refusal';
import { signUpAgain } from '@/lib/auth/session';
import { showToast } from '@/lib/toast';
import { EmailForm } from './EmailForm';

/** NoAccount explains that a new account was refused. The shopper can try again, or sign in to an existing account. */
export function NoAccount() {
  const [busy, setBusy] = useState(false);
  const tryAgain = async () => {
    setBusy(true);
    try {
      await signUpAgain();
    } catch (error) {
      showToast(failureText(error, 'Couldn’t reach the shop. Try again.'));
      setBusy(false); // on success this component disappears
    }
  };
  return (
    <>
      <p className="text-mist-2">
        <strong className="text-mist">{noAccountTitle}.</strong> {noAccountText} Sign in if you already have an account.
      </p>
      <Button disabled={busy} onClick={() => void tryAgain()}>
        Try again
      </Button>
      <EmailForm canLink={false} />
    </>
  );
}
