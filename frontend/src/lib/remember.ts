/** remember keeps one value of a kind, under its name, for as long as the tab lives, also over a reload. */
export function remember(kind: string, name: string, value: unknown): void {
  try {
    sessionStorage.setItem(kind, JSON.stringify({ name, value }));
  } catch {
    sessionStorage.removeItem(kind); // full or forbidden: nothing is better than something old
  }
}

/** remembered is the value that was kept under this kind and name, if it still is. */
export function remembered<T>(kind: string, name: string): T | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(kind) ?? 'null') as { name: string; value: T } | null;
    return kept?.name === name ? kept.value : undefined;
  } catch {
    return undefined;
  }
}

/** forget drops what was kept of a kind. */
export function forget(kind: string): void {
  sessionStorage.removeItem(kind);
}
