import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '../../components/DataTable';
import { Choice } from '../../components/Field';
import { LinePlot } from '../../components/LinePlot';
import { Loaded } from '../../components/Loaded';
import { Panel } from '../../components/Page';
import { count, day, hour } from '../../lib/format';
import { hoursOptions } from '../../lib/figures';
import { surfaceName } from '../../lib/surfaces';
import { stepsOf, type Metric } from './overTime';

const metrics: Record<Metric, string> = {
  impressions: 'Impressions',
  clicks: 'Clicks',
  baskets: 'Baskets',
  purchases: 'Purchases',
};

/** OverTime plots a count of each surface over time, with a table of the same figures. */
export function OverTime({ from, to }: { from: string; to: string }) {
  const [metric, setMetric] = useState<Metric>('impressions');
  const hours = useQuery(hoursOptions({ from, to }));
  const choice = (
    <Choice label="Count" value={metric} onChange={(e) => setMetric(e.target.value as Metric)}>
      {Object.entries(metrics).map(([key, name]) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </Choice>
  );
  return (
    <Panel title="Over time" actions={choice}>
      <Loaded query={hours} subject="the figures over time">
        {({ hours: all }) => <Plot {...stepsOf(all, metric, from, to)} name={metrics[metric]} file={metric} />}
      </Loaded>
    </Panel>
  );
}

function Plot({ surfaces, steps, name, file }: ReturnType<typeof stepsOf> & { name: string; file: string }) {
  if (surfaces.length === 0) return <p className="py-6 text-center text-mist-2">No event in this period.</p>;
  const daily = steps.length > 1 && +steps[1]!.at - +steps[0]!.at > 3_600_000;
  const unit = daily ? 'Day' : 'Hour';
  return (
    <div className="flex flex-col gap-4">
      <LinePlot
        label={`${name} by ${unit.toLowerCase()} and surface. The table below contains the same figures.`}
        times={steps.map((step) => step.at)}
        series={surfaces.map((s) => ({ name: surfaceName(s), values: steps.map((step) => step.counts.get(s) ?? 0) }))}
      />
      <details>
        <summary className="flex min-h-11 items-center font-semibold text-lilac">Show the figures as a table</summary>
        <DataTable
          caption={`${name} by ${unit.toLowerCase()}`}
          file={`${file}-over-time`}
          rows={steps}
          keyOf={(step) => step.at.toISOString()}
          empty=""
          columns={[
            { name: `${unit} from`, value: (s) => s.at.toISOString(), show: (s) => (daily ? day(s.at) : hour(s.at)) },
            ...surfaces.map((surface) => ({
              name: surfaceName(surface),
              numeric: true,
              value: (s: (typeof steps)[number]) => s.counts.get(surface) ?? 0,
              show: (s: (typeof steps)[number]) => count(s.counts.get(surface) ?? 0),
            })),
          ]}
        />
      </details>
    </div>
  );
}
