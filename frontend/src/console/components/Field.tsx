import { useId, type ComponentProps, type ReactNode } from 'react';

const look =
  'min-h-11 w-full min-w-0 rounded-xl border border-night-line bg-night px-3.5 text-base text-mist outline-offset-0 disabled:opacity-55';

type Labeled = { label: string; hint?: ReactNode; error?: string | undefined };

/** Field is an input with a label, a hint and its error. */
export function Field({ label, hint, error, className = '', ...input }: ComponentProps<'input'> & Labeled) {
  const id = useId();
  return (
    <Labels id={id} label={label} hint={hint} error={error} className={className}>
      <input id={id} className={look} {...describedBy(id, hint, error)} {...input} />
    </Labels>
  );
}

/** Choice is a list of options with a label. */
export function Choice({ label, hint, error, className = '', children, ...select }: ComponentProps<'select'> & Labeled) {
  const id = useId();
  return (
    <Labels id={id} label={label} hint={hint} error={error} className={className}>
      <select id={id} className={look} {...describedBy(id, hint, error)} {...select}>
        {children}
      </select>
    </Labels>
  );
}

/** Check is a box to tick, with its label at the right. */
export function Check({ label, ...input }: ComponentProps<'input'> & { label: string }) {
  return (
    <label className="flex min-h-11 items-center gap-3 text-sm font-semibold">
      <input type="checkbox" className="size-5 accent-violet" {...input} />
      {label}
    </label>
  );
}

function describedBy(id: string, hint: ReactNode, error: string | undefined) {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return { ...(ids && { 'aria-describedby': ids }), ...(error && { 'aria-invalid': true }) };
}

function Labels({
  id,
  label,
  hint,
  error,
  className,
  children,
}: Labeled & { id: string; className: string; children: ReactNode }) {
  return (
    <div className={`flex min-w-0 flex-col gap-1.5 ${className}`}>
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-mist-2">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-sm font-semibold text-rose">
          {error}
        </p>
      )}
    </div>
  );
}
