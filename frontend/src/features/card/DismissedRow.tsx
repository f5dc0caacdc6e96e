import { useEffect, useRef } from 'react';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import type { Recommendation } from '@/lib/api/types';

type Props = { product: Recommendation; saved: boolean; onUndo: () => void };

/** DismissedRow replaces a dismissed product. It has the same height and offers to undo. */
export function DismissedRow({ product, saved, onUndo }: Props) {
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The pressed button is gone, so the undo button takes the focus.
    if (document.activeElement === document.body) undo.current?.focus();
  }, []);
  return (
    <li className="flex min-h-0 items-center gap-3.5 rounded-2xl border-2 border-dashed border-paper-line p-4">
      <Icon name="hidden" className="size-6 text-ink-2" />
      <p className="min-w-0 flex-1 text-sm text-ink-2" role="status">
        <span dir="auto" className="line-clamp-1 font-semibold [overflow-wrap:anywhere] text-ink">
          {product.title}
        </span>
        We won’t show you this again.
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
