import type { ReactNode } from 'react';

const shapes = {
  home: <path d="M4 11.2 12 4l8 7.2V19a1.5 1.5 0 0 1-1.5 1.5H15v-6H9v6H5.5A1.5 1.5 0 0 1 4 19z" />,
  search: <><circle cx="11" cy="11" r="6.5" /><path d="m16 16 4.5 4.5" /></>,
  person: <><circle cx="12" cy="8" r="4" /><path d="M4.5 20.5c1-4 4-6 7.5-6s6.5 2 7.5 6" /></>,
  people: <><circle cx="9" cy="8.5" r="3.5" /><path d="M2.5 19.5c.8-3.6 3.3-5.5 6.5-5.5s5.7 1.9 6.5 5.5M16 5.3a3.5 3.5 0 0 1 0 6.4M18.5 14.5c1.7.9 2.7 2.6 3.1 5" /></>,
  heart: <path d="M12 20.3S3.5 15.5 3.5 9.3A4.8 4.8 0 0 1 12 6.5a4.8 4.8 0 0 1 8.5 2.8c0 6.2-8.5 11-8.5 11z" />,
  bookmark: <path d="M6.5 4h11v16.5L12 16l-5.5 4.5z" />,
  share: <path d="M13 5.5 20.5 12 13 18.5V14.5C8 14.5 5 16 3.5 19.5c0-6 3.5-9.5 9.5-10z" />,
  sound: <path d="M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11" />,
  muted: <path d="M4 9.5h3.5L12 5.5v13l-4.5-4H4zM16 9.5l5 5M21 9.5l-5 5" />,
  captions: <><path d="M3.5 5.5h17v13h-17z" /><path d="M10.5 10.4a2.3 2.3 0 1 0 0 3.2M17.5 10.4a2.3 2.3 0 1 0 0 3.2" /></>,
  play: <path d="M8 5.5v13l10.5-6.5z" />,
  pause: <path d="M8.5 5.5v13M15.5 5.5v13" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  back: <path d="M19.5 12h-15m6-6.5L4.5 12l6 6.5" />,
  star: <path d="m12 3.8 2.5 5.3 5.7.7-4.2 4 1.1 5.7L12 16.7l-5.1 2.8L8 13.8l-4.2-4 5.7-.7z" />,
  undo: <path d="M4.5 9.5h10a5 5 0 0 1 0 10H8M4.5 9.5 8.5 5.5M4.5 9.5l4 4" />,
  more: <path d="M5 12h14m-6-6.5L19.5 12 13 18.5" />,
  refresh: <path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9M19.5 4v5h-5" />,
  trash: <path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10.2 11v5.5M13.8 11v5.5" />,
  clock: <><circle cx="12" cy="12" r="8" /><path d="M12 7.5V12l3 2" /></>,
  bag: <path d="M5.5 8.5h13l1 12h-15zM8.5 8.5V8a3.5 3.5 0 0 1 7 0v.5" />,
  hidden: <path d="M4 4l16 16M9.5 5.8A9.7 9.7 0 0 1 12 5.5c5 0 8 4 9 6.5-.4 1-1.2 2.3-2.4 3.5M6 7.7C4.4 9 3.4 10.7 3 12c1 2.5 4 6.5 9 6.5 1.5 0 2.8-.3 4-.9M9.9 10a3 3 0 0 0 4.2 4.2" />,
  spark: <path d="M12 3.5c.6 4.8 3 7.3 8 8.5-5 1.2-7.4 3.7-8 8.5-.6-4.8-3-7.3-8-8.5 5-1.2 7.4-3.7 8-8.5z" />,
  offline: <path d="M4 4l16 16M3.5 9.5a13 13 0 0 1 4-2.5M11 5.6a13 13 0 0 1 9.5 3.9M6.5 13a8.5 8.5 0 0 1 4-2.2M15 11.2a8.5 8.5 0 0 1 2.5 1.8M12 18.5h.01" />,
  external: <path d="M13.5 4.5h6v6M19.5 4.5 11 13M17 14v5a1 1 0 0 1-1 1H5.5a1 1 0 0 1-1-1V8.5a1 1 0 0 1 1-1H10" />,
  plus: <path d="M12 5v14M5 12h14" />,
  minus: <path d="M5 12h14" />,
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  alert: <><path d="M12 4 2.8 20h18.4z" /><path d="M12 10v4.5M12 17.2h.01" /></>,
  up: <path d="m5.5 14.5 6.5-6.5 6.5 6.5" />,
  down: <path d="m5.5 9.5 6.5 6.5 6.5-6.5" />,
  mail: <path d="M3.5 6h17v12h-17zM3.5 7l8.5 6.5L20.5 7" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

/** Icon draws an icon. Screen readers ignore it, so the element around it needs an accessible name. */
export function Icon({ name, filled = false, className = 'size-6' }: { name: IconName; filled?: boolean; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24" className={`shrink-0 ${className}`} aria-hidden fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round"
    >
      {shapes[name]}
    </svg>
  );
}
