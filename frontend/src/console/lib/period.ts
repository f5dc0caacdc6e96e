import { useParam } from './useParam';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** periods are the lengths that a reader can choose, in days. The first one is the default. */
export const periods = [
  { days: '7', name: '7 days' },
  { days: '1', name: '24 hours' },
  { days: '28', name: '28 days' },
];

/** periodOf returns a period that ends with the current hour. The counters are those of whole hours. */
export function periodOf(days: number, now = Date.now()): { from: string; to: string } {
  const to = Math.ceil(now / hourMs) * hourMs;
  return { from: new Date(to - days * dayMs).toISOString(), to: new Date(to).toISOString() };
}

/** usePeriod returns the period that the URL names: its length in days, and a function that changes the URL. */
export function usePeriod() {
  const [days, setDays] = useParam(
    'days',
    periods.map((period) => period.days),
  );
  return { days, setDays, ...periodOf(Number(days)) };
}
