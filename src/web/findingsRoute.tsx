import { getRouteApi, Link } from '@tanstack/react-router';
import { FindingsPage } from './findings/FindingsPage.tsx';

const route = getRouteApi('/shell/w/$workspace/findings');

export function FindingsRoute() {
  const { membership } = route.useRouteContext();
  const workspace = membership.id;
  return (
    <FindingsPage
      workspace={workspace}
      writes={membership.abilities.includes('coding.change')}
      understand={
        <Link to="/w/$workspace/$stage" params={{ workspace, stage: 'understand' }}>
          Understand
        </Link>
      }
      heardLink={(words) => (
        <Link to="/w/$workspace/coding/elements" params={{ workspace }}>
          {words}
        </Link>
      )}
      placeLink={({ source, title, start, end }) => (
        <Link
          to="/w/$workspace/sources/$source/code"
          params={{ workspace, source }}
          search={{ at: start, to: end }}
        >
          {title}
        </Link>
      )}
    />
  );
}
