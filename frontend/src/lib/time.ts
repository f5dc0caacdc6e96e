const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** ago says in words how long before now a moment was: "5 minutes ago". */
export function ago(moment: string, now = Date.now()): string {
  const seconds = (now - Date.parse(moment)) / 1000;
  for (const [unit, length] of units) if (seconds >= length) return words.format(-Math.floor(seconds / length), unit);
  return 'just now';
}

const counts = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }); // making one takes a while

/** compact writes a count as feeds do: 12300 is "12.3K". */
export const compact = (n: number) => counts.format(n);
