import { ApiError } from '@/lib/api/problem';
import { useOnline } from '@/lib/useOnline';
import { Button } from './Button';
import { Notice } from './Notice';

type Props = {
  error: unknown;
  /** the app asks again by itself, so that the shopper need not */
  waiting?: boolean;
  onRetry: () => void;
  onPaper?: boolean;
  wholePage?: boolean;
  what: string;
};

/** Trouble says that something could not be had and why: no network, too many requests, or the shop's own fault. */
export function Trouble({ error, waiting = false, onRetry, onPaper = false, wholePage = false, what }: Props) {
  const online = useOnline();
  const { icon, title, text } = !online ? offline(what) : waiting ? patience(what) : describe(error, what);
  return (
    <Notice
      icon={icon}
      title={title}
      onPaper={onPaper}
      wholePage={wholePage}
      role={waiting ? 'status' : 'alert'}
      action={
        !waiting && (
          <Button look={onPaper ? 'ink' : 'night'} onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      {text}
    </Notice>
  );
}

const offline = (what: string) => ({
  icon: 'offline' as const,
  title: 'You are offline',
  text: `We will get ${what} as soon as there is a connection again.`,
});

const patience = (what: string) => ({
  icon: 'clock' as const,
  title: 'One moment, please',
  text: `That was a lot at once. We will get ${what} in a moment.`,
});

function describe(error: unknown, what: string) {
  if (!(error instanceof ApiError)) {
    return {
      icon: 'offline' as const,
      title: 'The shop does not answer',
      text: `We could not reach it for ${what}. Check your connection.`,
    };
  }
  if (error.status === 429)
    return { icon: 'clock' as const, title: 'One moment, please', text: 'That was a lot at once. Wait a little and try again.' };
  if (error.status < 500) return { icon: 'alert' as const, title: 'That did not work', text: sentence(error.detail) };
  return {
    icon: 'alert' as const,
    title: 'Something broke on our side',
    text: `We could not get ${what}.${error.requestId ? ` Report it as ${error.requestId}.` : ''}`,
  };
}

const sentence = (detail: string) => `${detail.charAt(0).toUpperCase()}${detail.slice(1)}${/[.!?]$/.test(detail) ? '' : '.'}`;
