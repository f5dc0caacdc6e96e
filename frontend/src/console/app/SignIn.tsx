import { useState, type FormEvent } from 'react';
import { Button } from '@/components/Button';
import { Logo } from '@/components/Logo';
import { accountErrorMessage } from '@/lib/auth/accountError';
import { Field } from '../components/Field';
import { textOf } from '../lib/forms';
import { access } from '../lib/session';

/** SignIn asks a member of the staff for email address and password. */
export function SignIn() {
  const [message, setMessage] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    setBusy(true);
    setMessage('');
    try {
      await (await access()).signIn(textOf(values, 'email'), textOf(values, 'password'));
    } catch (error) {
      setMessage(accountErrorMessage(error));
      setBusy(false); // on success the form disappears
    }
  };
  return (
    <main className="mx-auto flex min-h-full max-w-sm flex-col justify-center gap-6 px-4 py-10">
      <title>Sign in · ShopFYP console</title>
      <h1 className="flex items-center gap-3 font-display text-3xl font-bold">
        <Logo className="size-11" /> ShopFYP console
      </h1>
      <p className="text-mist-2">Sign in with the account that the shop’s owner gave a role to.</p>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Email" name="email" type="email" autoComplete="email" required />
        <Field label="Password" name="password" type="password" autoComplete="current-password" required />
        {message && (
          <p role="alert" className="text-sm font-semibold text-rose">
            {message}
          </p>
        )}
        <Button type="submit" look="ember" disabled={busy}>
          Sign in
        </Button>
      </form>
    </main>
  );
}
