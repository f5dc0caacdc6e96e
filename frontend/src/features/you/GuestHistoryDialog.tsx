import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';
import { showToast } from '@/lib/toast';
import { useGuestHistory } from './guestHistory';

/** GuestHistoryDialog asks, after a sign-in, whether to keep the history that the shopper had before. */
export function GuestHistoryDialog() {
  const { asks, leave, keeping } = useGuestHistory();
  if (!asks) return null;
  const keep = () =>
    keeping.mutate(undefined, {
      onSuccess: () => showToast('Your history was added to your account'),
      onError: () => showToast('Couldn’t add your history. Try again.'),
    });
  return (
    <Dialog title="Keep what you did before?" onClose={leave}>
      <p className="text-ink-2">
        Before you signed in, you used ShopFYP on this device without your account. We can add those searches, the products you
        opened and those you weren’t interested in to your account.
      </p>
      <div className="flex flex-wrap gap-3">
        <Button look="ink" disabled={keeping.isPending} onClick={keep}>
          {keeping.isPending ? 'Adding…' : 'Add to my account'}
        </Button>
        <Button look="quiet" disabled={keeping.isPending} onClick={leave}>
          Leave it out
        </Button>
      </div>
    </Dialog>
  );
}
