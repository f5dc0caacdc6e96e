import { useState } from 'react';
import { showToast } from '@/lib/toast';
import { DeleteAccountDialog } from './DeleteAccountDialog';
import { useDeleteAccount } from './useDeleteAccount';

/** DeleteAccount deletes the shopper's account after they confirm. */
export function DeleteAccount({ email }: { email: string | null }) {
  const deletion = useDeleteAccount();
  const [confirming, setConfirming] = useState(false);
  const deleteAccount = () => {
    setConfirming(false);
    // Not the callbacks of mutate: they do not run when this component goes with the account.
    void deletion.mutateAsync().then(
      () => showToast('Your account was deleted'),
      () => showToast('Couldn’t delete your account. Try again.'),
    );
  };
  return (
    <>
      <button
        type="button"
        disabled={deletion.isPending}
        onClick={() => setConfirming(true)}
        className="min-h-11 rounded-full text-sm font-semibold text-rose hover:underline disabled:opacity-55"
      >
        {deletion.isPending ? 'Deleting your account…' : 'Delete my account'}
      </button>
      {confirming && <DeleteAccountDialog email={email} onClose={() => setConfirming(false)} onDelete={deleteAccount} />}
    </>
  );
}
