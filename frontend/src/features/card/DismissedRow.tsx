import { useEffect, useRef } from 'react';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import type { Recommendation } from '@/lib/api/types';

type Props = { product: Recommendation; saved: boolean; onUndo: () => void };

/** DismissedRow stands where a dismissed product stood, as high as that was, with the way back. */
export function DismissedRow({ product, saved, onUndo }: Props) {
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The button that was pressed is gone; its focus goes to the one that takes it back.
    if (document.activeElement === document.body) undo.current?.focus();
  }, []);
  return (
    <li className="flex min-h-0 items-center gap-3.5 rounded-2xl border-2 border-dashed border-paper-line p-4">
      <Icon name="hidden" className="size-6 text-ink-2" />
      <p className="min-w-0 flex-1 text-sm text-ink-2" role="status">
        <span className="line-clamp-1 font-semibold text-ink">{product.title}</span>
        You will not see this one again.
      </p>
      <Button
        ref={undo}
        look="quiet"
        size="sm"
        aria-disabled={!saved}
        aria-label={`Undo: show ${product.title} again`}
        onClick={() => saved && onUndo()}
      >
        <Icon name="undo" className="size-4" /> Undo
      </Button>
    </li>
  );
}
