import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

type Props = {
  icon: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  onPaper?: boolean;
  /** how screen readers announce the notice: an alert interrupts other speech, a status does not */
  role?: 'alert' | 'status';
  /** the notice is the page's only content, so its title is the page's heading */
  wholePage?: boolean;
};

/** Notice replaces missing content. It explains the problem and suggests an action. */
export function Notice({ icon, title, children, action, onPaper = false, role, wholePage = false }: Props) {
  const Heading = wholePage ? 'h1' : 'h2';
  return (
    <div
      role={role}
      className="mx-auto flex max-w-sm flex-col items-center gap-3 px-6 py-10 text-center motion-safe:animate-rise"
    >
      <span
        className={`grid size-16 place-items-center rounded-3xl ${onPaper ? 'bg-paper-2 text-ember-deep' : 'bg-night-3 text-lilac'}`}
      >
        <Icon name={icon} className="size-8" />
      </span>
      <Heading className="font-display text-xl font-bold">{title}</Heading>
      {children && <p className={onPaper ? 'text-ink-2' : 'text-mist-2'}>{children}</p>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  );
}
