import { createStore, useStore } from './store';

/** A ToastAction is a button or a link in a toast. */
export type ToastAction = { label: string } & ({ onClick: () => void } | { to: string });

/** A Toast is a short message that disappears after a few seconds. */
export type Toast = { id: number; text: string; actions: ToastAction[] };

const durationMs = 4500;
const actionsDurationMs = 8000; // time to reach the actions

const toast = createStore<Toast | null>(null);
let nextId = 1;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * showToast shows a message, which screen readers announce. It replaces the previous message. Its actions are shortcuts:
 * what they do is possible elsewhere too, because the message disappears.
 */
export function showToast(text: string, actions: ToastAction[] = []): void {
  clearTimeout(timer);
  toast.set({ id: nextId++, text, actions });
  timer = setTimeout(hideToast, actions.length > 0 ? actionsDurationMs : durationMs);
}

/** hideToast removes the message. */
export function hideToast(): void {
  clearTimeout(timer);
  toast.set(null);
}

/** useToast returns the message to show, or null. */
export const useToast = () => useStore(toast);
