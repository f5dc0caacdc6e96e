import { useId, useRef, useState, type FormEvent } from 'react';
import { Button } from '@/components/Button';
import { showToast } from '@/lib/toast';
import { accountErrorMessage } from '@/lib/auth/accountError';
import { useAccount } from '@/lib/auth/useAccount';
import { withGuestHistory } from './guestHistory';
import { Field } from './Field';

/** EmailForm links an email address to the anonymous account, if there is one, or signs in to an existing account. */
export function EmailForm({ canLink = true }: { canLink?: boolean }) {
  const [mode, setMode] = useState<'link' | 'signIn'>(canLink ? 'link' : 'signIn');
  const [message, setMessage] = useState('');
  const [busy, setBusy] = useState(false);
  const account = useAccount();
  const errorId = useId();
  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    setBusy(true);
    setMessage('');
    try {
      const act = () => account[mode](textOf(values, 'email'), textOf(values, 'password'));
      await (mode === 'link' ? act() : withGuestHistory(act));
      showToast(mode === 'link' ? 'Email linked' : 'Welcome back');
    } catch (error) {
      setMessage(accountErrorMessage(error));
      setBusy(false); // on success the form disappears
    }
  };
  const reset = async () => {
    const email = form.current?.elements.namedItem('email');
    if (!(email instanceof HTMLInputElement) || !email.reportValidity()) return;
    await account.sendReset(email.value).then(
      () => showToast('Check your email for a reset link'),
      (error: unknown) => setMessage(accountErrorMessage(error)),
    );
  };
  const linking = mode === 'link';
  return (
    <form ref={form} onSubmit={submit} className="flex flex-col gap-3" aria-describedby={message ? errorId : undefined}>
      <Field label="Email" name="email" type="email" autoComplete="email" required />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete={linking ? 'new-password' : 'current-password'}
        minLength={linking ? 6 : undefined}
        required
      />
      {/* The line is reserved, so that a late error does not shift the buttons. */}
      <div className="min-h-5">
        {message && (
          <p id={errorId} role="alert" className="text-sm font-semibold text-rose">
            {message}
          </p>
        )}
      </div>
      <Button type="submit" look="ember" disabled={busy}>
        {linking ? 'Link email' : 'Sign in'}
      </Button>
      {!linking && (
        <button type="button" onClick={reset} className="min-h-11 rounded-full text-sm font-semibold text-lilac hover:underline">
          Forgot your password?
        </button>
      )}
      {canLink && (
        <button
          type="button"
          onClick={() => {
            setMode(linking ? 'signIn' : 'link');
            setMessage('');
          }}
          className="min-h-11 rounded-full text-sm font-semibold text-lilac hover:underline"
        >
          {linking ? 'Already linked an email? Sign in' : 'New here? Link an email'}
        </button>
      )}
    </form>
  );
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
