import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { meQuery } from './accounts/queries.ts';
import { AgreementPage } from './coding/AgreementPage.tsx';
import { CountsPage } from './coding/CountsPage.tsx';
import { CodingPage } from './coding/CodingPage.tsx';
import { ForResearchers } from './sourceRoutes.tsx';

const route = getRouteApi('/shell/w/$workspace/sources/$source/code');

const agreementRoute = getRouteApi('/shell/w/$workspace/sources/$source/agreement');

export function CodingRoute() {
  const { membership } = route.useRouteContext();
  const { source } = route.useParams();
  const { data: me } = useQuery(meQuery);
  const workspace = membership.id;
  if (!membership.abilities.includes('coding.read'))
    return <ForResearchers workspace={workspace} appoints={membership.abilities.includes('people.invite')} />;
  if (me === undefined) return null;
  return (
    <CodingPage
      key={source}
      workspace={workspace}
      source={source}
      person={me.person.id}
      sourceLink={(words) => (
        <Link to="/w/$workspace/sources/$source" params={{ workspace, source }}>
          {words}
        </Link>
      )}
      frameworksLink={(words) => (
        <Link to="/w/$workspace/frameworks" params={{ workspace }}>
          {words}
        </Link>
      )}
      agreementLink={(words) => (
        <Link to="/w/$workspace/sources/$source/agreement" params={{ workspace, source }}>
          {words}
        </Link>
      )}
    />
  );
}

const countsRoute = getRouteApi('/shell/w/$workspace/coding');

export function CountsRoute() {
  const { membership } = countsRoute.useRouteContext();
  const workspace = membership.id;
  if (!membership.abilities.includes('coding.read'))
    return <ForResearchers workspace={workspace} appoints={membership.abilities.includes('people.invite')} />;
  return (
    <CountsPage
      workspace={workspace}
      sourcesLink={
        <Link to="/w/$workspace/sources" params={{ workspace }}>
          What people said
        </Link>
      }
      deskLink={(source, words) => (
        <Link to="/w/$workspace/sources/$source/code" params={{ workspace, source }}>
          {words}
        </Link>
      )}
    />
  );
}

export function AgreementRoute() {
  const { membership } = agreementRoute.useRouteContext();
  const { source } = agreementRoute.useParams();
  const workspace = membership.id;
  if (!membership.abilities.includes('coding.read'))
    return <ForResearchers workspace={workspace} appoints={membership.abilities.includes('people.invite')} />;
  return (
    <AgreementPage
      key={source}
      workspace={workspace}
      source={source}
      sourceLink={(words) => (
        <Link to="/w/$workspace/sources/$source" params={{ workspace, source }}>
          {words}
        </Link>
      )}
      deskLink={(words) => (
        <Link to="/w/$workspace/sources/$source/code" params={{ workspace, source }}>
          {words}
        </Link>
      )}
    />
  );
}
