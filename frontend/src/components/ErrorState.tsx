import { ApiError } from '@/lib/api/problem';
import { isNoAccount, noAccountText, noAccountTitle } from '@/lib/auth/refusal';
import { signUpAgain } from '@/lib/auth/session';
import type { LoadError } from '@/lib/retry';
import { useOnline } from '@/lib/useOnline';
import { Button } from './Button';
import type { IconName } from './Icon';
import { Notice } from './Notice';

type Props = LoadError & {
  /** the missing content, such as "your picks" in "We couldn’t load your picks" */
  subject: string;
  onRetry: () => void;
  onPaper?: boolean;
  wholePage?: boolean;
};

/** ErrorState explains why something did not load: no connection, no account, too many requests, or a server error. */
export function ErrorState({ error, retrying, subject, onRetry, onPaper = false, wholePage = false }: Props) {
  const online = useOnline();
  const retry = () => void (isNoAccount(error) ? signUpAgain() : Promise.resolve()).catch(() => undefined).then(onRetry);
  const { icon, title, text } = !online ? offline(subject) : retrying ? busy(subject) : describe(error, subject);
  return (
    <Notice
      icon={icon}
      title={title}
      onPaper={onPaper}
      wholePage={wholePage}
      role={retrying ? 'status' : 'alert'}
      action={
        !retrying && (
          <Button look={onPaper ? 'ink' : 'night'} onClick={retry}>
            Try again
          </Button>
        )
      }
    >
      {text}
    </Notice>
  );
}

type Message = { icon: IconName; title: string; text: string };

const offline = (subject: string): Message => ({
  icon: 'offline',
  title: 'You’re offline',
  text: `We’ll load ${subject} when you’re back online.`,
});

const busy = (subject: string): Message => ({
  icon: 'clock',
  title: 'One moment, please',
  text: `You’ve made a lot of requests. We’ll load ${subject} in a moment.`,
});

function describe(error: unknown, subject: string): Message {
  if (isNoAccount(error))
    return { icon: 'person', title: noAccountTitle, text: `${noAccountText} We need an account to load ${subject}.` };
  if (!(error instanceof ApiError))
    return {
      icon: 'offline',
      title: 'Can’t reach the shop',
      text: `We couldn’t load ${subject}. Check your connection and try again.`,
    };
  if (error.status === 429)
    return {
      icon: 'clock',
      title: 'One moment, please',
      text: 'You’ve made a lot of requests. Wait a little and try again.',
    };
  if (error.status < 500) return { icon: 'alert', title: 'That didn’t work', text: sentence(error.detail) };
  return {
    icon: 'alert',
    title: 'Something went wrong',
    text: `We couldn’t load ${subject}.${error.requestId ? ` Reference: ${error.requestId}.` : ''}`,
  };
}

const sentence = (detail: string) => `${detail.charAt(0).toUpperCase()}${detail.slice(1)}${/[.!?]$/.test(detail) ? '' : '.'}`;
