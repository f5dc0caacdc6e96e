import type { ReactNode } from 'react';
import { Button } from '@/components/Button';
import { Dialog } from '@/components/Dialog';
import { messageOf } from '../lib/messages';

type Props = {
  title: string;
  children: ReactNode;
  /** what the button says, such as "Delete the rule" */
  action: string;
  busy: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
};

/** ConfirmDialog explains a change and asks for confirmation. */
export function ConfirmDialog({ title, children, action, busy, error, onConfirm, onClose }: Props) {
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="text-ink-2">{children}</div>
      {Boolean(error) && (
        <p role="alert" className="text-sm font-semibold text-ember-deep">
          {messageOf(error)}
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        <Button look="danger" disabled={busy} onClick={onConfirm}>
          {action}
        </Button>
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Dialog>
  );
}
