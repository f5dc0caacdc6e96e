import { FiguresTable, unwanted } from '../../components/FiguresTable';
import type { Figures } from '../../lib/types';

type Props = { rows: Figures[]; by: string; name: string; valueOf: (row: Figures) => string };

/** CardFigures shows what the card earns, and which of its products shoppers do not want, in two tables that fit a screen. */
export function CardFigures({ rows, by, name, valueOf }: Props) {
  const first = { name, value: valueOf };
  return (
    <>
      <FiguresTable
        caption={`Figures of the card by ${name.toLowerCase()}`}
        file={`card-by-${by}`}
        rows={rows}
        first={first}
        empty="No shopper has seen a card in this period."
      />
      {rows.length > 0 && (
        <>
          <h3 className="mt-6 mb-1 text-lg font-semibold">Dismissals and repeats</h3>
          <p className="mb-3 max-w-prose text-sm text-mist-2">
            A repeat is an impression of a product that cards showed the same shopper in the day before, also when they scroll
            back.
          </p>
          <FiguresTable
            caption={`Dismissals and repeats by ${name.toLowerCase()}`}
            file={`card-dismissals-by-${by}`}
            rows={rows}
            first={first}
            columns={unwanted}
            empty={undefined}
          />
        </>
      )}
    </>
  );
}
