import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { meQuery } from './accounts/queries.ts';
import { FirstLook } from './identification/FirstLook.tsx';
import { BringFile } from './imports/BringFile.tsx';
import { FiveStages } from './stages/FiveStages.tsx';
import { HelpPage } from './stages/HelpPage.tsx';
import { StagePage } from './stages/StagePage.tsx';
import { StartPage } from './workspaces/StartPage.tsx';

/** The small pages, in one piece of code of their own. */

export function StartRoute() {
  const { me: known } = getRouteApi('/shell').useRouteContext();
  const { data: me = known } = useQuery({
    ...meQuery,
    // What comes with the product may still be on its way.
    refetchInterval: ({ state }) =>
      state.data?.workspaces.some(({ kind, schools }) => kind !== 'own' && schools === 0) === true
        ? 3000
        : false,
  });
  const navigate = useNavigate();
  const router = useRouter();
  const provided = me.workspaces.filter(({ kind }) => kind !== 'own');
  // Over a part of the schools the question has no answer.
  const first = provided.find(({ sight }) => sight === 'all' || sight === 'letters');
  const beside = provided.find((one) => one !== first) ?? null;
  return (
    <StartPage
      person={me.person}
      look={first === undefined ? null : <FirstLook workspace={first} />}
      beside={beside}
      bring={
        <BringFile
          workspace={null}
          primary={first === undefined}
          another={false}
          onBrought={(workspace, id) => {
            void navigate({ to: '/w/$workspace/import/$import', params: { workspace, import: id } });
          }}
        />
      }
      stages={<FiveStages />}
      onStarted={({ id: workspace }) => {
        void router
          .invalidate()
          .then(() => navigate({ to: '/w/$workspace/identify', params: { workspace } }));
      }}
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
