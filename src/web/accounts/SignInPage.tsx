import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { signIn } from '#contract/accounts';
import { call } from '#contract/client';
import { ProblemError } from '#contract/problem';
import { connection } from '../ui/connection.ts';
import { useTitle } from '../ui/hooks.ts';
import { wordsOf } from '../ui/Problem.tsx';

type State = { step: 'no link' } | { step: 'signing in' } | { step: 'refused'; error: unknown };

interface SignInProps {
  onSignedIn: () => void;
}

/** Uses the link's token, which stands after `#` and so never reached a server's log, and takes it out of the address. */
export function SignInPage({ onSignedIn }: SignInProps) {
  useTitle('Sign in');
  const token = useToken();
  return <Using key={token} token={token} onSignedIn={onSignedIn} />;
}

function Using({ token, onSignedIn }: SignInProps & { token: string }) {
  const [state, setState] = useState<State>({ step: token === '' ? 'no link' : 'signing in' });
  const client = useQueryClient();
  useEffect(() => {
    if (token === '') return;
    use(token).then(
      () => {
        client.clear();
        onSignedIn();
      },
      (error: unknown) => setState({ step: 'refused', error }),
    );
  }, [token, client, onSignedIn]);
  if (state.step === 'signing in') {
    return (
      <div className="opening">
        <h1>Signing you in</h1>
      </div>
    );
  }
  return (
    <div className="opening prose">
      <h1>{state.step === 'no link' ? 'Sign in with a link' : wordsOf(state.error).title}</h1>
      <p className="lede">
        {state.step === 'no link' || isUsed(state.error)
          ? 'A sign-in link works once. Make a new one where Reedbed runs, then open it here:'
          : wordsOf(state.error).detail}
      </p>
      <p>
        <code className="mono command">npm run -s reedbed -- user link</code>
      </p>
      <p className="quiet">
        If somebody else keeps Reedbed for you, ask them for a link. What is stored stays as it is, and
        whoever is signed in elsewhere stays signed in.
      </p>
    </div>
  );
}

function isUsed(error: unknown): boolean {
  return error instanceof ProblemError && error.kind === 'link-not-valid';
}

/** The token of the address, also of a second link opened while this page stands. */
function useToken(): string {
  const [token, setToken] = useState(takeToken);
  useEffect(() => {
    const take = () => {
      const next = takeToken();
      if (next !== '') setToken(next);
    };
    addEventListener('hashchange', take);
    return () => removeEventListener('hashchange', take);
  }, []);
  return token;
}

function takeToken(): string {
  const token = decodeURIComponent(location.hash.slice(1));
  if (token !== '') history.replaceState(history.state, '', location.pathname);
  return token;
}

/** One use however often the page asks: a token is gone after the first. */
const used = new Map<string, Promise<unknown>>();

function use(token: string): Promise<unknown> {
  const before = used.get(token);
  if (before !== undefined) return before;
  const now = call(connection, signIn, { token });
  used.set(token, now);
  return now;
}
