import { useQuery } from '@tanstack/react-query';
import {
  getRouteApi,
  Link,
  Outlet,
  useNavigate,
  useParams,
  useRouter,
  useRouterState,
  type ErrorComponentProps,
} from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { AccountMenu } from './accounts/AccountMenu.tsx';
import { meQuery } from './accounts/queries.ts';
import { statusKey } from './identification/queries.ts';
import { stages, type Stage } from './stages/stages.ts';
import { StagesNav } from './stages/StagesNav.tsx';
import { CallingContext } from './ui/learners.ts';
import { Problem } from './ui/Problem.tsx';
import { WorkspacePicker } from './workspaces/WorkspacePicker.tsx';
import { calling } from '#contract/words';
import type { Membership } from '#contract/workspaces';

const shell = getRouteApi('/shell');

export function ShellRoute() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  );
}

/** The frame around every page of somebody signed in. */
function Frame({ children }: { children: ReactNode }) {
  const context = shell.useRouteContext();
  const { data: me = context.me } = useQuery(meQuery);
  const { workspace: id } = useParams({ strict: false });
  const workspace = me.workspaces.find((one) => one.id === id) ?? null;
  const stage = useStage();
  useFocusOnNewPage();
  const status = useIdentifyStatus(workspace?.id ?? null);
  const navigate = useNavigate();
  const router = useRouter();
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="masthead">
        <div className="topline">
          <Brand />
          <WorkspacePicker
            workspaces={me.workspaces}
            current={workspace}
            onStarted={(started) => {
              void router
                .invalidate()
                .then(() => navigate({ to: '/w/$workspace/identify', params: { workspace: started.id } }));
            }}
            onDeleted={() => {
              // The start leads to the next workspace, or says how to begin where none is left.
              void navigate({ to: '/', replace: true });
            }}
          />
          <div className="utils">
            <Link to="/help">Help</Link>
            <button type="button" className="plain" onClick={() => print()}>
              Print
            </button>
            <AccountMenu
              person={me.person}
              phone={
                <>
                  <Link to="/help">Help</Link>
                  <button type="button" className="item" onClick={() => print()}>
                    Print
                  </button>
                </>
              }
              onSignedOut={() => {
                void navigate({ to: '/sign-in' });
              }}
            />
          </div>
        </div>
        <StagesNav
          workspace={(workspace ?? me.workspaces[0])?.id ?? null}
          current={stage}
          status={status === undefined ? {} : { identify: status }}
        />
        {workspace?.kind === 'demonstration' && (
          <p className="of-nobody">Invented schools and people, for looking round.</p>
        )}
      </header>
      <main className="page" id="main" tabIndex={-1}>
        <CallingContext value={(text) => calling(workspace?.learners ?? 'pupils', text)}>
          {children}
        </CallingContext>
        <PrintFoot workspace={workspace} />
      </main>
    </>
  );
}

function Brand() {
  return (
    <a className="brand" href="/">
      <svg viewBox="0 0 24 26" fill="none" strokeWidth="2" strokeLinecap="round" aria-hidden="true">
        <path d="M4 25C4 17 4.5 11 7.5 6" />
        <path d="M8 25C8 15 9 8 13 2" />
        <path d="M12 25C12 17 13 11 17 7" />
        <path d="M16 25C16 18 17 13 20.5 10.5" />
        <path d="M20 25C20 21 20.6 18 22.5 16" />
      </svg>
      Reedbed
    </a>
  );
}

/** A new page takes the focus, so that the keyboard and screen readers go on from its beginning. */
function useFocusOnNewPage(): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== undefined && before.current !== path) {
      document.getElementById('main')?.focus({ preventScroll: true });
    }
    before.current = path;
  }, [path]);
}

/** Bringing a file belongs to the first stage. */
function useStage(): Stage | null {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const part = path.split('/')[3];
  const identifying = ['import', 'schools', 'measures', 'files', 'studies', 'conversations'];
  if (part !== undefined && identifying.includes(part)) return 'identify';
  if (['frameworks', 'sources', 'coding', 'findings'].includes(part ?? '')) return 'understand';
  return stages.find(({ key }) => key === part)?.key ?? null;
}

/** The line that the Identify page leaves when it has an answer. */
function useIdentifyStatus(workspace: string | null): string | undefined {
  const { data } = useQuery<string>({
    queryKey: statusKey(workspace ?? ''),
    queryFn: () => '',
    enabled: false,
    staleTime: Infinity,
  });
  return data;
}

/** Whose page it is, when it was printed, and where the figures come from: seen on paper only. */
function PrintFoot({ workspace }: { workspace: Membership | null }) {
  const [today] = useState(() => new Date());
  if (workspace === null) return null;
  const day = today.toLocaleDateString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  return (
    <p className="print-foot">
      {workspace.name}. {day.replace(',', '')}. {workspace.source ?? 'Data brought by this workspace.'}{' '}
      {location.href}
    </p>
  );
}

/** A problem of one page takes that page's place inside the frame. */
export function PageProblem({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <Problem
      error={error}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}

/** Where the frame itself cannot be drawn, because nobody knows yet who is here. */
export function ShellProblem(props: ErrorComponentProps) {
  return (
    <Alone>
      <PageProblem {...props} />
    </Alone>
  );
}

export function PageNotFound() {
  return (
    <div className="opening prose">
      <h1>There is nothing at this address</h1>
      <p className="lede">
        It may have been moved or deleted, or it belongs to a workspace that you are not part of.
      </p>
      <p>
        <a href="/">Go to the start</a>
      </p>
    </div>
  );
}

/** Somebody signed in keeps the frame, and with it the way to every workspace. */
export function ShellNotFound() {
  return (
    <Frame>
      <PageNotFound />
    </Frame>
  );
}

export function NotFound() {
  return (
    <Alone>
      <PageNotFound />
    </Alone>
  );
}

/** A page without the frame. */
export function Alone({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="masthead">
        <div className="topline">
          <Brand />
        </div>
      </header>
      <main className="page" id="main">
        {children}
      </main>
    </>
  );
}
