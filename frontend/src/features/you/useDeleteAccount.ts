import { useMutation } from '@tanstack/react-query';
import { api, take } from '@/lib/api/client';
import { useAccount } from '@/lib/auth/useAccount';
import { forgetDevice } from '@/lib/device';

/** useEndAccount has the shop and this device forget the shopper: everything that is kept of them, and the account. A new, anonymous one begins. */
export function useEndAccount() {
  const { signOut } = useAccount();
  return useMutation({
    mutationFn: async () => {
      await take(api.DELETE('/api/account'));
      forgetDevice();
      await signOut();
    },
  });
}
