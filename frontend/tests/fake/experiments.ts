import type { Arm, Experiment, Interval, Metric, Results } from '@/console/lib/types';
import { Refusal } from './api.ts';

const arms: Arm[] = [
  { id: 'control', weight: 1, settings: {} },
  { id: 'words', weight: 1, settings: { wordsWeight: 0.5 } },
];
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

/** FakeExperiments is an in-memory store of experiments, with made-up results. */
export class FakeExperiments {
  readonly all: Experiment[] = [
    {
      id: 'words',
      name: 'More weight for words',
      arms,
      ramp: 0.5,
      state: 'running',
      createdAt: daysAgo(6),
      startedAt: daysAgo(5),
    },
    { id: 'no-rules', name: 'Without rules', arms, ramp: 1, state: 'draft', createdAt: daysAgo(1) },
  ];

  get(id: string): Experiment {
    const experiment = this.all.find((e) => e.id === id);
    if (!experiment) throw new Refusal(404, `experiment ${id} not found`);
    return experiment;
  }

  create(draft: Pick<Experiment, 'id' | 'name' | 'arms' | 'ramp'>): Experiment {
    if (this.all.some((e) => e.id === draft.id)) throw new Refusal(409, 'experiment exists already');
    this.all.push({ ...draft, state: 'draft', createdAt: new Date().toISOString() });
    return this.all.at(-1)!;
  }

  change = (id: string, fields: Partial<Experiment>): Experiment => Object.assign(this.get(id), fields);

  results(id: string): Results {
    const experiment = this.get(id);
    const started = experiment.state !== 'draft';
    return {
      experiment,
      arms: experiment.arms.map((arm, i) => ({
        id: arm.id,
        shoppers: started ? 900 + i * 11 : 0,
        impressions: started ? 12_000 + i * 150 : 0,
        metrics: started ? metrics(i > 0) : [],
      })),
      ...(started && { split: { p: 0.4, mismatch: false }, currency: 'USD', impressionsNeeded: 31_000 }),
    };
  }
}

function metrics(compared: boolean): Metric[] {
  const of = (name: Metric['name'], total: number, value: number, { value: difference, low, high }: Interval): Metric => ({
    name,
    total,
    value,
    ...(compared && { comparison: { difference, low, high, differs: low > 0 || high < 0 } }),
  });
  return [
    of('clickThrough', 1400, 0.115, { value: 0.012, low: 0.003, high: 0.021 }),
    of('baskets', 300, 0.025, { value: 0.001, low: -0.004, high: 0.006 }),
    of('purchases', 110, 0.009, { value: 0.0004, low: -0.003, high: 0.004 }),
    of('revenue', 385_000, 32.1, { value: 1.2, low: -6, high: 8.4 }),
  ];
}
