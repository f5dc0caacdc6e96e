/** A Cell is a value of a table. Undefined means that it is unknown. */
export type Cell = string | number | boolean | undefined;

/**
 * csvOf returns a table in the format of RFC 4180, with a byte order mark, without which Excel does not read UTF-8. Text that
 * a spreadsheet would run as a formula starts with an apostrophe (OWASP, "CSV Injection").
 */
export function csvOf(header: string[], rows: Cell[][]): string {
  return `\uFEFF${[header, ...rows].map((row) => `${row.map(fieldOf).join(',')}\r\n`).join('')}`;
}

function fieldOf(cell: Cell): string {
  if (cell === undefined) return '';
  const text = typeof cell === 'string' ? withoutFormula(cell) : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// The full-width characters count too: some spreadsheets read them as the usual ones.
const withoutFormula = (text: string) => (/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text);

/** saveCsv downloads a table as a file. */
export function saveCsv(name: string, csv: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
  link.download = `${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000); // after the download has begun
}
