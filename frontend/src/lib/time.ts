const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** timeAgo formats the time since a moment: "5 minutes ago". */
export function timeAgo(moment: string, now = Date.now()): string {
  const seconds = (now - Date.parse(moment)) / 1000;
  for (const [unit, length] of units) if (seconds >= length) return relative.format(-Math.floor(seconds / length), unit);
  return 'just now';
}

const counts = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }); // slow to construct

/** compactCount shortens a count: 12300 is "12.3K". */
export const compactCount = (n: number) => counts.format(n);

const dates = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', year: 'numeric' });
const times = new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit' });
const dayMs = 86_400_000;

/** deadline formats a moment in the shopper's time zone: "on December 24, 2026", and within a day "at 6:00 PM". */
export function deadline(moment: string, now = Date.now()): string {
  const at = new Date(moment);
  return at.getTime() - now < dayMs ? `at ${times.format(at)}` : `on ${dates.format(at)}`;
}
