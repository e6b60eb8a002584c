import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback, type ReactNode } from 'react';
import { meQuery } from './accounts/queries.ts';
import { CodeMemo } from './codeMemos/CodeMemo.tsx';
import { AgreementPage } from './coding/AgreementPage.tsx';
import type { MemoAt } from './coding/codebook.ts';
import type { AgreementChoice } from './coding/compared.ts';
import { CodingPage } from './coding/CodingPage.tsx';
import { CountsPage } from './coding/CountsPage.tsx';
import { HeardPage } from './coding/HeardPage.tsx';
import { FindPage } from './coding/FindPage.tsx';
import { ReconcilePage } from './coding/ReconcilePage.tsx';
import { Conclude } from './findings/Conclude.tsx';
import { SuggestionsPage } from './coding/SuggestionsPage.tsx';
import { ForResearchers } from './sourceRoutes.tsx';

const route = getRouteApi('/shell/w/$workspace/sources/$source/code');
const agreementRoute = getRouteApi('/shell/w/$workspace/sources/$source/agreement');
const allAgreementRoute = getRouteApi('/shell/w/$workspace/coding/agreement');
const reconcileRoute = getRouteApi('/shell/w/$workspace/sources/$source/reconcile');
const findRoute = getRouteApi('/shell/w/$workspace/coding/find');
const heardRoute = getRouteApi('/shell/w/$workspace/coding/elements');
const suggestionsRoute = getRouteApi('/shell/w/$workspace/coding/suggestions');
const countsRoute = getRouteApi('/shell/w/$workspace/coding');

/** Links between the pages of one source. */
function linksOf(workspace: string, source: string) {
  const params = { workspace, source };
  return {
    sourceLink: (words: ReactNode) => (
      <Link to="/w/$workspace/sources/$source" params={params}>
        {words}
      </Link>
    ),
    deskLink: (words: ReactNode) => (
      <Link to="/w/$workspace/sources/$source/code" params={params}>
        {words}
      </Link>
    ),
    agreementLink: (words: ReactNode) => (
      <Link to="/w/$workspace/sources/$source/agreement" params={params}>
        {words}
      </Link>
    ),
    reconcileLink: (words: ReactNode) => (
      <Link to="/w/$workspace/sources/$source/reconcile" params={params}>
        {words}
      </Link>
    ),
  };
}

interface Membership {
  id: string;
  abilities: readonly string[];
}

/** Pages that only researchers see; others learn who could make them one. */
function Researchers({ membership, children }: { membership: Membership; children: ReactNode }) {
  if (membership.abilities.includes('coding.read')) return children;
  return (
    <ForResearchers workspace={membership.id} appoints={membership.abilities.includes('people.invite')} />
  );
}

export function CodingRoute() {
  const { membership } = route.useRouteContext();
  const { source } = route.useParams();
  const { at, to } = route.useSearch();
  const { data: me } = useQuery(meQuery);
  const workspace = membership.id;
  const codeMemo = useCallback((on: MemoAt) => <CodeMemo workspace={workspace} {...on} />, [workspace]);
  return (
    <Researchers membership={membership}>
      {me !== undefined && (
        <CodingPage
          key={source}
          opensAt={at === undefined || to === undefined ? null : { start: at, end: to }}
          workspace={workspace}
          source={source}
          person={me.person.id}
          {...linksOf(workspace, source)}
          conclude={conclude(workspace)}
          codeMemo={codeMemo}
          frameworksLink={(words) => (
            <Link to="/w/$workspace/frameworks" params={{ workspace }}>
              {words}
            </Link>
          )}
        />
      )}
    </Researchers>
  );
}

const usual = { unit: 'turn', uncoded: 'with' } as const;
/** The address says only what is otherwise than usual. */
const told = ({ unit, uncoded }: AgreementChoice) => ({
  ...(unit === usual.unit ? {} : { unit }),
  ...(uncoded === usual.uncoded ? {} : { uncoded }),
});

const toAgreement = (workspace: string) => (source: string, words: string) =>
  linksOf(workspace, source).agreementLink(words);
const toReconcile = (workspace: string) => (source: string, words: string) =>
  linksOf(workspace, source).reconcileLink(words);

export function AgreementRoute() {
  const { membership } = agreementRoute.useRouteContext();
  const { source } = agreementRoute.useParams();
  const address = agreementRoute.useSearch();
  const navigate = agreementRoute.useNavigate();
  const workspace = membership.id;
  const { sourceLink, deskLink } = linksOf(workspace, source);
  return (
    <Researchers membership={membership}>
      <AgreementPage
        key={source}
        workspace={workspace}
        source={source}
        choice={{ ...usual, ...address }}
        onChoice={(choice) => void navigate({ search: told(choice), replace: true })}
        kick={(title) => (
          <p className="kick">
            {sourceLink(title ?? 'The source')} · {deskLink('The desk')} · Agreement
          </p>
        )}
        beginLink={deskLink}
        reconcileLink={toReconcile(workspace)}
        sourceLink={toAgreement(workspace)}
      />
    </Researchers>
  );
}

