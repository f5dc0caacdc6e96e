import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';

type Props = { anonymous: boolean; onClose: () => void; onSignOut: () => void };

/** SignOutDialog says what signing out means before it is done. */
export function SignOutDialog({ anonymous, onClose, onSignOut }: Props) {
  return (
    <Dialog title="Sign out?" onClose={onClose}>
      <p className="text-ink-2">
        {anonymous
          ? 'Nobody can come back to an anonymous account: its history stays behind for good. Link an e-mail first to keep it.'
          : 'You start again as an anonymous shopper. Your history waits for you.'}
      </p>
      <div className="flex flex-wrap gap-3">
        <Button look={anonymous ? 'danger' : 'ink'} onClick={onSignOut}>
          Sign out
        </Button>
        <Button look="quiet" onClick={onClose}>
          Stay
        </Button>
      </div>
    </Dialog>
  );
}
