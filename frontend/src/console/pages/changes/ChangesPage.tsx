import { useInfiniteQuery } from '@tanstack/react-query';
import { Notice } from '@/components/Notice';
import { Button } from '@/components/Button';
import { ErrorState } from '@/components/ErrorState';
import { loadError } from '@/lib/retry';
import { DataTable, type Column } from '../../components/DataTable';
import { Page, Panel } from '../../components/Page';
import { read } from '../../lib/api';
import { moment } from '../../lib/format';
import { useMay } from '../../lib/member';
import type { Change } from '../../lib/types';
import { differences, stateText } from './differences';

const pageSize = 50;

/** ChangesPage lists what the staff changed, newest first. Only owners see it. */
export function ChangesPage() {
  const owner = useMay('owner');
  return (
    <Page title="Changes" intro="Who changed what in the console, and when.">
      {owner ? (
        <Changes />
      ) : (
        <Notice icon="hidden" title="Only owners see the changes">
          Ask an owner of the shop.
        </Notice>
      )}
    </Page>
  );
}

function Changes() {
  const query = useInfiniteQuery({
    queryKey: ['changes'],
    queryFn: ({ pageParam, signal }) =>
      read<{ changes: Change[] }>('changes', { query: { limit: pageSize, ...(pageParam && { before: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ changes }) => (changes.length < pageSize ? undefined : changes.at(-1)!.at),
  });
  const error = loadError(query);
  if (!query.data && error) return <ErrorState {...error} subject="the changes" onRetry={() => void query.refetch()} />;
  if (!query.data) return <p role="status">Loading the changes…</p>;
  const older = query.hasNextPage && (
    <Button size="sm" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
      Show older changes
    </Button>
  );
  return (
    <Panel title="All changes">
      <DataTable
        caption="Changes"
        file="changes"
        rows={query.data.pages.flatMap((page) => page.changes)}
        keyOf={(change) => change.id}
        columns={columns}
        empty="Nobody has changed anything yet."
        actions={older}
      />
    </Panel>
  );
}

const kinds: Record<string, string> = { product: 'Product', rule: 'Rule', experiment: 'Experiment', index: 'Index' };

const columns: Column<Change>[] = [
  { name: 'When', value: (c) => c.at, show: (c) => moment(c.at) },
  { name: 'Who', value: (c) => c.email || c.userId },
  { name: 'What', value: (c) => `${kinds[c.kind] ?? c.kind} ${c.target}` },
  { name: 'Result', value: (c) => (c.failed ? 'Failed' : 'Done') },
  { name: 'Before', fileOnly: true, value: (c) => stateText(c.before) },
  { name: 'After', fileOnly: true, value: (c) => stateText(c.after) },
  { name: 'Difference', value: () => undefined, show: (c) => <Differences change={c} /> },
];

function Differences({ change }: { change: Change }) {
  return (
    <ul role="list" className="flex flex-col gap-1">
      {differences(change.before, change.after).map(({ field, before, after }) => (
        <li key={field}>
          <strong className="font-semibold">{field}</strong>: {before} → {after}
        </li>
      ))}
    </ul>
  );
}
