import type { Money, Product } from '@/lib/api/types';
import type { Dimension, Figures, Hour, Interval, Rates, Summary, Surface } from '@/console/lib/types';

// Made-up counters of the stand-in's console. They are the same on every run.

const hourMs = 3_600_000;
const surfaces: { surface: Surface; share: number; clickThrough: number }[] = [
  { surface: 'card', share: 1, clickThrough: 0.11 },
  { surface: 'search', share: 0.7, clickThrough: 0.24 },
  { surface: 'similar', share: 0.3, clickThrough: 0.08 },
  { surface: 'popular', share: 0.1, clickThrough: 0.05 },
];

/** hoursOf returns the counters of each surface in each hour of a period. */
export function hoursOf(from: string, to: string): Hour[] {
  const hours: Hour[] = [];
  for (let at = Date.parse(from); at < Date.parse(to); at += hourMs) {
    const busy = 60 + 40 * Math.sin(at / hourMs / 3.8) + ((at / hourMs) % 7);
    for (const { surface, share, clickThrough } of surfaces)
      hours.push({
        hour: new Date(at).toISOString(),
        surface,
        impressions: Math.round(busy * share),
        clicks: Math.round(busy * share * clickThrough),
        baskets: Math.round((busy * share * clickThrough) / 4),
        purchases: Math.round((busy * share * clickThrough) / 11),
      });
  }
  return hours;
}

/** figuresBy returns the figures of a dimension. */
export function figuresBy(by: Dimension, products: Product[]): Figures[] {
  if (by === 'list')
    return surfaces.map(({ surface, share, clickThrough }) => figures(surface, '', 10_000 * share, clickThrough));
  const values = valuesOf(by, products);
  return values.map(([value, title], i) => {
    const row = figures('card', value, 4000 / (i + 1), 0.14 / (1 + i / 4));
    return title ? { ...row, title } : row;
  });
}

function valuesOf(by: Dimension, products: Product[]): [value: string, title?: string][] {
  switch (by) {
    case 'position':
      return [['0'], ['1'], ['2']];
    case 'reason':
      return [['search'], ['click'], ['popular'], ['purchase']];
    case 'category':
      return [...new Set(products.map((p) => p.category?.[0] ?? ''))].slice(0, 8).map((name) => [name]);
    case 'product':
      return products.slice(0, 20).map((p) => [p.productId, p.title]);
    case 'snapshot':
      return [['20261128T120000Z-3f2a'], ['20261127T120000Z-91bc']];
    default:
      return [['interests'], ['original']];
  }
}

/** figures returns the figures of a value with a number of impressions and a click-through rate. It was lower before. */
export function figures(surface: Surface, value: string, impressions: number, clickThrough: number): Figures {
  const now = summary(Math.round(impressions), clickThrough);
  const before = summary(Math.round(impressions * 0.9), clickThrough * (surface === 'search' ? 1.2 : 0.9));
  const change = Object.fromEntries(
    (['clickThrough', 'basketRate', 'purchaseRate', 'dismissalRate', 'repeatRate'] as const).map((rate) => [
      rate,
      difference(now[rate], before[rate]),
    ]),
  ) as Rates;
  return { surface, value, now, before, change };
}

function summary(impressions: number, clickThrough: number): Summary {
  const clicks = Math.round(impressions * clickThrough);
  const baskets = Math.round(clicks / 4);
  const purchases = Math.round(clicks / 11);
  const dismissals = Math.round(impressions / 50);
  const repeats = Math.round(impressions / 5);
  const revenue: Money[] = purchases > 0 ? [{ amount: purchases * 3499, currency: 'USD' }] : [];
  return {
    impressions,
    repeats,
    clicks,
    dismissals,
    views: Math.round(clicks * 1.2),
    baskets,
    checkouts: Math.round(baskets / 2),
    purchases,
    units: Math.round(purchases * 1.3),
    revenue,
    clickThrough: rate(clicks, impressions),
    basketRate: rate(baskets, impressions),
    purchaseRate: rate(purchases, impressions),
    dismissalRate: rate(dismissals, impressions),
    repeatRate: rate(repeats, impressions),
  };
}

const rate = (n: number, of: number): Interval => {
  const value = n / of;
  const half = 1.96 * Math.sqrt((value * (1 - value)) / of);
  return { value, low: Math.max(0, value - half), high: value + half };
};

function difference(now?: Interval, before?: Interval): Interval | undefined {
  if (!now || !before) return undefined;
  const value = now.value - before.value;
  const half = Math.hypot(now.high - now.value, before.high - before.value);
  return { value, low: value - half, high: value + half };
}
