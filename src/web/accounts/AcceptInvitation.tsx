import type { Me } from '#contract/accounts';
import { call } from '#contract/client';
import { acceptInvitation } from '#contract/invitationAnswers';
import { connection } from '../ui/connection.ts';
import { ErrorSummary, useForm } from '../ui/Form.tsx';

interface AcceptProps {
  person: Me['person'];
  token: string;
  onJoined: (workspace: string) => void;
  onLeave: () => void;
}

/** For somebody who has an account and is signed in: one button. */
export function AcceptInvitation({ person, token, onJoined, onLeave }: AcceptProps) {
  const form = useForm(
    acceptInvitation,
    (values) => call(connection, acceptInvitation, values).then(({ workspace }) => onJoined(workspace)),
    { token },
  );
  return (
    <form className="form" noValidate onSubmit={form.onSubmit}>
      <ErrorSummary {...form} />
      <p>
        You are signed in as <b>{person.name}</b>. You join with this account, and keep what you have already.
      </p>
      <div className="acts">
        <button type="submit" className="btn" disabled={form.busy}>
          Join as {person.name}
        </button>
        <button type="button" className="linkish" onClick={onLeave}>
          Use another account
        </button>
      </div>
    </form>
  );
}
