import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet } from '@tanstack/react-router';
import type { Membership } from '#contract/workspaces';
import { AskPart } from './conversations/AskPart.tsx';
import { ConversationsPage } from './conversations/ConversationsPage.tsx';
import { schoolQuery, schoolsQuery } from './schools/queries.ts';
import { SchoolBar } from './standings/SchoolBar.tsx';
import { StandingPage } from './standings/StandingPage.tsx';

const route = getRouteApi('/shell/w/$workspace');
const frame = getRouteApi('/shell/w/$workspace/schools/$school');

const pageLink = (workspace: string) => (school: string, name: string) => (
  <Link to="/w/$workspace/schools/$school" params={{ workspace, school }}>
    {name}
  </Link>
);

/** The pages of one school, beneath the bar that says which one is in view. */
export function SchoolFrameRoute() {
  const { membership } = route.useRouteContext();
  const { school } = frame.useParams();
  const workspace = membership.id;
  const { data } = useQuery(schoolQuery(workspace, school));
  // Who sees all finds another school in the registry; who has several goes from one to the next.
  const several = useQuery({
    ...schoolsQuery(workspace, { find: '', group: '', from: 0 }),
    enabled: membership.sight === 'own',
  });
  const others = (several.data?.schools ?? []).filter(({ id }) => id !== school);
  return (
    <>
      <SchoolBar
        workspace={workspace}
        id={school}
        school={data ?? null}
        others={others}
        link={({ id, name }) => (
          <Link key={id} to="/w/$workspace/schools/$school" params={{ workspace, school: id }}>
            {name}
          </Link>
        )}
      >
        <Link
          to="/w/$workspace/schools/$school"
          params={{ workspace, school }}
          activeOptions={{ exact: true }}
          activeProps={{ 'aria-current': 'page' }}
        >
          Where we stand
        </Link>
        <Link
          to="/w/$workspace/schools/$school/registry"
          params={{ workspace, school }}
          activeProps={{ 'aria-current': 'page' }}
        >
          Registry
        </Link>
      </SchoolBar>
      <Outlet />
    </>
  );
}

export function StandingRoute() {
  const { membership } = route.useRouteContext();
  const { school } = frame.useParams();
  const workspace = membership.id;
  return (
    <StandingPage
      key={school}
      workspace={membership}
      school={school}
      link={pageLink(workspace)}
      ask={(standing, page) => (
        <AskPart
          workspace={workspace}
          standing={standing}
          page={page}
          reads={membership.abilities.includes('conversations.read')}
          all={
            <Link to="/w/$workspace/conversations" params={{ workspace }}>
              All requests
            </Link>
          }
        />
      )}
      toPublish={
        <>
          <ToPublish membership={membership} />
          <Link to="/w/$workspace/schools/$school/registry" params={{ workspace, school }}>
            What the registry knows of it
          </Link>
        </>
      }
    />
  );
}

function ToPublish({ membership }: { membership: Membership }) {
  const params = { workspace: membership.id };
  if (membership.abilities.includes('standings.publish')) {
    return (
      <Link className="btn" to="/w/$workspace/identify" params={params}>
        Publish on the Identify page
      </Link>
    );
  }
  return (
    <Link to="/w/$workspace/people" params={params}>
      See who runs this workspace
    </Link>
  );
}

export function ConversationsRoute() {
  const { membership } = route.useRouteContext();
  return <ConversationsPage key={membership.id} workspace={membership} link={pageLink(membership.id)} />;
}
