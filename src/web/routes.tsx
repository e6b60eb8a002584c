import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { SignInPage } from './accounts/SignInPage.tsx';
import { BringFile } from './imports/BringFile.tsx';
import { HelpPage } from './stages/HelpPage.tsx';
import { StagePage } from './stages/StagePage.tsx';
import { Alone } from './Shell.tsx';
import { StartPage } from './workspaces/StartPage.tsx';

/** The small pages, in one piece of code of their own. */

export function SignInRoute() {
  const router = useRouter();
  const onSignedIn = useCallback(() => {
    void router.invalidate().then(() => router.navigate({ to: '/', replace: true }));
  }, [router]);
  return (
    <Alone>
      <SignInPage onSignedIn={onSignedIn} />
    </Alone>
  );
}

export function StartRoute() {
  const { me } = getRouteApi('/shell').useRouteContext();
  const navigate = useNavigate();
  return (
    <StartPage
      person={me.person}
      bring={
        <BringFile
          workspace={null}
          primary
          another={false}
          onBrought={(workspace, id) => {
            void navigate({ to: '/w/$workspace/import/$import', params: { workspace, import: id } });
          }}
        />
      }
    />
  );
}

export function HelpRoute() {
  return <HelpPage />;
}

const stageRoute = getRouteApi('/shell/w/$workspace/$stage');

export function StageRoute() {
  const { stage } = stageRoute.useRouteContext();
  const { workspace } = stageRoute.useParams();
  return <StagePage stage={stage} workspace={workspace} />;
}
