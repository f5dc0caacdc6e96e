import { useId, type ComponentProps } from 'react';

/** Field is an input with a label. */
export function Field({ label, ...input }: ComponentProps<'input'> & { label: string }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      <input
        id={id}
        className="min-h-11 rounded-xl border border-night-line bg-night px-3.5 text-base text-mist outline-offset-0"
        {...input}
      />
    </div>
  );
}
