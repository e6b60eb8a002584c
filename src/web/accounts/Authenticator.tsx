import { useState } from 'react';
import { encode } from 'uqr';
import {
  beginAuthenticator,
  confirmAuthenticator,
  makeRecoveryCodes,
  removeAuthenticator,
} from '#contract/accountsFactors';
import { call } from '#contract/client';
import { capital, inWords } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { ErrorSummary, TextField, useForm } from '../ui/Form.tsx';
import type { PartProps } from './AccountPage.tsx';
import { useGuard } from './Act.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';

/** An app that shows a code every thirty seconds: the second step after password, link or provider. */
export function Authenticator({ account, onChanged }: PartProps) {
  const { guard, said } = useGuard();
  const [begun, setBegun] = useState<{ secret: string; uri: string } | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  if (codes !== null) {
    return <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />;
  }
  if (begun !== null) {
    const confirmed = (recoveryCodes: string[]) => {
      setBegun(null);
      setCodes(recoveryCodes);
      onChanged();
    };
    return <SetUp {...begun} onConfirmed={confirmed} onLeave={() => setBegun(null)} />;
  }
  if (!account.authenticator) {
    return (
      <>
        <p>No authenticator yet. With one, a code from your phone is asked for after your password.</p>
        <button
          type="button"
          className="btn line"
          onClick={() => void guard(async () => setBegun(await call(connection, beginAuthenticator, {})))}
        >
          Set up an authenticator app
        </button>
        {said}
      </>
    );
  }
  const renew = async () => {
    setCodes((await call(connection, makeRecoveryCodes, {})).recoveryCodes);
    onChanged();
  };
  const remove = async () => onChanged(await call(connection, removeAuthenticator, {}));
  return (
    <>
      <p>
        A code is asked for when you sign in. {leftWords(account.recoveryCodesLeft)} left for when your phone
        is not there.
      </p>
      <div className="acts">
        <button type="button" className="btn line" onClick={() => void guard(renew)}>
          Make new recovery codes
        </button>
        <button type="button" className="linkish" onClick={() => void guard(remove)}>
          Remove the authenticator
        </button>
      </div>
      {said}
    </>
  );
}

const leftWords = (codes: number) =>
  `${capital(inWords(codes))} recovery ${codes === 1 ? 'code is' : 'codes are'}`;

interface SetUpProps {
  secret: string;
  uri: string;
  onConfirmed: (recoveryCodes: string[]) => void;
  onLeave: () => void;
}

function SetUp({ secret, uri, onConfirmed, onLeave }: SetUpProps) {
  const form = useForm(confirmAuthenticator, (values) =>
    call(connection, confirmAuthenticator, values).then(({ recoveryCodes }) => onConfirmed(recoveryCodes)),
  );
  return (
    <form className="form" noValidate onSubmit={form.onSubmit}>
      <ErrorSummary {...form} />
      <p>Read this with the app, or type the key into it:</p>
      <QrCode text={uri} />
      <p>
        <code className="mono">{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <div className="no-print">
        <TextField
          form={form}
          name="code"
          label="The code that the app shows now"
          autoComplete="one-time-code"
          inputMode="numeric"
        />
      </div>
      <div className="acts no-print">
        <button type="submit" className="btn" disabled={form.busy}>
          Use this authenticator
        </button>
        <button type="button" className="linkish" onClick={onLeave}>
          Leave it
        </button>
      </div>
    </form>
  );
}

/** For cameras, which read dark on light in every colour scheme; the key stands below in letters. */
function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 3 });
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${String(x)} ${String(y)}h1v1h-1z` : '')))
    .join('');
  return (
    <svg className="qr" viewBox={`0 0 ${String(size)} ${String(size)}`} aria-hidden="true">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
