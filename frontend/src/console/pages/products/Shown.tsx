import { Icon } from '@/components/Icon';
import { upperFirst } from '@/lib/text';
import { Panel } from '../../components/Page';
import type { ProductView } from '../../lib/types';

/** Shown says whether shoppers see the product, and where the system has it. */
export function Shown({ view: { notShown, snapshot } }: { view: ProductView }) {
  return (
    <Panel title={notShown.length === 0 ? 'Shoppers see this product' : 'Shoppers do not see this product'}>
      {notShown.length > 0 && (
        <ul role="list" className="flex flex-col gap-1.5">
          {notShown.map((reason) => (
            <li key={reason} className="flex items-start gap-2">
              <Icon name="hidden" className="mt-0.5 size-5 text-ember-text" /> {upperFirst(reason)}
            </li>
          ))}
        </ul>
      )}
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
        <dt className="text-mist-2">Snapshot</dt>
        <dd className="[overflow-wrap:anywhere]">
          {snapshot.version
            ? `${snapshot.version} ${snapshot.contained ? 'contains it' : 'does not contain it'}`
            : 'There is none yet'}
        </dd>
        <dt className="text-mist-2">Changed since the snapshot</dt>
        <dd>{snapshot.overlay ? 'Yes. The next index will contain the change.' : 'No'}</dd>
      </dl>
    </Panel>
  );
}
