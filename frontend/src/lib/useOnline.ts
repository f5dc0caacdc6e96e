import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

const subscribe = (changed: () => void) => onlineManager.subscribe(changed);

/** useOnline says whether the browser believes that it has a network. */
export const useOnline = () => useSyncExternalStore(subscribe, () => onlineManager.isOnline());