export function AgreementOfAllRoute() {
  const { membership } = allAgreementRoute.useRouteContext();
  const address = allAgreementRoute.useSearch();
  const navigate = allAgreementRoute.useNavigate();
  const workspace = membership.id;
  return (
    <Researchers membership={membership}>
      <AgreementPage
        workspace={workspace}
        source={null}
        choice={{ ...usual, ...address }}
        onChoice={(choice) => void navigate({ search: told(choice), replace: true })}
        kick={() => <p className="kick">{sourcesLink(workspace)} · Agreement</p>}
        beginLink={(words) => (
          <Link to="/w/$workspace/sources" params={{ workspace }}>
            {words}
          </Link>
        )}
        reconcileLink={toReconcile(workspace)}
        sourceLink={toAgreement(workspace)}
      />
    </Researchers>
  );
}

export function ReconcileRoute() {
  const { membership } = reconcileRoute.useRouteContext();
  const { source } = reconcileRoute.useParams();
  const { data: me } = useQuery(meQuery);
  const workspace = membership.id;
  return (
    <Researchers membership={membership}>
      {me !== undefined && (
        <ReconcilePage
          key={source}
          workspace={workspace}
          source={source}
          person={me.person.id}
          {...linksOf(workspace, source)}
        />
      )}
    </Researchers>
  );
}

/** Leads to words at the desk. */
const placeLink =
  (workspace: string) =>
  ({ source, start, end }: { source: string; start: number; end: number }, words: string) => (
    <Link
      to="/w/$workspace/sources/$source/code"
      params={{ workspace, source }}
      search={{ at: start, to: end }}
    >
      {words}
    </Link>
  );

/** Leads from words to what they speak for. */
const conclude = (workspace: string) => (evidence: string, words: string, name?: string) => (
  <Conclude workspace={workspace} evidence={evidence} words={words} {...(name !== undefined && { name })} />
);

const sourcesLink = (workspace: string) => (
  <Link to="/w/$workspace/sources" params={{ workspace }}>
    What people said
  </Link>
);

export function HeardRoute() {
  const { membership } = heardRoute.useRouteContext();
  const { framework } = heardRoute.useSearch();
  const navigate = heardRoute.useNavigate();
  const workspace = membership.id;
  return (
    <Researchers membership={membership}>
      <HeardPage
        workspace={workspace}
        framework={framework ?? null}
        onFramework={(chosen) => void navigate({ search: { framework: chosen } })}
        sourcesLink={sourcesLink(workspace)}
        placeLink={placeLink(workspace)}
        conclude={conclude(workspace)}
      />
    </Researchers>
  );
}

export function FindRoute() {
  const { membership } = findRoute.useRouteContext();
  const address = findRoute.useSearch();
  const navigate = findRoute.useNavigate();
  const workspace = membership.id;
  return (
    <Researchers membership={membership}>
      <FindPage
        workspace={workspace}
        address={address}
        onAddress={(search) => void navigate({ search })}
        sourcesLink={sourcesLink(workspace)}
        placeLink={placeLink(workspace)}
      />
    </Researchers>
  );
}

export function SuggestionsRoute() {
  const { membership } = suggestionsRoute.useRouteContext();
  const address = suggestionsRoute.useSearch();
  const navigate = suggestionsRoute.useNavigate();
  const workspace = membership.id;
  return (
    <Researchers membership={membership}>
      <SuggestionsPage
        workspace={workspace}
        address={address}
        onAddress={(search) => void navigate({ search })}
        sourcesLink={sourcesLink(workspace)}
        suggestionsLink={(search, words, label) => (
          <Link
            to="/w/$workspace/coding/suggestions"
            params={{ workspace }}
            search={search}
            {...(label !== undefined && { 'aria-label': label })}
          >
            {words}
          </Link>
        )}
        placeLink={placeLink(workspace)}
      />
    </Researchers>
  );
}

export function CountsRoute() {
  const { membership } = countsRoute.useRouteContext();
  const workspace = membership.id;
  return (
    <Researchers membership={membership}>
      <CountsPage
        workspace={workspace}
        sourcesLink={sourcesLink(workspace)}
        deskLink={(source, words) => linksOf(workspace, source).deskLink(words)}
      />
    </Researchers>
  );
}
