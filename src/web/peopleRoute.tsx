import { getRouteApi } from '@tanstack/react-router';
import type { HistoryAddress } from './history/address.ts';
import { History } from './history/History.tsx';
import { PeoplePage } from './workspaces/people/PeoplePage.tsx';

const route = getRouteApi('/shell/w/$workspace/people');

export function PeopleRoute() {
  const { membership } = route.useRouteContext();
  const address = route.useSearch();
  const navigate = route.useNavigate();
  const onAddress = (change: Partial<HistoryAddress>) => {
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  };
  const { id, abilities } = membership;
  return (
    <PeoplePage
      key={id}
      workspace={membership}
      trail={
        abilities.includes('audit.read') && <History workspace={id} address={address} onAddress={onAddress} />
      }
    />
  );
}
