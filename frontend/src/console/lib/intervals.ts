import { percent } from './format';
import type { Interval } from './types';

/** rateText formats a rate with its interval: "12.3% (11% to 13.7%)". Without impressions, there is no rate. */
export const rateText = (rate?: Interval): string =>
  rate ? `${percent(rate.value)} (${percent(rate.low)} to ${percent(rate.high)})` : '–';

/** A Direction says whether a rate changed. It is unclear if the interval of the change contains 0. */
export type Direction = 'up' | 'down' | 'unclear';

/** directionOf returns the direction of a change of a rate. */
export function directionOf({ low, high }: Interval): Direction {
  if (low > 0) return 'up';
  return high < 0 ? 'down' : 'unclear';
}

/** changeText puts a change of a rate into words: "Up 1.2 points (0.3 to 2.1)". A point is a hundredth of all impressions. */
export function changeText(change?: Interval): string {
  if (!change) return 'Nothing to compare with';
  const range = `${points(change.low)} to ${points(change.high)}`;
  const direction = directionOf(change);
  if (direction === 'unclear') return `No clear change (${range} points)`;
  return `${direction === 'up' ? 'Up' : 'Down'} ${points(Math.abs(change.value))} points (${range})`;
}

const numbers = new Intl.NumberFormat('en', { maximumSignificantDigits: 2, signDisplay: 'negative' });

/** points formats a difference of rates in points, each a hundredth: 0.012 is "1.2". */
export const points = (share: number): string => numbers.format(share * 100).replace('-', '−');

/** countChange puts a change of a count into words: "Up 12% from 200". */
export function countChange(now: number, before: number): string {
  if (before === 0) return now === 0 ? 'None before either' : 'None before';
  if (now === before) return `As before`;
  const share = percent(Math.abs(now - before) / before);
  return `${now > before ? 'Up' : 'Down'} ${share} from ${new Intl.NumberFormat('en').format(before)}`;
}
