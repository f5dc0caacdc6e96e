import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { Notice } from '@/components/Notice';
import { isNotFound } from '@/lib/api/problem';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { useMay } from '../../lib/member';
import { moment } from '../../lib/format';
import type { Results } from '../../lib/types';
import { Controls } from './Controls';
import { DraftEditor } from './DraftEditor';
import { ResultsPanel } from './ResultsPanel';
import { resultsOptions } from './experiments';

/** ExperimentPage shows an experiment and its results. An editor can change a draft, start, ramp and stop. */
export function ExperimentPage() {
  const { experimentId = '' } = useParams();
  const query = useQuery(resultsOptions(experimentId));
  if (isNotFound(query.error))
    return (
      <Page title="Experiment not found">
        <Notice icon="search" title="There is no such experiment" />
      </Page>
    );
  const experiment = query.data?.experiment;
  return (
    <Page title={experiment?.name ?? 'Experiment'} intro={experiment && stateText(experiment)}>
      <Loaded query={query} subject="the experiment">
        {(results) => <Content results={results} />}
      </Loaded>
    </Page>
  );
}

function Content({ results }: { results: Results }) {
  const editor = useMay('editor');
  const { experiment } = results;
  return (
    <div className="flex flex-col gap-6">
      {editor && experiment.state !== 'stopped' && <Controls experiment={experiment} />}
      <ResultsPanel results={results} />
      {editor && experiment.state === 'draft' && <DraftEditor draft={experiment} />}
    </div>
  );
}

function stateText({ state, startedAt, stoppedAt }: Results['experiment']): string {
  if (state === 'draft' || !startedAt) return 'A draft. Shoppers are not affected.';
  const started = `Started ${moment(startedAt)}`;
  return stoppedAt ? `${started}, stopped ${moment(stoppedAt)}.` : `${started}, running.`;
}
