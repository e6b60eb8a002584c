import { call } from '#contract/client';
import { joinByInvitation, type OpenInvitation } from '#contract/invitationAnswers';
import { connection } from '../ui/connection.ts';
import { ErrorSummary, TextField, useForm } from '../ui/Form.tsx';
import { NewPasswordField } from './NewPasswordField.tsx';

interface JoinProps {
  invitation: OpenInvitation;
  token: string;
  onJoined: (workspace: string) => void;
  onSignIn: () => void;
}

/** For a newcomer: who they are, and how they will sign in. */
export function JoinForm({ invitation, token, onJoined, onSignIn }: JoinProps) {
  const form = useForm(
    joinByInvitation,
    (values) => call(connection, joinByInvitation, values).then(({ workspace }) => onJoined(workspace)),
    { token },
  );
  const { email } = invitation;
  return (
    <form className="form no-print" noValidate onSubmit={form.onSubmit}>
      <ErrorSummary {...form} />
      <p>
        Have you an account already?{' '}
        <button type="button" className="linkish" onClick={onSignIn}>
          Sign in
        </button>{' '}
        and join with it.
      </p>
      <TextField
        form={form}
        name="name"
        label="Your name"
        autoComplete="name"
        defaultValue={invitation.name}
      />
      <TextField
        form={form}
        name="email"
        label="E-mail address"
        help={
          email === null ? 'You sign in with it.' : 'You sign in with it. The invitation is for this address.'
        }
        type="email"
        autoComplete="username"
        defaultValue={email ?? ''}
        readOnly={email !== null}
      />
      <NewPasswordField form={form} label="Password" />
      <button type="submit" className="btn" disabled={form.busy}>
        Join {invitation.workspace}
      </button>
    </form>
  );
}
