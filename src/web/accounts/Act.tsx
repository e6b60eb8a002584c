import { useState, type ReactNode } from 'react';
import { prove } from '#contract/accountsOwn';
import { proveWithPasskey } from '#contract/accountsPasskeys';
import { call } from '#contract/client';
import { ProblemError } from '#contract/problem';
import { connection } from '../ui/connection.ts';
import { ErrorSummary, PasswordField, useForm } from '../ui/Form.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { wordsOf } from '../ui/Problem.tsx';
import { isNumber, usePasskey } from './passkey.ts';

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
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm(prove, (values) => call(connection, prove, values).then(onProved));
  const byPasskey = async () => call(connection, proveWithPasskey, await usePasskey());
  return (
    <FormDialog
      title="Show once more that it is you"
      label="Show that it is you"
      action="Go on"
      more={
        isNumber(location.hostname) ? null : (
          <button
            type="button"
            className="btn line"
            onClick={() => {
              byPasskey().then(onProved, setFailure);
            }}
          >
            Use a passkey
          </button>
        )
      }
      busy={form.busy}
      error={failure}
      onSubmit={form.onSubmit}
      onClose={onClose}
    >
      <p className="quiet">
        You signed in some time ago, and this changes how you do. It guards an open screen.
      </p>
      <ErrorSummary {...form} />
      <PasswordField form={form} name="password" label="Your password" autoComplete="current-password" />
    </FormDialog>
  );
}
