import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { Loaded } from '../../components/Loaded';
import { Panel } from '../../components/Page';
import { ProductLink } from '../../components/ProductLink';
import { read } from '../../lib/api';
import { time } from '../../lib/format';
import { surfaceName } from '../../lib/surfaces';
import type { LiveEvent } from '../../lib/types';

const liveOptions = queryOptions({
  queryKey: ['live'],
  queryFn: ({ signal }) => read<{ events: LiveEvent[] }>('live', { signal }),
  staleTime: 0,
});
const intervalMs = 5000; // React Query pauses it while the page is hidden
const shown = 12;

const names: Record<string, string> = {
  view_item_list: 'Saw',
  select_item: 'Opened',
  dismiss_item: 'Rejected',
  view_item: 'Viewed',
  add_to_cart: 'Put in the basket',
  begin_checkout: 'Started to pay for',
  purchase: 'Bought',
  search: 'Searched',
  view_search_results: 'Saw the results of a search',
};

/** Live shows the last events. The reader can pause it. */
export function Live() {
  const [paused, setPaused] = useState(false);
  const query = useQuery({ ...liveOptions, refetchInterval: paused ? false : intervalMs });
  const pause = (
    <Button look="outline" size="sm" aria-pressed={paused} onClick={() => setPaused(!paused)}>
      Pause
    </Button>
  );
  return (
    <Panel title="Live" intro="The last events, every five seconds." actions={pause}>
      <Loaded query={query} subject="the last events">
        {({ events }) =>
          events.length === 0 ? (
            <p className="py-6 text-center text-mist-2">No event yet.</p>
          ) : (
            <ol role="list" className="flex flex-col divide-y divide-night-line/60 text-sm">
              {events.slice(0, shown).map((event, i) => (
                <Event key={`${event.at}/${i}`} event={event} />
              ))}
            </ol>
          )
        }
      </Loaded>
    </Panel>
  );
}

function Event({ event: { name, at, items = [], results } }: { event: LiveEvent }) {
  const surface = items[0]?.surface;
  return (
    <li className="flex flex-wrap gap-x-3 gap-y-0.5 py-2">
      <time dateTime={at} className="w-24 shrink-0 text-mist-2 tabular-nums">
        {time(at)}
      </time>
      <span className="min-w-0 flex-1 basis-52 [overflow-wrap:anywhere]">
        <strong className="font-semibold">{names[name] ?? name}</strong>
        {results !== undefined && name === 'view_search_results' && `: ${results === 0 ? 'none' : results}`}
        {items.slice(0, 3).map(({ id }, i) => (
          <span key={`${id}/${i}`}>
            {i > 0 ? ', ' : ' '}
            <ProductLink id={id} />
          </span>
        ))}
        {items.length > 3 && ` and ${items.length - 3} more`}
        {surface && <span className="text-mist-2"> · {surfaceName(surface)}</span>}
      </span>
    </li>
  );
}
