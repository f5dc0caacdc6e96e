import { Link } from 'react-router';
import { buttonLook } from '@/components/Button';
import { DataTable, type Column } from '../../components/DataTable';
import { ProductLink } from '../../components/ProductLink';
import { count, percent } from '../../lib/format';
import { useMay } from '../../lib/member';
import type { SearchRow, SearchSort } from '../../lib/types';

/** SearchTable lists queries. An editor can pin a product to each one that has a text. */
export function SearchTable({ rows, sort, name }: { rows: SearchRow[]; sort: SearchSort; name: string }) {
  const editor = useMay('editor');
  return (
    <DataTable
      caption={`Searches: ${name.toLowerCase()}`}
      file={`searches-${sort}`}
      rows={rows}
      keyOf={(row) => row.queryHash}
      empty="No such search in this period."
      columns={editor ? [...columns, pin] : columns}
    />
  );
}

const share = (row: SearchRow, n: number) => (
  <>
    {count(n)}
    {row.answers > 0 && <span className="block text-mist-2">{percent(n / row.answers)}</span>}
  </>
);

const unclicked = (row: SearchRow) => Math.max(0, row.answers - row.empty - row.clicked);

const columns: Column<SearchRow>[] = [
  {
    name: 'Query',
    value: (row) => row.text ?? '(fewer than 5 shoppers)',
    show: (row) => (row.text === undefined ? <em className="text-mist-2">Fewer than 5 shoppers</em> : row.text),
  },
  { name: 'Searches', numeric: true, value: (row) => row.searches, show: (row) => count(row.searches) },
  { name: 'Without results', numeric: true, value: (row) => row.empty, show: (row) => share(row, row.empty) },
  { name: 'Without clicks', numeric: true, value: unclicked, show: (row) => share(row, unclicked(row)) },
  { name: 'Corrected', numeric: true, value: (row) => row.corrected, show: (row) => share(row, row.corrected) },
  { name: 'With clicks', numeric: true, value: (row) => row.clicked, show: (row) => share(row, row.clicked) },
  {
    name: 'Opened products',
    value: (row) => row.products.map((p) => `${p.title ?? p.id} (${p.clicks})`).join('; '),
    show: (row) => <Opened products={row.products} />,
  },
];

function Opened({ products }: Pick<SearchRow, 'products'>) {
  if (products.length === 0) return <>–</>;
  return (
    <details>
      <summary className="min-h-6">{products.length === 1 ? '1 product' : `${products.length} products`}</summary>
      <ol className="mt-1 flex list-decimal flex-col gap-1 pl-5">
        {products.map(({ id, title, clicks }) => (
          <li key={id}>
            <ProductLink id={id} title={title} /> ({count(clicks)})
          </li>
        ))}
      </ol>
    </details>
  );
}

const pin: Column<SearchRow> = {
  name: 'Action',
  value: () => undefined,
  show: (row) =>
    row.text === undefined ? null : (
      <Link
        to={`/rules/new?${new URLSearchParams({ kind: 'pin', query: row.text }).toString()}`}
        className={buttonLook({ look: 'outline', size: 'sm' })}
        aria-label={`Pin a product for “${row.text}”`}
      >
        Pin a product
      </Link>
    ),
};
