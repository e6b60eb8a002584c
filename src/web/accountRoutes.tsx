import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { InvitationPage } from './accounts/InvitationPage.tsx';
import { SignInPage } from './accounts/SignInPage.tsx';
import { Alone } from './Shell.tsx';
import { pathBack } from './ui/back.ts';

/** The pages for those who are not signed in yet. */

const signIn = getRouteApi('/sign-in');

export function SignInRoute() {
  const router = useRouter();
  const back = pathBack(signIn.useSearch().back);
  const onSignedIn = useCallback(() => {
    void router.invalidate().then(() => router.history.replace(back ?? '/'));
  }, [router, back]);
  return (
    <Alone>
      <SignInPage returning={back !== undefined && back !== '/invitation'} onSignedIn={onSignedIn} />
    </Alone>
  );
}

export function InvitationRoute() {
  const router = useRouter();
  const navigate = useNavigate();
  return (
    <Alone>
      <InvitationPage
        onJoined={(workspace) => {
          void router
            .invalidate()
            .then(() => navigate({ to: '/w/$workspace', params: { workspace }, replace: true }));
        }}
        onSignIn={() => void navigate({ to: '/sign-in', search: { back: '/invitation' } })}
      />
    </Alone>
  );
}
