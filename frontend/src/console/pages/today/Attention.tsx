import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Icon } from '@/components/Icon';
import { Loaded } from '../../components/Loaded';
import { Panel } from '../../components/Page';
import { statusOptions } from '../../lib/figures';

/** The page on which one can do something about it. */
const places: Record<string, { to: string; name: string }> = {
  'index-old': { to: '/index', name: 'Open Index' },
  'no-index': { to: '/index', name: 'Open Index' },
  'index-held': { to: '/index', name: 'Open Index' },
  'low-recall': { to: '/index', name: 'Open Index' },
  'searches-without-results': { to: '/searches?sort=empty', name: 'Open Searches' },
};

/** Attention lists what needs attention. */
export function Attention() {
  const status = useQuery(statusOptions);
  return (
    <Panel title="Needs attention">
      <Loaded query={status} subject="the state of the shop" lines={1}>
        {({ attention }) =>
          attention.length === 0 ? (
            <p className="flex items-center gap-2 text-mist-2">
              <Icon name="check" className="size-5" /> Nothing needs attention.
            </p>
          ) : (
            <ul role="list" className="flex flex-col gap-2">
              {attention.map(({ kind, text, details }) => (
                <li key={`${kind}/${text}`} className="flex items-start gap-3">
                  <Icon name="alert" className="mt-0.5 size-5 text-ember-text" />
                  <span className="flex min-w-0 flex-wrap gap-x-3">
                    <span>{text}</span>
                    {places[kind] && (
                      <Link to={places[kind].to} className="text-lilac underline underline-offset-3 hover:no-underline">
                        {places[kind].name}
                      </Link>
                    )}
                    {details && <Details lines={details} />}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

function Details({ lines }: { lines: string[] }) {
  return (
    <details className="basis-full text-sm text-mist-2">
      <summary className="cursor-pointer">Why, with an example each</summary>
      <ul className="list-disc ps-5 [overflow-wrap:anywhere]">
        {lines.map((line) => (
          <li key={line} dir="auto">
            {line}
          </li>
        ))}
      </ul>
    </details>
  );
}
