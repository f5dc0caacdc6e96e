import { useQuery } from '@tanstack/react-query';
import { Choice } from '../../components/Field';
import { Loaded } from '../../components/Loaded';
import { Page, Panel } from '../../components/Page';
import { PeriodChoice } from '../../components/PeriodChoice';
import { count, percent } from '../../lib/format';
import { figuresOptions, statusOptions } from '../../lib/figures';
import { usePeriod } from '../../lib/period';
import { useParam } from '../../lib/useParam';
import type { Dimension } from '../../lib/types';
import { CardFigures } from './CardFigures';
import { byPlace, valueName } from './valueName';

const dimensions = {
  position: 'Position',
  reason: 'Reason',
  category: 'Category',
  snapshot: 'Snapshot',
  ranker: 'Ranker',
} satisfies Partial<Record<Dimension, string>>;
type By = keyof typeof dimensions;

/** CardPage shows the figures of the card by position, reason, category, snapshot or ranker. */
export function CardPage() {
  const period = usePeriod();
  const [by, setBy] = useParam('by', Object.keys(dimensions) as By[]);
  const figures = useQuery(figuresOptions(by, period));
  const choice = (
    <Choice label="By" value={by} onChange={(e) => setBy(e.target.value)}>
      {Object.entries(dimensions).map(([key, name]) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </Choice>
  );
  const name = dimensions[by];
  return (
    <Page
      title="Card"
      intro="Which places and reasons of the card work."
      actions={
        <>
          {choice}
          <PeriodChoice />
        </>
      }
    >
      <CatalogShown />
      <Panel title={`By ${name.toLowerCase()}`}>
        <Loaded query={figures} subject="the figures of the card">
          {({ rows }) => (
            <CardFigures
              by={by}
              name={name}
              rows={byPlace(
                by,
                rows.filter((row) => row.surface === 'card'),
              )}
              valueOf={(row) => valueName(by, row.value)}
            />
          )}
        </Loaded>
      </Panel>
    </Page>
  );
}

function CatalogShown() {
  const status = useQuery(statusOptions);
  return (
    <Panel title="Share of the catalog that cards showed">
      <Loaded query={status} subject="the share of the catalog" lines={1}>
        {({ shown, index }) => (
          <p>
            <strong className="font-display text-2xl">{percent(shown.share)}</strong>{' '}
            <span className="text-mist-2">
              In the last 7 days, cards showed {count(shown.products)} of {count(index?.count ?? 0)} products.
            </span>
          </p>
        )}
      </Loaded>
    </Panel>
  );
}
