import { queryOptions } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { read } from './api';
import type { Member, Role } from './types';

const roles: Role[] = ['viewer', 'editor', 'owner'];

/** memberOptions reads the email address and the role of a user. It fails with status 403 for a shopper. */
export const memberOptions = (uid: string) =>
  queryOptions({ queryKey: ['me', uid], queryFn: ({ signal }) => read<Member>('me', { signal }), staleTime: Infinity });

/** MemberContext holds the member of the staff who is signed in. */
export const MemberContext = createContext<Member | undefined>(undefined);

/** useMay reports whether the signed-in member has the rights of a role. */
export function useMay(required: Role): boolean {
  const member = useContext(MemberContext);
  return member !== undefined && roles.indexOf(member.role) >= roles.indexOf(required);
}
