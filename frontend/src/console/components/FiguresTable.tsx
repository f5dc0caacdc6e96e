import type { ReactNode } from 'react';
import { count, money } from '../lib/format';
import { countChange, rateText } from '../lib/intervals';
import { surfaceName } from '../lib/surfaces';
import type { Figures, Interval, Rates } from '../lib/types';
import { ChangeMark } from './ChangeMark';
import { DataTable, type Column } from './DataTable';

type Props = {
  caption: string;
  file: string;
  rows: Figures[];
  empty: ReactNode;
  /** the first column; the surface if it is missing */
  first?: Column<Figures>;
  /** the columns after the surface; what shoppers opened and bought if they are missing */
  columns?: Column<Figures>[];
};

const surface: Column<Figures> = { name: 'Surface', value: (row) => surfaceName(row.surface) };

/** FiguresTable compares the figures of two periods. */
export function FiguresTable({ caption, file, rows, empty, first, columns = earned }: Props) {
  return (
    <DataTable
      caption={caption}
      file={file}
      rows={rows}
      keyOf={(row) => `${row.surface}/${row.value}`}
      columns={[...(first ? [first, surface] : [surface]), ...columns]}
      empty={empty}
    />
  );
}

type Count = 'impressions' | 'clicks' | 'baskets' | 'purchases' | 'dismissals' | 'repeats';

const counts = (name: string, key: Count): Column<Figures>[] => [
  {
    name,
    numeric: true,
    value: (row) => row.now[key],
    show: ({ now, before }) => (
      <>
        {count(now[key])}
        <span className="block text-mist-2">{countChange(now[key], before[key])}</span>
      </>
    ),
  },
  { name: `${name} before`, fileOnly: true, value: (row) => row.before[key] },
];

const rate = (name: string, key: keyof Rates): Column<Figures>[] => [
  {
    name,
    value: (row) => row.now[key]?.value,
    show: ({ now, change }) => (
      <span className="block min-w-44">
        {rateText(now[key])}
        <span className="block">
          <ChangeMark change={change[key]} />
        </span>
      </span>
    ),
  },
  ...ends(name, (row) => row.now[key]),
  ...ends(`${name} change`, (row) => row.change[key]),
];

const ends = (name: string, interval: (row: Figures) => Interval | undefined): Column<Figures>[] => [
  { name: `${name} low`, fileOnly: true, value: (row) => interval(row)?.low },
  { name: `${name} high`, fileOnly: true, value: (row) => interval(row)?.high },
];

const earned: Column<Figures>[] = [
  ...counts('Impressions', 'impressions'),
  ...counts('Clicks', 'clicks'),
  ...rate('Click-through', 'clickThrough'),
  ...counts('Baskets', 'baskets'),
  ...rate('Basket rate', 'basketRate'),
  ...counts('Purchases', 'purchases'),
  ...rate('Purchase rate', 'purchaseRate'),
  {
    name: 'Revenue',
    numeric: true,
    value: (row) => money(row.now.revenue),
    show: ({ now, before }) => (
      <>
        {money(now.revenue)}
        <span className="block text-mist-2">Before: {money(before.revenue)}</span>
      </>
    ),
  },
  { name: 'Revenue before', fileOnly: true, value: (row) => money(row.before.revenue) },
];

/** unwanted are the columns that tell where shoppers reject products, or see the same ones again. */
export const unwanted: Column<Figures>[] = [
  ...counts('Impressions', 'impressions'),
  ...counts('Dismissed', 'dismissals'),
  ...rate('Dismissal rate', 'dismissalRate'),
  ...counts('Repeats', 'repeats'),
  ...rate('Repeat rate', 'repeatRate'),
];
