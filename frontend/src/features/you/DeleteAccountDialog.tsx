import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';

type Props = { email: string | null; onClose: () => void; onEnd: () => void };

/** EndAccountDialog says what deleting the account means before it is done. */
export function EndAccountDialog({ email, onClose, onEnd }: Props) {
  return (
    <Dialog title="Delete your account?" onClose={onClose}>
      <p className="text-ink-2">
        Everything that ShopFYP keeps of you goes for good, on every device: every search, opened product and “Not interested”
        {email ? (
          <>
            , and <strong className="[overflow-wrap:anywhere]">{email}</strong> with its password
          </>
        ) : (
          ', and this anonymous account'
        )}
        . You start again as somebody new.
      </p>
      <div className="flex flex-wrap gap-3">
        <Button look="danger" onClick={onEnd}>
          Delete account
        </Button>
        <Button look="quiet" onClick={onClose}>
          Keep it
        </Button>
      </div>
    </Dialog>
  );
}
