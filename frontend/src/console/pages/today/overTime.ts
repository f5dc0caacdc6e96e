import type { Hour, Surface } from '../../lib/types';

export type Metric = 'impressions' | 'clicks' | 'baskets' | 'purchases';

/** A Step holds the counts of one hour or one day by surface. */
export type Step = { at: Date; counts: Map<Surface, number> };

const hourMs = 3_600_000;

/**
 * stepsOf adds up the counters of a period: by hour up to two days, and else by day, that is every 24 hours from the period's
 * start. Hours without events count 0.
 */
export function stepsOf(hours: Hour[], metric: Metric, from: string, to: string): { surfaces: Surface[]; steps: Step[] } {
  const start = Date.parse(from);
  const length = Date.parse(to) - start;
  const step = length > 48 * hourMs ? 24 * hourMs : hourMs;
  const steps: Step[] = Array.from({ length: Math.ceil(length / step) }, (_, i) => ({
    at: new Date(start + i * step),
    counts: new Map(),
  }));
  for (const hour of hours) {
    const counts = steps[Math.floor((Date.parse(hour.hour) - start) / step)]?.counts;
    counts?.set(hour.surface, (counts.get(hour.surface) ?? 0) + hour[metric]);
  }
  const known = [...new Set(hours.map((hour) => hour.surface))];
  return { surfaces: order.filter((surface) => known.includes(surface)), steps };
}

const order: Surface[] = ['card', 'search', 'similar', 'popular', ''];
