import { age, bytes, count, percent } from '../../lib/format';
import type { Status } from '../../lib/types';

/** CurrentIndex describes the index that the shop uses. */
export function CurrentIndex({ status: { index, ageSeconds } }: { status: Status }) {
  if (!index?.version)
    return <p className="text-mist-2">There is no index yet. Cards and searches are empty until the first build.</p>;
  const facts = [
    ['Version', index.version],
    ['Age', age(ageSeconds)],
    ['Products', count(index.count)],
    ['Recall at 10', percent(index.recallAt10)],
    ['Type', index.type],
    ['Size', bytes(index.bytes)],
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 md:grid-cols-3">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="text-sm text-mist-2">{name}</dt>
          <dd className="font-semibold [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
