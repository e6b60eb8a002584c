import { signInWithPassword, type SignedIn } from '#contract/accounts';
import { call } from '#contract/client';
import { connection } from '../ui/connection.ts';
import { Folded } from '../ui/Folded.tsx';
import { ErrorSummary, PasswordField, TextField, useForm } from '../ui/Form.tsx';

interface WaysInProps {
  onSignedIn: (answer: SignedIn) => void;
}

/** E-mail and password, and what else this installation offers. */
export function WaysIn({ onSignedIn }: WaysInProps) {
  const form = useForm(signInWithPassword, (values) =>
    call(connection, signInWithPassword, values).then(onSignedIn),
  );
  return (
    <>
      <form className="form" noValidate onSubmit={form.onSubmit}>
        <ErrorSummary {...form} />
        <TextField
          form={form}
          name="email"
          label="E-mail address"
          type="email"
          autoComplete="username webauthn"
        />
        <PasswordField form={form} name="password" label="Password" autoComplete="current-password" />
        <div className="acts">
          <button type="submit" className="btn" disabled={form.busy}>
            {form.busy ? 'Signing you in' : 'Sign in'}
          </button>
          <a href="/forgotten-password">I have forgotten my password</a>
        </div>
      </form>
      <Folded title="Sign in with a link">
        <p>A sign-in link works once. The person who runs this server makes one with:</p>
        <LinkHelp />
      </Folded>
    </>
  );
}

/** What to do where nobody has a password yet, or theirs is lost. */
export function LinkHelp() {
  return (
    <>
      <p>
        <code className="mono command">npm run -s reedbed -- user link</code>
      </p>
      <p className="quiet">
        If somebody else keeps Reedbed for you, ask them for a link. What is stored stays as it is, and
        whoever is signed in elsewhere stays signed in.
      </p>
    </>
  );
}
