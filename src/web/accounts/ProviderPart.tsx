import { connectProvider, disconnectProvider } from '#contract/accountsProvider';
import { call } from '#contract/client';
import { connection } from '../ui/connection.ts';
import type { PartProps } from './AccountPage.tsx';
import { useGuard } from './Act.tsx';

/** Single sign-on: whether this account is connected with it. */
export function ProviderPart({ account, onChanged }: PartProps) {
  const { guard, said } = useGuard();
  if (account.provider === null) return null;
  const { name, connected } = account.provider;
  const connect = async () => location.assign((await call(connection, connectProvider, {})).url);
  const disconnect = async () => onChanged(await call(connection, disconnectProvider, {}));
  return (
    <>
      <p>{connected ? `You can sign in with ${name}.` : `Your account is not connected with ${name} yet.`}</p>
      <button type="button" className="btn line" onClick={() => void guard(connected ? disconnect : connect)}>
        {connected ? `Sign in without ${name} from now on` : `Connect with ${name}`}
      </button>
      {said}
    </>
  );
}
