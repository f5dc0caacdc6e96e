import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';

/** ClearDialog makes sure before everything is removed. */
export function ClearDialog({ onClose, onClear }: { onClose: () => void; onClear: () => void }) {
  return (
    <Dialog title="Remove your whole history?" onClose={onClose}>
      <p className="text-ink-2">
        Every search, opened product and “Not interested” goes for good. Your next card shows what is popular.
      </p>
      <div className="flex flex-wrap gap-3">
        <Button look="danger" onClick={onClear}>
          Remove all
        </Button>
        <Button look="quiet" onClick={onClose}>
          Keep it
        </Button>
      </div>
    </Dialog>
  );
}
