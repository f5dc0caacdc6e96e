import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ErrorState } from '@/components/ErrorState';
import { ApiError } from '@/lib/api/problem';
import { loadError } from '@/lib/retry';
import { MemberContext, memberOptions } from '../lib/member';
import { openSession, useSession } from '../lib/session';
import { NoRole } from './NoRole';
import { Shell } from './Shell';
import { SignIn } from './SignIn';

/** Gate shows the console to members of the staff, and everybody else how to sign in. */
export function Gate() {
  const session = useSession();
  const client = useQueryClient();
  const uid = session.state === 'signedIn' ? session.uid : undefined;
  useEffect(() => () => client.clear(), [client, uid]); // the next member may have fewer rights
  switch (session.state) {
    case 'loading':
      return <Opening />;
    case 'failed':
      return <Failure error={session.error} onRetry={openSession} />;
    case 'signedOut':
      return <SignIn />;
    case 'signedIn':
      return <SignedIn uid={session.uid} />;
  }
}

function SignedIn({ uid }: { uid: string }) {
  const query = useQuery(memberOptions(uid));
  if (query.data)
    return (
      <MemberContext value={query.data}>
        <Shell member={query.data} />
      </MemberContext>
    );
  if (query.error instanceof ApiError && query.error.status === 403) return <NoRole uid={uid} />;
  const error = loadError(query);
  return error ? <Failure {...error} onRetry={() => void query.refetch()} /> : <Opening />;
}

function Failure({ error, retrying = false, onRetry }: { error: unknown; retrying?: boolean; onRetry: () => void }) {
  return (
    <main className="grid min-h-full place-items-center">
      <title>ShopFYP console</title>
      <ErrorState wholePage error={error} retrying={retrying} subject="the console" onRetry={onRetry} />
    </main>
  );
}

const Opening = () => (
  <main role="status" className="grid min-h-full place-items-center text-mist-2">
    <title>ShopFYP console</title>
    Opening the console…
  </main>
);
