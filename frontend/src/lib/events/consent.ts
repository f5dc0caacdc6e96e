import { createStore, useStore } from '@/lib/store';

// Whether the app may measure what the shopper sees and does. Both the browser and the shopper can refuse it.

declare global {
  interface Navigator {
    /** Global Privacy Control: true if the person asks sites not to measure or sell what they do. */
    readonly globalPrivacyControl?: boolean;
  }
}

// The choice belongs to this device and not to an account, so it survives a sign-out. Its key therefore lacks the prefix of
// the shopper's data, which a sign-out removes.
const key = 'shopfyp.measure';
const off = 'off';

const refused = createStore(stored() === off);

/** browserRefuses reports whether the browser asks not to measure. */
export const browserRefuses = (): boolean => navigator.globalPrivacyControl === true;

/** isMeasured reports whether the app may report events. */
export const isMeasured = (): boolean => !browserRefuses() && !refused.get();

/** useIsMeasured reports whether the app may report events. */
export const useIsMeasured = (): boolean => !useStore(refused) && !browserRefuses();

/** onConsentChange calls listener after every change of the shopper's choice, in any tab. */
export const onConsentChange = (listener: () => void) => refused.subscribe(listener);

/** setMeasured keeps the shopper's choice on this device. */
export function setMeasured(measured: boolean): void {
  try {
    if (measured) localStorage.removeItem(key);
    else localStorage.setItem(key, off);
  } catch {
    // The browser denies access to its storage. The choice then lasts until the page closes.
  }
  refused.set(!measured);
}

function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

window.addEventListener('storage', (event) => {
  if (event.key === key) refused.set(event.newValue === off);
});
