import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { BringFile } from './imports/BringFile.tsx';
import { HelpPage } from './stages/HelpPage.tsx';
import { StagePage } from './stages/StagePage.tsx';
import { StartPage } from './workspaces/StartPage.tsx';

/** The small pages, in one piece of code of their own. */

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
