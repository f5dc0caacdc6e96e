import { useEffect, useState } from 'react';
import { Button } from '@/components/Button';
import { accountErrorMessage } from '@/lib/auth/accountError';
import { useAccount } from '@/lib/auth/useAccount';
import { showToast } from '@/lib/toast';

/** UnverifiedEmail asks the shopper to open the link in the email that verifies their address. It disappears when they have. */
export function UnverifiedEmail() {
  const { refresh, sendVerification } = useAccount();
  const [sent, setSent] = useState(false);
  useEffect(() => {
    const check = () => document.visibilityState === 'visible' && void refresh().catch(() => undefined);
    check();
    // The link opens in another tab or app. The shopper comes back to this one.
    document.addEventListener('visibilitychange', check);
    window.addEventListener('focus', check);
    return () => {
      document.removeEventListener('visibilitychange', check);
      window.removeEventListener('focus', check);
    };
  }, [refresh]);
  const send = async () => {
    setSent(true);
    try {
      await sendVerification();
      showToast('Check your email for a link');
    } catch (error) {
      setSent(false);
      showToast(accountErrorMessage(error));
    }
  };
  return (
    <div className="flex flex-col gap-3 rounded-2xl bg-night-3 p-4">
      <p className="text-sm text-mist-2">Please confirm that this address is yours: open the link that we emailed to you.</p>
      <Button size="sm" look="outline" disabled={sent} onClick={() => void send()}>
        {sent ? 'Email sent' : 'Send the email again'}
      </Button>
    </div>
  );
}
