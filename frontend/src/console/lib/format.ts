import { formatPrice } from '@/lib/money';
import type { Money } from '@/lib/api/types';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const percents = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const smallPercents = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 2 });
const moments = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const hours = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', hour: 'numeric' });
const days = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' });
const clock = new Intl.DateTimeFormat('en', { timeStyle: 'medium' });

/** count formats a number of things: 12300 is "12,300". */
export const count = (n: number): string => whole.format(n);

/** counted formats a number of things with their noun: 1 is "1 shopper", and 2 is "2 shoppers". */
export const counted = (n: number, noun: string): string => `${count(n)} ${noun}${n === 1 ? '' : 's'}`;

/** percent formats a share: 0.1234 is "12.3%". Below a tenth, it has two digits after the point. */
export const percent = (share: number): string => (Math.abs(share) < 0.1 ? smallPercents : percents).format(share + 0); // never −0

/** moment formats a date with its time, in the reader's time zone. */
export const moment = (at: string): string => moments.format(new Date(at));

/** hour formats the start of an hour, and day a date. */
export const hour = (at: string | Date): string => hours.format(new Date(at));
export const day = (at: string | Date): string => days.format(new Date(at));

/** time formats the time of a moment of today, with seconds. */
export const time = (at: string): string => clock.format(new Date(at));

/** money formats amounts of several currencies. Without amounts, it is a dash. */
export const money = (amounts: Money[]): string => amounts.map(formatPrice).join(' + ') || '–';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** bytes formats a size: 1234567 is "1.2 MB". */
export function bytes(n: number): string {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, n)) / 3)));
  const format = new Intl.NumberFormat('en', { style: 'unit', unit: units[step]!, maximumFractionDigits: 1 });
  return format.format(n / 1000 ** step);
}

/** age formats a number of seconds in its largest unit: 7300 is "2 hours". */
export function age(seconds: number): string {
  const [unit, length] = (
    [
      ['day', 86_400],
      ['hour', 3_600],
      ['minute', 60],
    ] as const
  ).find(([, s]) => seconds >= s) ?? ['second', 1];
  return new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' }).format(Math.floor(seconds / length));
}
