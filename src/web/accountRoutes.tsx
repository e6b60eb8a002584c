import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { InvitationPage } from './accounts/InvitationPage.tsx';
import { ConfirmEmailPage, ForgottenPage, NewPasswordPage } from './accounts/PasswordPages.tsx';
import { SignInPage } from './accounts/SignInPage.tsx';
import { Alone } from './Shell.tsx';
import { pathBack } from './ui/back.ts';

/** The pages for those who are not signed in yet. */

const signIn = getRouteApi('/sign-in');

export function SignInRoute() {
  const router = useRouter();
  const search = signIn.useSearch();
  const back = pathBack(search.back);
  const onSignedIn = useCallback(() => {
    void router.invalidate().then(() => router.history.replace(back ?? '/'));
  }, [router, back]);
  return (
    <Alone>
      <SignInPage back={back} said={search.said} onSignedIn={onSignedIn} />
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

export function ForgottenRoute() {
  return (
    <Alone>
      <ForgottenPage />
    </Alone>
  );
}

export function NewPasswordRoute() {
  const router = useRouter();
  return (
    <Alone>
      <NewPasswordPage onSignedIn={() => void router.invalidate().then(() => router.history.replace('/'))} />
    </Alone>
  );
}

export function ConfirmEmailRoute() {
  return (
    <Alone>
      <ConfirmEmailPage />
    </Alone>
  );
}
