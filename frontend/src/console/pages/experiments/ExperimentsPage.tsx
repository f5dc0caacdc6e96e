import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { buttonLook } from '@/components/Button';
import { DataTable, type Column } from '../../components/DataTable';
import { Loaded } from '../../components/Loaded';
import { Page, Panel } from '../../components/Page';
import { moment, percent } from '../../lib/format';
import { useMay } from '../../lib/member';
import type { Experiment } from '../../lib/types';
import { experimentsOptions } from './experiments';

/** ExperimentsPage lists the experiments. */
export function ExperimentsPage() {
  const experiments = useQuery(experimentsOptions);
  const editor = useMay('editor');
  return (
    <Page
      title="Experiments"
      intro="An experiment compares settings of the ranking on shoppers. Each shopper stays in one arm."
      actions={
        editor && (
          <Link to="/experiments/new" className={buttonLook({ look: 'ember' })}>
            New experiment
          </Link>
        )
      }
    >
      <Panel title="All experiments">
        <Loaded query={experiments} subject="the experiments">
          {({ experiments: all }) => (
            <DataTable
              caption="Experiments"
              file="experiments"
              rows={all}
              keyOf={(e) => e.id}
              columns={columns}
              empty="There are no experiments yet."
            />
          )}
        </Loaded>
      </Panel>
    </Page>
  );
}

const stateNames = { draft: 'Draft', running: 'Running', stopped: 'Stopped' };

const columns: Column<Experiment>[] = [
  {
    name: 'Experiment',
    value: (e) => e.name,
    show: (e) => (
      <Link
        to={`/experiments/${encodeURIComponent(e.id)}`}
        className="text-lilac underline underline-offset-3 hover:no-underline"
      >
        {e.name}
      </Link>
    ),
  },
  { name: 'State', value: (e) => stateNames[e.state] },
  { name: 'Arms', value: (e) => e.arms.map((arm) => arm.id).join(', ') },
  { name: 'Shoppers', numeric: true, value: (e) => e.ramp, show: (e) => percent(e.ramp) },
  { name: 'Started', value: (e) => e.startedAt, show: (e) => (e.startedAt ? moment(e.startedAt) : '–') },
  { name: 'Stopped', value: (e) => e.stoppedAt, show: (e) => (e.stoppedAt ? moment(e.stoppedAt) : '–') },
];
