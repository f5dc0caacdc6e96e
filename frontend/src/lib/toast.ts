import { createStore, useStore } from './store';

/** A Toast is a short message that disappears after a few seconds. */
export type Toast = { id: number; text: string };

const durationMs = 4500;

const toast = createStore<Toast | null>(null);
let nextId = 1;
let timer: ReturnType<typeof setTimeout> | undefined;

/** showToast shows a message, which screen readers announce. It replaces the previous message. */
export function showToast(text: string): void {
  clearTimeout(timer);
  toast.set({ id: nextId++, text });
  timer = setTimeout(() => toast.set(null), durationMs);
}

/** useToast returns the message to show, or null. */
export const useToast = () => useStore(toast);
