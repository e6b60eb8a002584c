import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#contract/client';
import { sendAgain, withdrawInvitation, type Invitation } from '#contract/invitations';
import { roleAt } from '#contract/roleWords';
import { connection } from '../../ui/connection.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { wordsOf } from '../../ui/Problem.tsx';
import { LinkOnce } from './LinkOnce.tsx';
import { invitationsQuery, useAct } from './queries.ts';
import { openHeading, spanOf } from './sentences.ts';

/** What was sent and not yet answered. */
export function Invitations({ workspace }: { workspace: string }) {
  const { data, error } = useQuery(invitationsQuery(workspace));
  const [seen, setSeen] = useState(false);
  const again = useAct(
    workspace,
    (invitation: string) => call(connection, sendAgain, { workspace, invitation }),
    () => setSeen(false),
  );
  const withdraw = useAct(workspace, (invitation: string) =>
    call(connection, withdrawInvitation, { workspace, invitation }),
  );
  const failure = error ?? again.error ?? withdraw.error;
  const list = data?.invitations ?? [];
  return (
    <section aria-labelledby="open-title">
      <h3 id="open-title">{data === undefined ? 'Invitations' : openHeading(list)}</h3>
      {failure !== null && (
        <p className="err" role="alert">
          {wordsOf(failure).detail}
        </p>
      )}
      {data !== undefined && list.length === 0 && (
        <p className="quiet">
          An invitation stands here until it is accepted, withdrawn, or its time is over.
        </p>
      )}
      <ul className="inv">
        {list.map((one) => (
          <li key={one.id}>
            <One
              invitation={one}
              busy={again.isPending || withdraw.isPending}
              onAgain={() => again.mutate(one.id)}
              onWithdraw={() => withdraw.mutate(one.id)}
            />
          </li>
        ))}
      </ul>
      {again.data !== undefined && !seen && (
        <Dialog label="The invitation is sent again" onClose={() => setSeen(true)}>
          <div className="flow">
            <h2>A new link, and the old one has ended</h2>
            <LinkOnce sent={again.data} />
            <div className="acts">
              <button type="button" className="btn" onClick={() => setSeen(true)}>
                Done
              </button>
            </div>
          </div>
        </Dialog>
      )}
    </section>
  );
}

interface OneProps {
  invitation: Invitation;
  busy: boolean;
  onAgain: () => void;
  onWithdraw: () => void;
}

function One({ invitation, busy, onAgain, onWithdraw }: OneProps) {
  const { email, name, roles, by } = invitation;
  const whom = name !== '' ? name : (email ?? 'Somebody');
  return (
    <>
      <b>{whom}</b>
      {name !== '' && email !== null && <span>{email}</span>}
      <span>{roles.map((one) => roleAt(one.role, one.school?.name ?? null)).join('; ')}</span>
      <span className="dimt">
        {spanOf(invitation)}
        {by !== null && `, by ${by}`}
      </span>
      <span className="lk no-print">
        <button
          type="button"
          className="linkish"
          disabled={busy}
          aria-label={`Send again: ${whom}`}
          onClick={onAgain}
        >
          Send again
        </button>
        <button
          type="button"
          className="linkish"
          disabled={busy}
          aria-label={`Withdraw: ${whom}`}
          onClick={onWithdraw}
        >
          Withdraw
        </button>
      </span>
    </>
  );
}
