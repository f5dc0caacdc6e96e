/** isRestored reports whether the browser loaded this page again, by a reload, by going back or after discarding the tab. */
export function isRestored(): boolean {
  const [entry] = performance.getEntriesByType?.('navigation') ?? [];
  const type = (entry as PerformanceNavigationTiming | undefined)?.type;
  return type === 'reload' || type === 'back_forward';
}
