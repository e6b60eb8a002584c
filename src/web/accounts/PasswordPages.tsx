import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { confirmEmail, forgotPassword, setNewPassword, type SignedIn } from '#contract/accounts';
import { call } from '#contract/client';
import { ProblemError } from '#contract/problem';
import { connection } from '../ui/connection.ts';
import { ErrorSummary, TextField, useForm } from '../ui/Form.tsx';
import { useTitle } from '../ui/hooks.ts';
import './accounts.css';
import { CodeStep } from './CodeStep.tsx';
import { once, useFragment } from './fragment.ts';
import { NewPasswordField } from './NewPasswordField.tsx';
import { NoLink } from './NoLink.tsx';
import { linkFault } from './words.ts';

/** Asks for the address; what is said then is the same for every address. */
export function ForgottenPage() {
  const [sent, setSent] = useState(false);
  useTitle(sent ? 'Look into your mail' : 'Forgotten password');
  const form = useForm(forgotPassword, (values) =>
    call(connection, forgotPassword, values).then(() => setSent(true)),
  );
  if (sent) {
    return (
      <div className="opening prose">
        <h1>Look into your mail</h1>
        <p className="lede">
          If there is an account with this address, a link to choose a new password is on its way. It works
          once, for an hour.
        </p>
        <p className="quiet">
          Nothing has come after ten minutes? Look among unwanted mail, or ask the person who runs this server
          for a sign-in link.
        </p>
        <p>
          <a href="/sign-in">Back to signing in</a>
        </p>
      </div>
    );
  }
  return (
    <div className="opening prose">
      <h1>Have you forgotten your password?</h1>
      <form className="form no-print" noValidate onSubmit={form.onSubmit}>
        <ErrorSummary {...form} />
        <TextField
          form={form}
          name="email"
          label="E-mail address"
          help="The one you sign in with. A link to choose a new password goes there."
          type="email"
          autoComplete="username"
        />
        <div className="acts">
          <button type="submit" className="btn" disabled={form.busy}>
            Send the link
          </button>
          <a href="/sign-in">Back to signing in</a>
        </div>
      </form>
    </div>
  );
}

/** Chooses a new password with the link that came by mail. */
export function NewPasswordPage({ onSignedIn }: { onSignedIn: () => void }) {
  const token = useFragment();
  const client = useQueryClient();
  const [challenge, setChallenge] = useState<string | null>(null);
  useTitle('Choose a new password');
  const proceed = (answer: SignedIn) => {
    if (answer.challenge !== null) return setChallenge(answer.challenge);
    client.clear();
    onSignedIn();
  };
  const form = useForm(setNewPassword, (values) => call(connection, setNewPassword, values).then(proceed), {
    token,
  });
  if (challenge !== null) {
    return <CodeStep {...{ challenge }} onSignedIn={proceed} onAgain={() => location.assign('/sign-in')} />;
  }
  if (token === '') return <NoLink />;
  return (
    <div className="opening prose">
      <h1>Choose a new password</h1>
      <p className="lede">All your sessions end, here and elsewhere; then you are signed in.</p>
      <form className="form no-print" noValidate onSubmit={form.onSubmit}>
        <ErrorSummary {...form} />
        <NewPasswordField form={form} label="New password" />
        <button type="submit" className="btn" disabled={form.busy}>
          Keep this password
        </button>
      </form>
    </div>
  );
}

const isSignedOut = (state: { email: string } | { error: unknown } | null) =>
  state !== null &&
  'error' in state &&
  state.error instanceof ProblemError &&
  state.error.kind === 'not-signed-in';

/** Uses the link that confirms an address. */
export function ConfirmEmailPage() {
  const token = useFragment();
  const [state, setState] = useState<{ email: string } | { error: unknown } | null>(null);
  useTitle('Confirm your e-mail address');
  useEffect(() => {
    if (token === '') return;
    once(token, () => call(connection, confirmEmail, { token })).then(setState, (error: unknown) =>
      setState({ error }),
    );
  }, [token]);
  if (token === '') return <NoLink />;
  const failed = state !== null && 'error' in state ? linkFault(state.error) : null;
  return (
    <div className="opening prose">
      <h1>{state === null ? 'Confirming your address' : (failed?.title ?? 'Your address is confirmed')}</h1>
      {state !== null && 'email' in state && (
        <p className="lede">
          You sign in with <b>{state.email}</b> from now on.
        </p>
      )}
      {failed !== null && (
        <p className="lede">
          {isSignedOut(state)
            ? 'Sign in with the account for which you gave this address, then open the link in the letter once more.'
            : failed.detail}
        </p>
      )}
      <p>{isSignedOut(state) ? <a href="/sign-in">Sign in</a> : <a href="/account">Go to your account</a>}</p>
    </div>
  );
}
