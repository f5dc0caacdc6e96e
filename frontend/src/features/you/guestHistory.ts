import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { ApiError } from '@/lib/api/problem';
import { openSession } from '@/lib/auth/session';
import { createPersonalStore } from '@/lib/personalData';
import { historyChanged } from '@/lib/queries';
import { fetchHistory } from '@/lib/requests/history';
import { retryRead } from '@/lib/retry';
import { useStore } from '@/lib/store';

// The history that an anonymous shopper had when they signed in to an account. The app asks whether to keep it. The
// token is valid for an hour and survives a reload.

const guest = createPersonalStore<string | null>(null, {
  area: 'session',
  key: 'guest',
  isValid: (value): value is string => typeof value === 'string',
});

/** withGuestHistory signs in, and then offers to keep the history that the shopper had before, if there is any. */
export async function withGuestHistory(signIn: () => Promise<void>): Promise<void> {
  const token = await (await openSession()).guestToken();
  const hadHistory = token !== undefined && (await hasHistory());
  await signIn(); // removes the personal data of the anonymous shopper
  if (hadHistory) guest.set(token);
}

// hasHistory reports whether the shopper has a history. If it cannot be read, the app asks rather than loses it.
const hasHistory = () =>
  fetchHistory({ limit: 1 }).then(
    ({ interactions }) => interactions.length > 0,
    () => true,
  );

/** useGuestHistory returns whether to ask, and the functions for both answers. */
export function useGuestHistory() {
  const client = useQueryClient();
  const token = useStore(guest);
  const leave = () => guest.reset();
  const keeping = useMutation({
    mutationFn: () => unwrap(api.POST('/api/account/merge', { body: { token: token! } })),
    retry: retryRead, // a repeated merge does no harm
    onSuccess: leave,
    onError: (error) => error instanceof ApiError && error.status === 400 && leave(), // it is too late, or already done
    onSettled: () => historyChanged(client, { keepCard: false }),
  });
  return { asks: token !== null, leave, keeping };
}
