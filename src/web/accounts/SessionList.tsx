import { endOtherSessions, endSession, type OwnSession } from '#contract/accountsOwn';
import { call } from '#contract/client';
import { connection } from '../ui/connection.ts';
import type { PartProps } from './AccountPage.tsx';
import { useGuard } from './Act.tsx';
import { moment } from './words.ts';

const ways: Record<OwnSession['method'], string> = {
  link: 'by a link',
  password: 'with your password',
  passkey: 'with a passkey',
  provider: 'with single sign-on',
  invitation: 'by an invitation',
};

/** Each browser in which somebody is signed in as you; what is not yours is ended here. */
export function SessionList({ account, onChanged }: PartProps) {
  const { guard, said } = useGuard();
  const end = (session: string) =>
    guard(async () => onChanged(await call(connection, endSession, { session })));
  const others = account.sessions.filter((one) => !one.current);
  return (
    <>
      <p>A session ends after thirty minutes without a sign of you, and after twelve hours in any case.</p>
      <ul className="rows">
        {account.sessions.map((one) => (
          <li key={one.id}>
            <div>
              <b>{one.browser}</b>
              {one.current && ' (this one)'}
              <p className="note">
                Since {moment(one.startedAt)}, {ways[one.method]}
                {one.address !== null && `, from ${one.address}`}. Last active {moment(one.seenAt)}.
              </p>
            </div>
            {!one.current && (
              <button
                type="button"
                className="linkish"
                aria-label={`End the session of ${one.browser}`}
                onClick={() => void end(one.id)}
              >
                End
              </button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <button
          type="button"
          className="btn line"
          onClick={() => void guard(async () => onChanged(await call(connection, endOtherSessions, {})))}
        >
          End all others
        </button>
      )}
      {said}
    </>
  );
}
