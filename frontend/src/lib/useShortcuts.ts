import { useEffect, useRef } from 'react';

/** Shortcuts maps a key, as in KeyboardEvent.key, to its action. */
export type Shortcuts = Record<string, () => void>;

/** useShortcuts handles keys anywhere on the page while enabled. It ignores keys meant for fields, dialogs and the browser. */
export function useShortcuts(shortcuts: Shortcuts, enabled = true): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      const action = latest.current[event.key];
      if (!action || isForOthers(event)) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [enabled]);
}

function isForOthers(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('input, textarea, select, dialog, [contenteditable]')) return true;
  return event.key === ' ' && Boolean(target?.closest('button, a, summary'));
}
