import { formatPrice, minorDigits } from '@/lib/money';
import { count, percent } from '../../lib/format';
import { points } from '../../lib/intervals';
import type { Metric } from '../../lib/types';

/** metricNames names the metrics. All are per impression. */
export const metricNames: Record<Metric['name'], string> = {
  clickThrough: 'Click-through',
  baskets: 'Basket rate',
  purchases: 'Purchase rate',
  revenue: 'Revenue per 1,000 impressions',
};

/** valueText formats a value of a metric. Revenue is in minor units of the currency. */
export function valueText(name: Metric['name'], value: number, currency: string | undefined): string {
  if (name !== 'revenue') return percent(value);
  if (!currency) return '–';
  return formatPrice({ amount: roundedTo(value * 1000, minorDigits(currency) > 0 ? 1 : 0), currency });
}

const roundedTo = (n: number, digits: number) => Number(n.toFixed(digits));

/** totalText formats the number of clicks, baskets or purchases, or the revenue. */
export function totalText({ name, total }: Metric, currency: string | undefined): string {
  if (name !== 'revenue') return count(total);
  return currency ? formatPrice({ amount: total, currency }) : '–';
}

/** comparisonText puts the comparison with the control into words. */
export function comparisonText({ name, comparison }: Metric, currency: string | undefined): string {
  if (!comparison) return 'Control';
  const { low, high, difference, differs } = comparison;
  if (low === undefined || high === undefined) return 'Too little data';
  const text = (value: number) => (name === 'revenue' ? valueText(name, value, currency).replace('-', '−') : points(value));
  const range = `${text(low)} to ${text(high)}`;
  const unit = name === 'revenue' ? '' : ' points';
  if (!differs) return `No clear difference (${range}${unit})`;
  return `${difference > 0 ? 'Higher' : 'Lower'} by ${text(Math.abs(difference))}${unit} (${range})`;
}
