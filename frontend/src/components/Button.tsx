import type { ComponentPropsWithRef } from 'react';

const looks = {
  ember: 'bg-ember text-ink hover:bg-ember-light active:bg-ember-dark',
  ink: 'bg-ink text-paper hover:bg-ink-light',
  quiet: 'bg-paper-2 text-ink hover:bg-paper-line',
  night: 'bg-night-3 text-mist hover:bg-night-line',
  outline: 'border border-night-line text-mist hover:bg-night-3',
  danger: 'bg-danger text-danger-text hover:bg-danger-light',
};
const sizes = { md: 'min-h-11 px-5 text-[15px]', sm: 'min-h-9 px-3.5 text-sm', lg: 'min-h-13 px-7 text-base' };

export type Look = { look?: keyof typeof looks; size?: keyof typeof sizes };

/** buttonLook returns the class names of a button, for links that look like one. */
export const buttonLook = ({ look = 'night', size = 'md' }: Look = {}) =>
  `inline-flex items-center justify-center gap-2 rounded-full font-semibold whitespace-nowrap transition-colors duration-150 disabled:opacity-55 disabled:cursor-not-allowed ${looks[look]} ${sizes[size]}`;

/** Button is a button with a text label. */
export function Button({ look, size, className = '', type = 'button', ...rest }: ComponentPropsWithRef<'button'> & Look) {
  return (
    <button type={type} className={`${buttonLook({ ...(look && { look }), ...(size && { size }) })} ${className}`} {...rest} />
  );
}
