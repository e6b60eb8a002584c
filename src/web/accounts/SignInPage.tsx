import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { signIn, type SignedIn } from '#contract/accounts';
import { call } from '#contract/client';
import { ProblemError } from '#contract/problem';
import { connection } from '../ui/connection.ts';
import { useTitle } from '../ui/hooks.ts';
import './accounts.css';
import { CodeStep } from './CodeStep.tsx';
import { once, useFragment } from './fragment.ts';
import { waysQuery } from './queries.ts';
import { LinkHelp, WaysIn } from './WaysIn.tsx';
import { linkFault } from './words.ts';

interface SignInProps {
  /** Where somebody was, and comes back to. */
  back: string | undefined;
  /** What became of a visit to the provider. */
  said: string | undefined;
  onSignedIn: () => void;
}

/** Uses a link at once; otherwise offers the ways in that this installation has. */
export function SignInPage(props: SignInProps) {
  const token = useFragment();
  return <SigningIn key={token} token={token} {...props} />;
}

type State =
  | { step: 'ways' }
  | { step: 'link' }
  | { step: 'refused'; error: unknown }
  | { step: 'code'; challenge: string };

const codeMark = 'code.';

function firstStep(token: string): State {
  if (token === '') return { step: 'ways' };
  if (token.startsWith(codeMark)) return { step: 'code', challenge: token.slice(codeMark.length) };
  return { step: 'link' };
}

function SigningIn({ token, back, said, onSignedIn }: SignInProps & { token: string }) {
  const [state, setState] = useState<State>(() => firstStep(token));
  const client = useQueryClient();
  const proceed = useCallback(
    ({ next, challenge }: SignedIn) => {
      if (next === 'second factor') {
        setState({ step: 'code', challenge: challenge ?? '' });
        return;
      }
      client.clear();
      onSignedIn();
    },
    [client, onSignedIn],
  );
  useEffect(() => {
    if (token === '' || token.startsWith(codeMark)) return;
    once(token, () => call(connection, signIn, { token })).then(proceed, (error: unknown) =>
      setState({ step: 'refused', error }),
    );
  }, [token, proceed]);
  if (state.step === 'link') return <Waiting />;
  if (state.step === 'refused') return <Refused error={state.error} />;
  if (state.step === 'code') {
    return (
      <CodeStep challenge={state.challenge} onSignedIn={proceed} onAgain={() => setState({ step: 'ways' })} />
    );
  }
  return <Ways {...{ back, said }} onSignedIn={proceed} />;
}

function Waiting() {
  useTitle('Sign in');
  return (
    <div className="opening">
      <h1>Signing you in</h1>
    </div>
  );
}

function Refused({ error }: { error: unknown }) {
  const { title, detail } = linkFault(error);
  useTitle(title);
  const used = error instanceof ProblemError && error.kind === 'link-not-valid';
  return (
    <div className="opening prose">
      <h1>{title}</h1>
      <p className="lede">
        {used
          ? 'A sign-in link works once. Make a new one where Reedbed runs, then open it here:'
          : `${detail} A new link is made where Reedbed runs, with:`}
      </p>
      <LinkHelp />
      <p>
        <a href="/sign-in">Sign in another way</a>
      </p>
    </div>
  );
}

/** Why somebody came back from the provider without being let in. */
const refusals: Record<string, string> = {
  unknown:
    'Nobody here has this sign-in. Sign in another way and connect it under ‘Your account’, or open your invitation first.',
  elsewhere: 'This sign-in is connected with another account here.',
  failed: 'Signing in there did not work, or was stopped. Nothing was changed; try again.',
};

interface WaysProps extends Pick<SignInProps, 'back' | 'said'> {
  onSignedIn: (answer: SignedIn) => void;
}

function Ways({ back, said, onSignedIn }: WaysProps) {
  useTitle('Sign in');
  const { data: ways } = useQuery(waysQuery);
  // The heading stands while the ways are asked for: they come in a moment.
  const none = ways !== undefined && !ways.password && ways.provider === null;
  const refusal = said === undefined ? undefined : refusals[said];
  return (
    <div className="opening prose">
      <h1>{none ? 'Sign in with a link' : 'Sign in'}</h1>
      {refusal !== undefined && (
        <p className="err" role="alert">
          {refusal}
        </p>
      )}
      {back !== undefined && back !== '/invitation' && !none && (
        <p className="lede">Then you come to the page that you asked for.</p>
      )}
      {none && (
        <>
          <p className="lede">
            A sign-in link works once. Make a new one where Reedbed runs, then open it here:
          </p>
          <LinkHelp />
        </>
      )}
      {ways !== undefined && !none && <WaysIn {...{ ways, back, onSignedIn }} />}
    </div>
  );
}
