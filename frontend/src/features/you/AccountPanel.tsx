import { useState } from 'react';
import { Button } from '@/components/Button';
import { say } from '@/components/toast';
import { useShopper } from '@/lib/auth/session';
import { useAccount } from '@/lib/auth/useAccount';
import { EmailForm } from './EmailForm';
import { EndAccount } from './EndAccount';
import { SignOutDialog } from './SignOutDialog';

/** AccountPanel is who the shopper is here: nobody in particular, or someone with an e-mail, whose history follows them. */
export function AccountPanel() {
  const shopper = useShopper();
  const { signOut } = useAccount();
  const [asking, setAsking] = useState(false);
  const leave = async () => {
    setAsking(false);
    try {
      await signOut();
      say('Signed out');
    } catch {
      say('Signing out did not work. Try again.');
    }
  };
  return (
    <section aria-labelledby="account-title" className="flex flex-col gap-4 self-start rounded-3xl bg-night-2 p-4 sm:p-6">
      <h2 id="account-title" className="font-display text-xl font-bold">
        Your account
      </h2>
      {!shopper ? (
        <div className="skeleton h-40 rounded-2xl" aria-hidden />
      ) : shopper.email ? (
        <p className="text-mist-2">
          Signed in as <strong className="text-mist [overflow-wrap:anywhere]">{shopper.email}</strong>. Your history follows you
          to every device.
        </p>
      ) : (
        <>
          <p className="text-mist-2">
            You shop anonymously on this device. Link an e-mail, and your history follows you to others.
          </p>
          <EmailForm />
        </>
      )}
      {shopper && (
        <div className="flex flex-col gap-2">
          <Button look="outline" onClick={() => setAsking(true)}>
            Sign out
          </Button>
          <EndAccount email={shopper.email} />
        </div>
      )}
      {asking && <SignOutDialog anonymous={!shopper?.email} onClose={() => setAsking(false)} onSignOut={leave} />}
    </section>
  );
}
