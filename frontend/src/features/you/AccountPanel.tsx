import { useState } from 'react';
import { Button } from '@/components/Button';
import { showToast } from '@/lib/toast';
import { useIsRefused, useShopper } from '@/lib/auth/session';
import { useAccount } from '@/lib/auth/useAccount';
import { DeleteAccount } from './DeleteAccount';
import { EmailForm } from './EmailForm';
import { GoogleButton } from './GoogleButton';
import { NoAccount } from './NoAccount';
import { SignOutDialog } from './SignOutDialog';
import { UnverifiedEmail } from './UnverifiedEmail';

/** AccountPanel shows whether the shopper is anonymous or has linked an email address, and the account's actions. */
export function AccountPanel() {
  const shopper = useShopper();
  const refused = useIsRefused();
  const { signOut } = useAccount();
  const [confirming, setConfirming] = useState(false);
  const confirmSignOut = async () => {
    setConfirming(false);
    try {
      await signOut();
      showToast('Signed out');
    } catch {
      showToast('Couldn’t sign out. Try again.');
    }
  };
  return (
    <section aria-labelledby="account-title" className="flex flex-col gap-4 rounded-3xl bg-night-2 p-4 sm:p-6">
      <h2 id="account-title" className="font-display text-xl font-bold">
        Your account
      </h2>
      {!shopper && refused ? (
        <NoAccount />
      ) : !shopper ? (
        <div className="skeleton h-40 rounded-2xl" aria-hidden />
      ) : shopper.email ? (
        <>
          <p className="text-mist-2">
            Signed in as <strong className="text-mist [overflow-wrap:anywhere]">{shopper.email}</strong>. Your history is on all
            your devices.
          </p>
          {!shopper.verified && <UnverifiedEmail />}
        </>
      ) : (
        <>
          <p className="text-mist-2">
            You’re shopping anonymously on this device. Link an email to see your history on all your devices.
          </p>
          <EmailForm />
          <GoogleButton />
        </>
      )}
      {shopper && (
        // The key makes these buttons appear in a new place, instead of move there, when the email form goes.
        <div key={shopper.email ? 'linked' : 'anonymous'} className="flex flex-col gap-2">
          <Button look="outline" onClick={() => setConfirming(true)}>
            Sign out
          </Button>
          <DeleteAccount email={shopper.email} />
        </div>
      )}
      {confirming && (
        <SignOutDialog anonymous={!shopper?.email} onClose={() => setConfirming(false)} onSignOut={confirmSignOut} />
      )}
    </section>
  );
}
