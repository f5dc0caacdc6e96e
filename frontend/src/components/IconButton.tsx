import type { ComponentPropsWithRef } from 'react';
import { Icon, type IconName } from './Icon';

type Props = Omit<ComponentPropsWithRef<'button'>, 'children'> & { icon: IconName; label: string; filled?: boolean };

/** IconButton is a button with an icon. label is its accessible name. */
export function IconButton({ icon, label, filled = false, className = '', type = 'button', ...rest }: Props) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={`inline-grid size-11 shrink-0 place-items-center rounded-full transition-colors duration-150 ${className}`}
      {...rest}
    >
      <Icon name={icon} filled={filled} className="size-[55%]" />
    </button>
  );
}
