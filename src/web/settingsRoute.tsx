import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { SettingsPage } from './workspaces/settings/SettingsPage.tsx';

const route = getRouteApi('/shell/w/$workspace/settings');

export function SettingsRoute() {
  const { membership } = route.useRouteContext();
  const navigate = useNavigate();
  return (
    <SettingsPage
      key={membership.id}
      workspace={membership}
      keyLink={
        <Link to="/w/$workspace/key" params={{ workspace: membership.id }}>
          Read the key
        </Link>
      }
      onGone={() => {
        // The start leads to the next workspace, or says how to begin where none is left.
        void navigate({ to: '/', replace: true });
      }}
    />
  );
}
