import { useId, type ReactNode } from 'react';
import { Button } from '@/components/Button';
import { csvOf, saveCsv, type Cell } from '../lib/csv';

/** A Column of a table. value is its cell in the CSV file, and on screen too unless show draws it. */
export type Column<Row> = {
  name: string;
  value: (row: Row) => Cell;
  show?: (row: Row) => ReactNode;
  /** numbers are aligned right */
  numeric?: boolean;
  /** only in the file: what the screen shows as a part of another column */
  fileOnly?: boolean;
};

type Props<Row> = {
  caption: string;
  /** the file's name, without .csv */
  file: string;
  columns: Column<Row>[];
  rows: Row[];
  keyOf: (row: Row) => string;
  empty: ReactNode;
  /** at the left of the button that saves the table */
  actions?: ReactNode;
};

/** DataTable shows rows, which its reader can save as a CSV file. The first column names the row. */
export function DataTable<Row>({ caption, file, columns, rows, keyOf, empty, actions }: Props<Row>) {
  const captionId = useId();
  const shown = columns.filter((column) => !column.fileOnly);
  const save = () => saveCsv(file, csvOf(columns.map((c) => c.name), rows.map((row) => columns.map((c) => c.value(row))))); // prettier-ignore
  if (rows.length === 0) return <p className="py-6 text-center text-mist-2">{empty}</p>;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {/* Wide tables scroll inside their frame, which the keyboard must reach. */}
      <div role="region" aria-labelledby={captionId} tabIndex={0} className="overflow-x-auto rounded-xl">
        <table className="w-full border-collapse text-sm">
          <caption id={captionId} className="sr-only">
            {caption}
          </caption>
          <thead>
            <tr className="border-b border-night-line text-left align-bottom">
              {shown.map((column) => (
                <th key={column.name} scope="col" className={`px-2 py-2 font-semibold ${column.numeric ? 'text-right' : ''}`}>
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={keyOf(row)} row={row} columns={shown} />
            ))}
          </tbody>
        </table>
      </div>
      <div className="flex flex-wrap justify-end gap-3">
        {actions}
        <Button look="outline" size="sm" onClick={save} aria-label={`Save “${caption}” as CSV`}>
          Save as CSV
        </Button>
      </div>
    </div>
  );
}

function Row<T>({ row, columns }: { row: T; columns: Column<T>[] }) {
  return (
    <tr className="border-b border-night-line/60 align-top last:border-0">
      {columns.map((column, i) => {
        const Element = i === 0 ? 'th' : 'td';
        const look = column.numeric ? 'text-right whitespace-nowrap tabular-nums' : 'min-w-24 [overflow-wrap:anywhere]';
        return (
          <Element
            key={column.name}
            {...(i === 0 && { scope: 'row' })}
            className={`px-2 py-2.5 font-normal ${i === 0 ? 'sticky left-0 bg-night-2 text-left' : ''} ${look}`}
          >
            {column.show ? column.show(row) : column.value(row)}
          </Element>
        );
      })}
    </tr>
  );
}
