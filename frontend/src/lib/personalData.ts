// What the app keeps on this device is below keys that begin so; Firebase's own are none of them.
const prefix = 'shopfyp-';
const listeners = new Set<() => void>();

/** onForgotten calls listener whenever all that the app kept on this device was forgotten. */
export function onForgotten(listener: () => void): void {
  listeners.add(listener);
}

/** forgetDevice removes all that the app keeps on this device. */
export function forgetDevice(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  for (const listener of listeners) listener();
}
