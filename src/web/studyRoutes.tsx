import { getRouteApi, Link } from '@tanstack/react-router';
import type { StudyAddress } from './studies/address.ts';
import { StudiesPage } from './studies/StudiesPage.tsx';
import { StudyPage } from './studies/StudyPage.tsx';

const listRoute = getRouteApi('/shell/w/$workspace/studies');
const studyRoute = getRouteApi('/shell/w/$workspace/studies/$study');

export function StudiesRoute() {
  const { membership } = listRoute.useRouteContext();
  const workspace = membership.id;
  return (
    <StudiesPage
      key={workspace}
      workspace={workspace}
      draws={membership.abilities.includes('studies.draw')}
      seesAll={membership.sight === 'all' || membership.sight === 'letters'}
      identify={(words, className) => (
        <Link to="/w/$workspace/identify" params={{ workspace }} className={className}>
          {words}
        </Link>
      )}
      link={(study, name) => (
        <Link to="/w/$workspace/studies/$study" params={{ workspace, study }}>
          {name}
        </Link>
      )}
    />
  );
}

export function StudyRoute() {
  const { membership } = studyRoute.useRouteContext();
  const { study } = studyRoute.useParams();
  const address = studyRoute.useSearch();
  const navigate = studyRoute.useNavigate();
  const params = { workspace: membership.id };
  const onAddress = (change: Partial<StudyAddress>) => {
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  };
  return (
    <StudyPage
      key={study}
      workspace={membership}
      study={study}
      address={address}
      onAddress={onAddress}
      identify={
        <Link to="/w/$workspace/identify" params={params}>
          Identify
        </Link>
      }
      studies={
        <Link to="/w/$workspace/studies" params={params}>
          Studies
        </Link>
      }
      link={(school, name) => (
        <Link to="/w/$workspace/schools/$school" params={{ ...params, school }}>
          {name}
        </Link>
      )}
      onDeleted={() => {
        void navigate({ to: '/w/$workspace/studies', params, replace: true });
      }}
    />
  );
}
