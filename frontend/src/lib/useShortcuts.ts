import { useLayoutEffect, useRef } from 'react';
import { createStore, useStore } from './store';

// Speech input types letters that the shopper did not mean as shortcuts, so they can be turned off (WCAG 2.1.4).
const letters = createStore(true, {
  area: 'local',
  key: 'letter-shortcuts',
  isValid: (x): x is boolean => typeof x === 'boolean',
});

/** useLetterShortcuts returns whether single characters are shortcuts, and a function that turns them on or off. */
export const useLetterShortcuts = (): [boolean, (on: boolean) => void] => [useStore(letters), letters.set];

/** Shortcuts maps a key, as in KeyboardEvent.key, to its action. */
export type Shortcuts = Record<string, () => void>;

/** useShortcuts handles keys anywhere on the page while enabled. It ignores keys meant for fields, dialogs and the browser. */
export function useShortcuts(shortcuts: Shortcuts, enabled = true): void {
  const latest = useRef(shortcuts);
  useLayoutEffect(() => {
    latest.current = shortcuts;
  });
  // A layout effect, because a key that is pressed as soon as an item is on screen must reach it.
  useLayoutEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      const action = latest.current[event.key];
      if (!action || isForOthers(event) || (isCharacter(event.key) && !letters.get())) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [enabled]);
}

const isCharacter = (key: string) => key.length === 1 && key !== ' ';

function isForOthers(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('input, textarea, select, dialog, [contenteditable]')) return true;
  return event.key === ' ' && Boolean(target?.closest('button, a, summary'));
}
