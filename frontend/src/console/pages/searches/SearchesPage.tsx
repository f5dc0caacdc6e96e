import { queryOptions, useQuery } from '@tanstack/react-query';
import { Choice } from '../../components/Field';
import { Loaded } from '../../components/Loaded';
import { Page, Panel } from '../../components/Page';
import { PeriodChoice } from '../../components/PeriodChoice';
import { read } from '../../lib/api';
import { count } from '../../lib/format';
import { usePeriod } from '../../lib/period';
import type { Searches, SearchSort } from '../../lib/types';
import { useParam } from '../../lib/useParam';
import { SearchTable } from './SearchTable';

const sorts: Record<SearchSort, string> = {
  searches: 'Most frequent',
  empty: 'Without results',
  unclicked: 'Without clicks',
  corrected: 'Corrected',
};

const searchesOptions = (sort: SearchSort, { from, to }: { from: string; to: string }) =>
  queryOptions({
    queryKey: ['searches', sort, from, to],
    queryFn: ({ signal }) => read<Searches>('searches', { query: { from, to, sort, limit: 100 }, signal }),
  });

/** SearchesPage lists what shoppers searched for, and what they found. */
export function SearchesPage() {
  const period = usePeriod();
  const [sort, setSort] = useParam('sort', Object.keys(sorts) as SearchSort[]);
  const searches = useQuery(searchesOptions(sort, period));
  const actions = (
    <>
      <Choice label="Show" value={sort} onChange={(e) => setSort(e.target.value)}>
        {Object.entries(sorts).map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </Choice>
      <PeriodChoice />
    </>
  );
  return (
    <Page title="Searches" intro="What shoppers looked for, and what they opened." actions={actions}>
      <Panel
        title={sorts[sort]}
        intro="The text of a query is shown only if at least five shoppers made it. Until then, nobody can see it."
      >
        <Loaded query={searches} subject="the searches">
          {({ rows, hidden }) => (
            <div className="flex flex-col gap-4">
              <SearchTable rows={rows} sort={sort} name={sorts[sort]} />
              <Hidden {...hidden} />
            </div>
          )}
        </Loaded>
      </Panel>
    </Page>
  );
}

function Hidden({ searches, empty }: Searches['hidden']) {
  if (searches === 0) return null;
  return (
    <p className="text-sm text-mist-2">
      Queries whose text is not shown: {count(searches)} searches, {count(empty)} without results.
    </p>
  );
}
