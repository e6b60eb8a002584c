import { useEffect, useRef, useState } from 'react';
import { signInWithCode, type SignedIn } from '#contract/accounts';
import { call } from '#contract/client';
import { connection } from '../ui/connection.ts';
import { ErrorSummary, TextField, useForm } from '../ui/Form.tsx';
import { useTitle } from '../ui/hooks.ts';

interface CodeStepProps {
  challenge: string;
  onSignedIn: (answer: SignedIn) => void;
  /** Back to the first step. */
  onAgain: () => void;
}

/** The second step: what the authenticator shows, or one of the codes that were kept for when it is not there. */
export function CodeStep({ challenge, onSignedIn, onAgain }: CodeStepProps) {
  const [recovery, setRecovery] = useState(false);
  return (
    <div className="opening prose">
      <CodeForm key={String(recovery)} {...{ challenge, recovery, onSignedIn }} />
      <p className="acts">
        <button type="button" className="linkish" onClick={() => setRecovery(!recovery)}>
          {recovery ? 'Use the authenticator app' : 'I do not have my authenticator: use a recovery code'}
        </button>
        <button type="button" className="linkish" onClick={onAgain}>
          Begin again
        </button>
      </p>
    </div>
  );
}

function CodeForm({
  challenge,
  recovery,
  onSignedIn,
}: Pick<CodeStepProps, 'challenge' | 'onSignedIn'> & { recovery: boolean }) {
  useTitle('Sign in: second step');
  const form = useForm(
    signInWithCode,
    (values) => call(connection, signInWithCode, values).then(onSignedIn),
    { challenge },
  );
  const place = useRef<HTMLFormElement>(null);
  // The one thing to do here, which has just replaced the first step: whoever listens or types is taken to it.
  useEffect(() => place.current?.querySelector('input')?.focus(), []);
  return (
    <form className="form" noValidate ref={place} onSubmit={form.onSubmit}>
      <h1>{recovery ? 'Type a recovery code' : 'Type the code of your authenticator'}</h1>
      <ErrorSummary {...form} />
      <div className="no-print">
        <TextField
          form={form}
          name="code"
          label={recovery ? 'Recovery code' : 'Code'}
          help={
            recovery
              ? 'One of the ten that you kept when you set the authenticator up. Each works once.'
              : 'Six digits, which the app shows for Reedbed. They change every thirty seconds.'
          }
          autoComplete={recovery ? 'off' : 'one-time-code'}
          inputMode={recovery ? 'text' : 'numeric'}
          autoCapitalize="none"
          spellCheck={false}
        />
      </div>
      <button type="submit" className="btn" disabled={form.busy}>
        Sign in
      </button>
    </form>
  );
}
