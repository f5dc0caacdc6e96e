import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';

type Props = { email: string | null; onClose: () => void; onDelete: () => void };

/** DeleteAccountDialog explains what deleting the account removes, and asks for confirmation. */
export function DeleteAccountDialog({ email, onClose, onDelete }: Props) {
  return (
    <Dialog title="Delete your account?" onClose={onClose}>
      <p className="text-ink-2">
        This permanently deletes everything ShopFYP knows about you, on every device: your searches, the products you opened and
        those you weren’t interested in.{' '}
        {email ? (
          <>
            You won’t be able to sign in with <strong className="[overflow-wrap:anywhere]">{email}</strong> anymore.
          </>
        ) : (
          'You’ll start over with a new anonymous account.'
        )}
      </p>
      <div className="flex flex-wrap gap-3">
        <Button look="danger" onClick={onDelete}>
          Delete account
        </Button>
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Dialog>
  );
}
