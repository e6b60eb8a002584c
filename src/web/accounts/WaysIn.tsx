import { useState } from 'react';
import { signInWithPassword, type SignedIn, type Ways } from '#contract/accounts';
import { signInWithPasskey } from '#contract/accountsPasskeys';
import { startProvider } from '#contract/accountsProvider';
import { call } from '#contract/client';
import { connection } from '../ui/connection.ts';
import { Folded } from '../ui/Folded.tsx';
import { ErrorSummary, PasswordField, TextField, useForm } from '../ui/Form.tsx';
import { wordsOf } from '../ui/Problem.tsx';
import { isNumber, usePasskey } from './passkey.ts';

interface WaysInProps {
  ways: Ways;
  /** Where somebody comes back to. */
  back: string | undefined;
  onSignedIn: (answer: SignedIn) => void;
}

/** E-mail and password, and what else this installation offers. */
export function WaysIn({ ways, back, onSignedIn }: WaysInProps) {
  const form = useForm(signInWithPassword, (values) =>
    call(connection, signInWithPassword, values).then(onSignedIn),
  );
  return (
    <>
      <form className="form no-print" noValidate onSubmit={form.onSubmit}>
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
          {ways.mail && <a href="/forgotten-password">I have forgotten my password</a>}
        </div>
      </form>
      <OtherWays {...{ ways, back, onSignedIn }} />
      <Folded title="Sign in with a link">
        <p>A sign-in link works once. The person who runs this server makes one with:</p>
        <LinkHelp />
      </Folded>
    </>
  );
}

function OtherWays({ ways, back, onSignedIn }: WaysInProps) {
  const [failure, setFailure] = useState<string | null>(null);
  const attempt = (work: Promise<unknown>) => {
    setFailure(null);
    work.catch((error: unknown) => setFailure(wordsOf(error).detail));
  };
  const byPasskey = async () => onSignedIn(await call(connection, signInWithPasskey, await usePasskey()));
  const byProvider = async () => {
    const { url } = await call(connection, startProvider, back === undefined ? {} : { back });
    location.assign(url);
  };
  const passkeys = !isNumber(location.hostname);
  if (!passkeys && ways.provider === null) return null;
  return (
    <div className="other-ways no-print">
      <h2 className="label">Or</h2>
      <div className="acts">
        {passkeys && (
          <button type="button" className="btn line" onClick={() => attempt(byPasskey())}>
            Sign in with a passkey
          </button>
        )}
        {ways.provider !== null && (
          <button type="button" className="btn line" onClick={() => attempt(byProvider())}>
            Sign in with {ways.provider}
          </button>
        )}
      </div>
      {failure !== null && (
        <p className="err" role="alert">
          {failure}
        </p>
      )}
    </div>
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
