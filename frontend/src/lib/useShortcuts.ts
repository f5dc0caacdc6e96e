import { useEffect, useRef } from 'react';

/** Keys names a key, as KeyboardEvent.key does, and what it does. */
export type Keys = Record<string, () => void>;

/** useKeys listens to the whole page while enabled, but never takes a key from a field, a dialog, or the browser. */
export function useKeys(keys: Keys, enabled = true): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      const act = latest.current[event.key];
      if (!act || taken(event)) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [enabled]);
}

function taken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  const on = event.target instanceof Element ? event.target : null;
  if (on?.closest('input, textarea, select, dialog, [contenteditable]')) return true;
  return event.key === ' ' && Boolean(on?.closest('button, a, summary'));
}
