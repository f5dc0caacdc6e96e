import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

const subscribe = (onChange: () => void) => onlineManager.subscribe(onChange);

/** useOnline reports whether the browser has a network connection. */
export const useOnline = () => useSyncExternalStore(subscribe, () => onlineManager.isOnline());
