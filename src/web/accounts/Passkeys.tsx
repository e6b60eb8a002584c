import { useState } from 'react';
import type { Passkey } from '#contract/accountsOwn';
import { addPasskey, removePasskey, renamePasskey } from '#contract/accountsPasskeys';
import { call } from '#contract/client';
import { connection } from '../ui/connection.ts';
import { NameDialog } from '../ui/NameDialog.tsx';
import type { PartProps } from './AccountPage.tsx';
import { useGuard } from './Act.tsx';
import { makePasskey, type Answered } from './passkey.ts';
import { day } from './words.ts';

/** The passkeys of the account: a device or a password manager that signs in without a password. */
export function Passkeys({ account, onChanged }: PartProps) {
  const { guard, said } = useGuard();
  const [made, setMade] = useState<Answered | null>(null);
  const [renaming, setRenaming] = useState<Passkey | null>(null);
  if (!account.passkeysPossible) {
    const named = `http://localhost:${location.port}`;
    return (
      <p>
        Passkeys belong to a name, and this page was opened by a number. Open it as{' '}
        <a href={named}>{named}</a>, sign in there, and you can add one.
      </p>
    );
  }
  const remove = ({ id }: Passkey) =>
    guard(async () => onChanged(await call(connection, removePasskey, { passkey: id })));
  return (
    <>
      <p>
        {account.passkeys.length === 0
          ? 'No passkeys yet. With one you sign in by the fingerprint, face or PIN of your device, and nobody can trick you out of it.'
          : 'Each of these signs you in by itself.'}
      </p>
      {account.passkeys.length > 0 && (
        <ul className="rows">
          {account.passkeys.map((passkey) => (
            <li key={passkey.id}>
              <div>
                <b>{passkey.name}</b>
                <p className="note">
                  Added {day(passkey.createdAt)}
                  {passkey.usedAt === null ? ', not used yet' : `, last used ${day(passkey.usedAt)}`}
                </p>
              </div>
              <div className="acts">
                <button
                  type="button"
                  className="linkish"
                  aria-label={`Rename ${passkey.name}`}
                  onClick={() => setRenaming(passkey)}
                >
                  Rename
                </button>
                <button
                  type="button"
                  className="linkish"
                  aria-label={`Remove ${passkey.name}`}
                  onClick={() => void remove(passkey)}
                >
                  Remove
                </button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <button
        type="button"
        className="btn line"
        onClick={() => void guard(async () => setMade(await makePasskey()))}
      >
        Add a passkey
      </button>
      {said}
      {made !== null && <Naming {...{ made, onChanged }} onClose={() => setMade(null)} />}
      {renaming !== null && <Renaming {...{ renaming, onChanged }} onClose={() => setRenaming(null)} />}
    </>
  );
}

type Ended = Pick<PartProps, 'onChanged'> & { onClose: () => void };

function Naming({ made, onChanged, onClose }: Ended & { made: Answered }) {
  const [error, setError] = useState<Error | null>(null);
  return (
    <NameDialog
      title="Name the passkey"
      why="So that you know later which device or password manager it is."
      label="Name"
      initial="This device"
      action="Keep the passkey"
      busy={false}
      error={error}
      onClose={onClose}
      onName={(name) => {
        call(connection, addPasskey, { ...made, name }).then((account) => {
          onChanged(account);
          onClose();
        }, setError);
      }}
    />
  );
}

function Renaming({ renaming, onChanged, onClose }: Ended & { renaming: Passkey }) {
  const [error, setError] = useState<Error | null>(null);
  return (
    <NameDialog
      title="Rename the passkey"
      why="Only you see the name."
      label="Name"
      initial={renaming.name}
      action="Rename the passkey"
      busy={false}
      error={error}
      onClose={onClose}
      onName={(name) => {
        call(connection, renamePasskey, { passkey: renaming.id, name }).then((account) => {
          onChanged(account);
          onClose();
        }, setError);
      }}
    />
  );
}
