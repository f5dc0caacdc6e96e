import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';

/** ClearHistoryDialog asks for confirmation before the whole history is removed. */
export function ClearHistoryDialog({ onClose, onClear }: { onClose: () => void; onClear: () => void }) {
  return (
    <Dialog title="Remove your whole history?" onClose={onClose}>
      <p className="text-ink-2">
        This permanently removes your searches, the products you opened and those you weren’t interested in. Your next card will
        show popular products.
      </p>
      <div className="flex flex-wrap gap-3">
        <Button look="danger" onClick={onClear}>
          Remove all
        </Button>
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Dialog>
  );
}
