import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SourcePage } from './sources/SourcePage.tsx';
import { SourcesPage } from './sources/SourcesPage.tsx';
import { useTitle } from './ui/hooks.ts';

const listRoute = getRouteApi('/shell/w/$workspace/sources');
const oneRoute = getRouteApi('/shell/w/$workspace/sources/$source');

export function SourcesRoute() {
  const { membership } = listRoute.useRouteContext();
  const navigate = useNavigate();
  const workspace = membership.id;
  if (!membership.abilities.includes('sources.read'))
    return <ForResearchers workspace={workspace} appoints={membership.abilities.includes('people.invite')} />;
  return (
    <SourcesPage
      workspace={workspace}
      understand={
        <Link to="/w/$workspace/$stage" params={{ workspace, stage: 'understand' }}>
          Understand
        </Link>
      }
      link={(source, words) => (
        <Link to="/w/$workspace/sources/$source" params={{ workspace, source }}>
          {words}
        </Link>
      )}
      findLink={(words) => (
        <Link to="/w/$workspace/coding/find" params={{ workspace }}>
          {words}
        </Link>
      )}
      suggestionsLink={(words) => (
        <Link to="/w/$workspace/coding/suggestions" params={{ workspace }}>
          {words}
        </Link>
      )}
      heardLink={(words) => (
        <Link to="/w/$workspace/coding/elements" params={{ workspace }}>
          {words}
        </Link>
      )}
      findingsLink={(words) => (
        <Link to="/w/$workspace/findings" params={{ workspace }}>
          {words}
        </Link>
      )}
      agreementLink={(words) => (
        <Link to="/w/$workspace/coding/agreement" params={{ workspace }}>
          {words}
        </Link>
      )}
      countsLink={(words) => (
        <Link to="/w/$workspace/coding" params={{ workspace }}>
          {words}
        </Link>
      )}
      onCome={(source) => {
        void navigate({ to: '/w/$workspace/sources/$source', params: { workspace, source } });
      }}
    />
  );
}

export function SourceRoute() {
  const { membership } = oneRoute.useRouteContext();
  const { source } = oneRoute.useParams();
  const navigate = useNavigate();
  const workspace = membership.id;
  if (!membership.abilities.includes('sources.read'))
    return <ForResearchers workspace={workspace} appoints={membership.abilities.includes('people.invite')} />;
  return (
    <SourcePage
      key={source}
      workspace={workspace}
      source={source}
      sources={
        <Link to="/w/$workspace/sources" params={{ workspace }}>
          What people said
        </Link>
      }
      coding={(words) => (
        <Link to="/w/$workspace/sources/$source/code" params={{ workspace, source }} className="btn">
          {words}
        </Link>
      )}
      names={(words) => (
        <Link to="/w/$workspace/sources/$source/names" params={{ workspace, source }}>
          {words}
        </Link>
      )}
      onRemoved={() => {
        void navigate({ to: '/w/$workspace/sources', params: { workspace }, replace: true });
      }}
    />
  );
}

/** The promise that people speak under, and the way in for whoever is to study what they said. */
export function ForResearchers({ workspace, appoints }: { workspace: string; appoints: boolean }): ReactNode {
  useTitle('What people said');
  return (
    <div className="opening prose">
      <h1>What people said</h1>
      <p className="lede">
        Who said what is read by the researchers of this workspace, <b>and by nobody else.</b>
      </p>
      <p>
        {appoints
          ? 'That holds for those who run it, too. Whoever studies interviews here is given the role of a researcher, and whoever gives it may give it to themselves: everybody sees that in the list of people.'
          : 'Whoever runs the workspace gives that role.'}
      </p>
      {appoints && (
        <p>
          <Link to="/w/$workspace/people" params={{ workspace }} className="btn">
            Go to the people
          </Link>
        </p>
      )}
    </div>
  );
}
