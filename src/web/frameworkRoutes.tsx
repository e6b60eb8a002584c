import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { FrameworkAddress } from './frameworks/address.ts';
import { MemoCount, MemosBeneath } from './codeMemos/MemosBeneath.tsx';
import { FrameworkPage } from './frameworks/FrameworkPage.tsx';
import type { Memos } from './frameworks/PoleShown.tsx';
import { FrameworksPage } from './frameworks/FrameworksPage.tsx';
import { ShippedPage } from './frameworks/ShippedPage.tsx';

const listRoute = getRouteApi('/shell/w/$workspace/frameworks');
const oneRoute = getRouteApi('/shell/w/$workspace/frameworks/$framework');
const shippedRoute = getRouteApi('/shell/w/$workspace/frameworks/shipped/$framework');

function useWays(workspace: string) {
  const navigate = useNavigate();
  return {
    understand: (
      <Link to="/w/$workspace/$stage" params={{ workspace, stage: 'understand' }}>
        Understand
      </Link>
    ),
    frameworks: (
      <Link to="/w/$workspace/frameworks" params={{ workspace }}>
        Frameworks
      </Link>
    ),
    link: (framework: string, words: string, className?: string) => (
      <Link to="/w/$workspace/frameworks/$framework" params={{ workspace, framework }} className={className}>
        {words}
      </Link>
    ),
    onCome: (framework: string) => {
      void navigate({ to: '/w/$workspace/frameworks/$framework', params: { workspace, framework } });
    },
  };
}

export function FrameworksRoute() {
  const { membership } = listRoute.useRouteContext();
  const workspace = membership.id;
  const { understand, link, onCome } = useWays(workspace);
  return (
    <FrameworksPage
      workspace={workspace}
      mayChange={membership.abilities.includes('frameworks.change')}
      {...{ understand, link, onCome }}
      shippedLink={(framework, words) => (
        <Link to="/w/$workspace/frameworks/shipped/$framework" params={{ workspace, framework }}>
          {words}
        </Link>
      )}
    />
  );
}

const memosOf = (workspace: string, framework: string): Memos => ({
  beneath: (on, term, name) => <MemosBeneath {...{ workspace, framework, on, term, name }} />,
  count: (of) => <MemoCount {...{ workspace, framework, of }} />,
});

export function FrameworkRoute() {
  const { membership } = oneRoute.useRouteContext();
  const { framework } = oneRoute.useParams();
  const address = oneRoute.useSearch();
  const navigate = oneRoute.useNavigate();
  const { understand, frameworks } = useWays(membership.id);
  return (
    <FrameworkPage
      key={framework}
      workspace={membership}
      framework={framework}
      address={address}
      onAddress={(change: Partial<FrameworkAddress>) => {
        void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
      }}
      {...{ understand, frameworks }}
      memos={membership.abilities.includes('coding.read') ? memosOf(membership.id, framework) : undefined}
      onRemoved={() => {
        void navigate({
          to: '/w/$workspace/frameworks',
          params: { workspace: membership.id },
          replace: true,
        });
      }}
    />
  );
}

export function ShippedRoute() {
  const { membership } = shippedRoute.useRouteContext();
  const { framework } = shippedRoute.useParams();
  const address = shippedRoute.useSearch();
  const navigate = shippedRoute.useNavigate();
  const { frameworks, link, onCome } = useWays(membership.id);
  return (
    <ShippedPage
      key={framework}
      workspace={membership.id}
      frameworkKey={framework}
      address={address}
      onAddress={(change: Partial<FrameworkAddress>) => {
        void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
      }}
      mayChange={membership.abilities.includes('frameworks.change')}
      {...{ frameworks, link, onCome }}
    />
  );
}
