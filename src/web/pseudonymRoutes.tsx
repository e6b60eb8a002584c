import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { KeyPage } from './pseudonyms/KeyPage.tsx';
import { NamesPage } from './pseudonyms/NamesPage.tsx';
import { ForResearchers } from './sourceRoutes.tsx';

const namesRoute = getRouteApi('/shell/w/$workspace/sources/$source/names');
const keyRoute = getRouteApi('/shell/w/$workspace/key');

export function NamesRoute() {
  const { membership } = namesRoute.useRouteContext();
  const { source } = namesRoute.useParams();
  const navigate = useNavigate();
  const workspace = membership.id;
  if (!membership.abilities.includes('sources.change'))
    return <ForResearchers workspace={workspace} appoints={membership.abilities.includes('people.invite')} />;
  const toSource = { to: '/w/$workspace/sources/$source', params: { workspace, source } } as const;
  return (
    <NamesPage
      key={source}
      workspace={workspace}
      source={source}
      sourceLink={(words) => <Link {...toSource}>{words}</Link>}
      onReplaced={() => void navigate(toSource)}
    />
  );
}

export function KeyRoute() {
  const { membership } = keyRoute.useRouteContext();
  const workspace = membership.id;
  return (
    <KeyPage
      workspace={workspace}
      settings={
        <Link to="/w/$workspace/settings" params={{ workspace }}>
          Settings
        </Link>
      }
    />
  );
}
