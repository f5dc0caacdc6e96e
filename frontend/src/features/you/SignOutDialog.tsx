import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';

type Props = { anonymous: boolean; onClose: () => void; onSignOut: () => void };

/** SignOutDialog explains what happens on signing out, and asks for confirmation. */
export function SignOutDialog({ anonymous, onClose, onSignOut }: Props) {
  return (
    <Dialog title="Sign out?" onClose={onClose}>
      <p className="text-ink-2">
        {anonymous
          ? 'You can’t sign back in to an anonymous account, so you’ll lose your history. To keep it, link an email first.'
          : 'Your history stays in your account until you sign back in.'}{' '}
        Your likes, saves and follows are removed from this device.
      </p>
      <div className="flex flex-wrap gap-3">
        <Button look={anonymous ? 'danger' : 'ink'} onClick={onSignOut}>
          Sign out
        </Button>
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Dialog>
  );
}
