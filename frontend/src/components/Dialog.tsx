import { useEffect, useId, useRef, type ReactNode } from 'react';
import { IconButton } from './IconButton';

type Props = { title: string; onClose: () => void; children: ReactNode };

/** Dialog is a modal dialog. The browser keeps the focus inside and restores it afterwards. */
export function Dialog({ title, onClose, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current!;
    if (!dialog.open) dialog.showModal();
    return () => dialog.close();
  }, []);
  return (
    // A click on the dialog element itself is a click on its backdrop.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- Escape closes it too
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(e) => e.target === ref.current && onClose()}
      className="paper m-auto w-[min(27rem,calc(100vw-2rem))] rounded-3xl p-0 shadow-2xl backdrop:bg-ink/75 motion-safe:animate-rise"
    >
      <div className="flex flex-col gap-4 p-6">
        <div className="flex items-start justify-between gap-4">
          <h2 id={titleId} className="pt-1.5 font-display text-2xl font-bold">
            {title}
          </h2>
          <IconButton icon="close" label="Close" className="-mt-1 -mr-2 hover:bg-paper-2" onClick={onClose} />
        </div>
        {children}
      </div>
    </dialog>
  );
}
