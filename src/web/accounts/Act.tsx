import { useState, type ReactNode } from 'react';
import { prove } from '#contract/accountsOwn';
import { proveWithPasskey } from '#contract/accountsPasskeys';
import { call } from '#contract/client';
import { ProblemError } from '#contract/problem';
import { connection } from '../ui/connection.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { ErrorSummary, PasswordField, useForm } from '../ui/Form.tsx';
import { wordsOf } from '../ui/Problem.tsx';
import { usePasskey } from './passkey.ts';

interface Guarded {
  /** Does something that may ask first for a proof that it is still the person; says below what goes wrong. */
  guard: (work: () => Promise<unknown>) => Promise<void>;
  /** As `guard`, for a form, which says itself what goes wrong. */
  attempt: (work: () => Promise<unknown>) => Promise<void>;
  /** The question, where it is being asked, and what went wrong otherwise. */
  said: ReactNode;
}

/** Changes to the ways in ask for a fresh proof; whoever gives it need not begin again. */
export function useGuard(): Guarded {
  const [waiting, setWaiting] = useState<{ go: () => void; stop: () => void } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const proof = () =>
    new Promise<boolean>((resolve) => setWaiting({ go: () => resolve(true), stop: () => resolve(false) }));
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ProblemError) || error.kind !== 'proof-needed') throw error;
      const given = await proof();
      setWaiting(null);
      if (given) await work();
    }
  };
  const guard = (work: () => Promise<unknown>) => {
    setFailure(null);
    return attempt(work).catch((error: unknown) => setFailure(wordsOf(error).detail));
  };
  const said = (
    <>
      {waiting !== null && <Proof onProved={waiting.go} onClose={waiting.stop} />}
      {failure !== null && (
        <p className="err" role="alert">
          {failure}
        </p>
      )}
    </>
  );
  return { guard, attempt, said };
}

function Proof({ onProved, onClose }: { onProved: () => void; onClose: () => void }) {
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm(prove, (values) => call(connection, prove, values).then(onProved));
  const byPasskey = async () => call(connection, proveWithPasskey, await usePasskey());
  return (
    <Dialog label="Show that it is you" onClose={onClose}>
      <form className="form" noValidate onSubmit={form.onSubmit}>
        <h2>Show once more that it is you</h2>
        <p className="quiet">
          You signed in some time ago, and this changes how you do. It guards an open screen.
        </p>
        <ErrorSummary {...form} />
        <PasswordField form={form} name="password" label="Your password" autoComplete="current-password" />
        <div className="acts">
          <button type="submit" className="btn" disabled={form.busy}>
            Go on
          </button>
          <button
            type="button"
            className="btn line"
            onClick={() => {
              byPasskey().then(onProved, (error: unknown) => setFailure(wordsOf(error).detail));
            }}
          >
            Use a passkey
          </button>
          <button type="button" className="linkish" onClick={onClose}>
            Leave it
          </button>
        </div>
        {failure !== null && (
          <p className="err" role="alert">
            {failure}
          </p>
        )}
      </form>
    </Dialog>
  );
}
