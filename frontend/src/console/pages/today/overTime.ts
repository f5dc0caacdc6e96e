import type { Hour, Surface } from '../../lib/types';

export type Metric = 'impressions' | 'clicks' | 'baskets' | 'purchases';

/** A Step holds the counts of one hour or one day by surface. */
export type Step = { at: Date; counts: Map<Surface, number> };

const hourMs = 3_600_000;

/**
 * stepsOf adds up the counters of a period: by hour up to two days, and else by day on the reader's calendar. The first day
 * has only the hours since the period's start. Hours without events count 0.
 */
export function stepsOf(hours: Hour[], metric: Metric, from: string, to: string): { surfaces: Surface[]; steps: Step[] } {
  const daily = Date.parse(to) - Date.parse(from) > 48 * hourMs;
  const startOf = daily ? startOfDay : startOfHour;
  const steps = new Map<number, Step>();
  for (let at = startOf(new Date(from)); +at < Date.parse(to); at = startOf(new Date(+at + (daily ? 36 : 1) * hourMs))) {
    steps.set(+at, { at, counts: new Map() }); // 36 hours later is the next day, also when clocks change
  }
  for (const hour of hours) {
    const counts = steps.get(+startOf(new Date(hour.hour)))?.counts;
    counts?.set(hour.surface, (counts.get(hour.surface) ?? 0) + hour[metric]);
  }
  const known = [...new Set(hours.map((hour) => hour.surface))];
  return { surfaces: order.filter((surface) => known.includes(surface)), steps: [...steps.values()] };
}

const startOfHour = (t: Date) => new Date(Math.floor(+t / hourMs) * hourMs);
const startOfDay = (t: Date) => new Date(t.getFullYear(), t.getMonth(), t.getDate());

const order: Surface[] = ['card', 'search', 'similar', 'popular', ''];
