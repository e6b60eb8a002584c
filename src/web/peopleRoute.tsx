import { getRouteApi } from '@tanstack/react-router';
import { PeoplePage } from './workspaces/people/PeoplePage.tsx';

const route = getRouteApi('/shell/w/$workspace/people');

export function PeopleRoute() {
  const { membership } = route.useRouteContext();
  return <PeoplePage key={membership.id} workspace={membership} />;
}
