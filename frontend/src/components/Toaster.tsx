import { useToast } from '@/lib/toast';

/** Toaster shows the current toast above the page. */
export function Toaster() {
  const toast = useToast();
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(5rem+env(safe-area-inset-bottom))] z-50 flex justify-center px-4"
    >
      {toast && (
        <p
          key={toast.id}
          className="rounded-full bg-mist px-5 py-3 text-sm font-semibold text-night shadow-2xl motion-safe:animate-rise"
        >
          {toast.text}
        </p>
      )}
    </div>
  );
}
