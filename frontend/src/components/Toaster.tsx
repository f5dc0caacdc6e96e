import { Link } from 'react-router';
import { hideToast, useToast, type ToastAction } from '@/lib/toast';

/** Toaster shows the current toast above the page. */
export function Toaster() {
  const toast = useToast();
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(5rem+env(safe-area-inset-bottom))] z-50 flex justify-center px-4"
    >
      {toast && (
        <div
          key={toast.id}
          className="flex max-w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-3xl bg-mist px-5 py-2.5 text-sm font-semibold text-night shadow-2xl motion-safe:animate-rise"
        >
          <p className="line-clamp-2 min-w-0 [overflow-wrap:anywhere]">{toast.text}</p>
          {toast.actions.map((action) => (
            <Action key={action.label} action={action} />
          ))}
        </div>
      )}
    </div>
  );
}

const actionLook = 'pointer-events-auto inline-flex min-h-8 items-center rounded px-1 underline underline-offset-3';

function Action({ action }: { action: ToastAction }) {
  if ('to' in action)
    return (
      <Link to={action.to} className={actionLook} onClick={hideToast}>
        {action.label}
      </Link>
    );
  const press = () => {
    hideToast();
    action.onClick();
  };
  return (
    <button type="button" className={actionLook} onClick={press}>
      {action.label}
    </button>
  );
}
