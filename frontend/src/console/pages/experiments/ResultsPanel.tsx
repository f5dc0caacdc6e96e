import { Icon } from '@/components/Icon';
import { DataTable, type Column } from '../../components/DataTable';
import { Panel } from '../../components/Page';
import { count, counted } from '../../lib/format';
import type { Metric, Results } from '../../lib/types';
import { comparisonText, metricNames, totalText, valueText } from './resultText';
import { settingsText } from './settingsText';

type ResultRow = Metric & { arm: string; shoppers: number; impressions: number };

/** ResultsPanel compares the arms with the control. Its intervals stay valid however often one looks. */
export function ResultsPanel({ results }: { results: Results }) {
  const { experiment, arms, split, currency, impressionsNeeded } = results;
  const rows = arms.flatMap(({ id, shoppers, impressions, metrics }) =>
    metrics.map((metric) => ({ ...metric, arm: id, shoppers, impressions })),
  );
  return (
    <Panel title="Results" intro="The intervals of all arms and metrics hold together with 95%, however often you look.">
      {split?.mismatch && (
        <p role="alert" className="flex items-start gap-2 font-semibold text-rose">
          <Icon name="alert" className="size-5" />
          The arms do not have the shares of shoppers that they should have (p = {split.p.toPrecision(2)}). Do not trust these
          results.
        </p>
      )}
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
        {experiment.arms.map((arm, i) => (
          <div key={arm.id} className="contents">
            <dt className="text-mist-2">{i === 0 ? `${arm.id} (control)` : arm.id}</dt>
            <dd>
              {settingsText(arm.settings)}; weight {arm.weight}; {counted(arms[i]?.shoppers ?? 0, 'shopper')} with{' '}
              {counted(arms[i]?.impressions ?? 0, 'impression')}
            </dd>
          </div>
        ))}
        <dt className="text-mist-2">Needed</dt>
        <dd>
          {impressionsNeeded
            ? `${count(impressionsNeeded)} impressions of each arm show a change of the click-through by a tenth in four of five cases.`
            : 'There is too little data to say how many impressions are needed.'}
        </dd>
        {split && !split.mismatch && (
          <>
            <dt className="text-mist-2">Split</dt>
            <dd>The shares of shoppers show no fault.</dd>
          </>
        )}
      </dl>
      <DataTable
        caption="Results by arm"
        file={`experiment-${experiment.id}`}
        rows={rows}
        keyOf={(row) => `${row.arm}/${row.name}`}
        columns={columnsFor(currency)}
        empty="There are no results yet."
      />
    </Panel>
  );
}

const columnsFor = (currency: string | undefined): Column<ResultRow>[] => [
  { name: 'Arm', value: (row) => row.arm },
  { name: 'Metric', value: (row) => metricNames[row.name] },
  { name: 'Shoppers', fileOnly: true, value: (row) => row.shoppers },
  { name: 'Impressions', numeric: true, value: (row) => row.impressions, show: (row) => count(row.impressions) },
  { name: 'Total', numeric: true, value: (row) => row.total, show: (row) => totalText(row, currency) },
  { name: 'Value', numeric: true, value: (row) => row.value, show: (row) => valueText(row.name, row.value, currency) },
  { name: 'Compared with the control', value: (row) => comparisonText(row, currency) },
  { name: 'Difference', fileOnly: true, value: (row) => row.comparison?.difference },
  { name: 'Difference low', fileOnly: true, value: (row) => row.comparison?.low },
  { name: 'Difference high', fileOnly: true, value: (row) => row.comparison?.high },
];
