import type { ReactNode } from 'react';

type Props = { title: string; children: ReactNode; actions?: ReactNode; intro?: ReactNode };

/** Page is a page of the console: its title in the browser and on the page, what it can do, and its content. */
export function Page({ title, intro, actions, children }: Props) {
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-6 px-4 py-6 md:px-8">
      <title>{`${title} · ShopFYP console`}</title>
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="font-display text-3xl font-bold [overflow-wrap:anywhere]">{title}</h1>
          {intro && <p className="mt-1 max-w-prose text-mist-2">{intro}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-end gap-3">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** Panel is a part of a page with a heading. */
export function Panel({ title, intro, actions, children }: Props) {
  return (
    <section className="flex min-w-0 flex-col gap-4 rounded-3xl border border-night-line bg-night-2 p-4 md:p-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="font-display text-xl font-bold">{title}</h2>
        {actions}
      </div>
      {intro && <p className="max-w-prose text-sm text-mist-2">{intro}</p>}
      {children}
    </section>
  );
}
