import { useState } from 'react';
import { say } from '@/components/toast';
import { useEndAccount } from '@/lib/requests/endAccount';
import { EndAccountDialog } from './EndAccountDialog';

/** EndAccount lets the shopper delete their account, after a question. */
export function EndAccount({ email }: { email: string | null }) {
  const end = useEndAccount();
  const [asking, setAsking] = useState(false);
  const endIt = () => {
    setAsking(false);
    end.mutate(undefined, {
      onSuccess: () => say('Your account is deleted'),
      onError: () => say('Your account could not be deleted. Try again.'),
    });
  };
  return (
    <>
      <button
        type="button"
        disabled={end.isPending}
        onClick={() => setAsking(true)}
        className="min-h-11 rounded-full text-sm font-semibold text-[#ffb3a3] hover:underline disabled:opacity-55"
      >
        {end.isPending ? 'Deleting your account…' : 'Delete my account'}
      </button>
      {asking && <EndAccountDialog email={email} onClose={() => setAsking(false)} onEnd={endIt} />}
    </>
  );
}
