/** Logo is the shop's logo: a play symbol with the hole of a price tag. */
export function Logo({ className = 'size-9' }: { className?: string }) {
  return (
    <svg viewBox="0 0 40 40" className={className} aria-hidden>
      <path
        d="M9 4h14a6 6 0 0 1 4.6 2.1l8.2 9.8a6.4 6.4 0 0 1 0 8.2l-8.2 9.8A6 6 0 0 1 23 36H9a5 5 0 0 1-5-5V9a5 5 0 0 1 5-5z"
        fill="var(--color-ember)"
      />
      <path
        d="M13 12.5v15l12.5-7.5z"
        fill="var(--color-night)"
        stroke="var(--color-night)"
        strokeWidth="2.5"
        strokeLinejoin="round"
      />
      <circle cx="31" cy="20" r="2.3" fill="var(--color-paper)" />
    </svg>
  );
}
