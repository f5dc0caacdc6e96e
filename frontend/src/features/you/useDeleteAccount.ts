import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { useAccount } from '@/lib/auth/useAccount';

/** useDeleteAccount deletes the shopper's account and signs out, which removes their data from this browser. */
export function useDeleteAccount() {
  const { signOut } = useAccount();
  return useMutation({
    mutationFn: async () => {
      await unwrap(api.DELETE('/api/account'));
      await signOut();
    },
  });
}
