/** A Difference is a field that a change set, changed or removed, with its values as text. */
export type Difference = { field: string; before: string; after: string };

/** stateText returns a state as JSON, or "" if there is none. */
export const stateText = (state: unknown): string => (state === undefined || state === null ? '' : JSON.stringify(state));

/** differences returns the fields in which two states differ. A state that is not an object is one field. */
export function differences(before: unknown, after: unknown): Difference[] {
  const [old, next] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(next)])]
    .map((field) => ({ field, before: valueText(old[field]), after: valueText(next[field]) }))
    .filter((d) => d.before !== d.after);
}

function fieldsOf(state: unknown): Record<string, unknown> {
  if (state === undefined || state === null) return {};
  return typeof state === 'object' && !Array.isArray(state) ? (state as Record<string, unknown>) : { value: state };
}

function valueText(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
}
