import { useId, useRef, useState, type FormEvent } from 'react';
import { Button } from '@/components/Button';
import { say } from '@/components/toast';
import { accountProblem } from '@/lib/auth/accountProblem';
import { useAccount } from '@/lib/auth/useAccount';
import { Field } from './Field';

/** EmailForm links an e-mail to the anonymous shopper, or signs in as one who linked theirs. */
export function EmailForm() {
  const [mode, setMode] = useState<'link' | 'signIn'>('link');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const account = useAccount();
  const problemId = useId();
  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    setBusy(true);
    setProblem('');
    try {
      await account[mode](text(said, 'email'), text(said, 'password'));
      say(mode === 'link' ? 'Linked. Your history is safe.' : 'Welcome back');
    } catch (error) {
      setProblem(accountProblem(error));
      setBusy(false); // on success the form goes
    }
  };
  const reset = async () => {
    const email = form.current?.elements.namedItem('email');
    if (!(email instanceof HTMLInputElement) || !email.reportValidity()) return;
    await account.sendReset(email.value).then(
      () => say('Look into your mail'),
      (error: unknown) => setProblem(accountProblem(error)),
    );
  };
  const linking = mode === 'link';
  return (
    <form ref={form} onSubmit={submit} className="flex flex-col gap-3" aria-describedby={problem ? problemId : undefined}>
      <Field label="E-mail" name="email" type="email" autoComplete="email" required />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete={linking ? 'new-password' : 'current-password'}
        minLength={linking ? 6 : undefined}
        required
      />
      {problem && (
        <p id={problemId} role="alert" className="text-sm font-semibold text-[#ffb3a3]">
          {problem}
        </p>
      )}
      <Button type="submit" look="ember" disabled={busy}>
        {linking ? 'Link e-mail' : 'Sign in'}
      </Button>
      {!linking && (
        <button type="button" onClick={reset} className="min-h-11 rounded-full text-sm font-semibold text-lilac hover:underline">
          I forgot my password
        </button>
      )}
      <button
        type="button"
        onClick={() => {
          setMode(linking ? 'signIn' : 'link');
          setProblem('');
        }}
        className="min-h-11 rounded-full text-sm font-semibold text-lilac hover:underline"
      >
        {linking ? 'I have linked one before: sign in' : 'I am new here: link an e-mail'}
      </button>
    </form>
  );
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
