import { useSyncExternalStore } from 'react';

/** A Toast is a short message that goes away by itself. */
export type Toast = { id: number; text: string };

let shown: Toast | null = null;
let next = 1;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function set(toast: Toast | null) {
  shown = toast;
  for (const listener of listeners) listener();
}

/** say shows a message for a few seconds and has it read out; the next one replaces it. */
export function say(text: string): void {
  clearTimeout(timer);
  set({ id: next++, text });
  timer = setTimeout(() => set(null), 4500);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** useToast gives the message on show, or null. */
export const useToast = () => useSyncExternalStore(subscribe, () => shown);
