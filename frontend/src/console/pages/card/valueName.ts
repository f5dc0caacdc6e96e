const reasons: Record<string, string> = {
  search: 'A search',
  click: 'An opened product',
  purchase: 'A purchase',
  popular: 'Popular',
};

/** valueName names a value of a dimension. Positions count from 0 in events, and from 1 for readers. */
export function valueName(by: string, value: string): string {
  if (by === 'position') return /^\d+$/.test(value) ? `Place ${Number(value) + 1}` : value;
  if (by === 'reason') return reasons[value] ?? (value || 'Unknown');
  return value || 'Unknown';
}

/** byPlace sorts positions from the first place on. Other dimensions keep the order of the answer, most impressions first. */
export function byPlace<Row extends { value: string }>(by: string, rows: Row[]): Row[] {
  return by === 'position' ? rows.toSorted((a, b) => Number(a.value) - Number(b.value)) : rows;
}
