import { useId, type ReactNode, type Ref } from 'react';

type Props = { title: string; action?: ReactNode; children: ReactNode; titleRef?: Ref<HTMLHeadingElement> };

/** ChipRow is a titled row that scrolls sideways. Its height is fixed, so that nothing below it moves. */
export function ChipRow({ title, action, children, titleRef }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="flex min-h-11 items-center justify-between gap-4">
        <h2 ref={titleRef} id={id} tabIndex={-1} className="font-display text-xl font-bold">
          {title}
        </h2>
        {action}
      </div>
      <ul className="no-scrollbar -mx-4 flex h-14 items-center gap-2 overflow-x-auto px-4 sm:-mx-6 sm:px-6">{children}</ul>
    </section>
  );
}
