import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent, notFound, redirect } from '@tanstack/react-router';
import { readHistoryAddress } from './history/address.ts';
import { readAddress } from './identification/address.ts';
import { frameQuery } from './identification/queries.ts';
import { readImportAddress } from './imports/address.ts';
import { confirmEmail, forgotten, invitation, newPassword, root, signIn } from './outerRoutes.ts';
import { shell, workspace } from './innerRoutes.ts';
import { PageNotFound, PageProblem } from './Shell.tsx';
import { readStudyAddress } from './studies/address.ts';
import { parseSearch, stringifySearch, type Search } from './ui/search.ts';
import { unbuilt, type Stage } from './stages/stages.ts';
import * as understand from './understandRoutes.ts';

const start = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: ({ context }) => {
    // Whoever has only what came with the product begins with a choice.
    const own = context.me.workspaces.find(({ kind }) => kind === 'own');
    if (own !== undefined) {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's own way to redirect
      throw redirect({ to: '/w/$workspace/identify', params: { workspace: own.id }, replace: true });
    }
  },
  component: lazyRouteComponent(() => import('./routes.tsx'), 'StartRoute'),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  component: lazyRouteComponent(() => import('./accounts/AccountPage.tsx'), 'AccountPage'),
});

const help = createRoute({
  getParentRoute: () => shell,
  path: '/help',
  component: lazyRouteComponent(() => import('./routes.tsx'), 'HelpRoute'),
});

const workspaceStart = createRoute({
  getParentRoute: () => workspace,
  path: '/',
  beforeLoad: ({ params }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's own way to redirect
    throw redirect({ to: '/w/$workspace/identify', params, replace: true });
  },
});

const identify = createRoute({
  getParentRoute: () => workspace,
  path: '/identify',
  validateSearch: (search: Search) => readAddress(search),
  // Begins to read the schools while the page's code is still on its way; the page waits for them itself.
  loader: ({ context, params }) => {
    void context.client.prefetchQuery(frameQuery(params.workspace));
  },
  component: lazyRouteComponent(() => import('./identifyRoute.tsx'), 'IdentifyRoute'),
});

const importFile = createRoute({
  getParentRoute: () => workspace,
  path: '/import/$import',
  validateSearch: (search: Search) => readImportAddress(search),
  component: lazyRouteComponent(() => import('./importRoute.tsx'), 'ImportRoute'),
});

const people = createRoute({
  getParentRoute: () => workspace,
  path: '/people',
  validateSearch: (search: Search) => readHistoryAddress(search),
  component: lazyRouteComponent(() => import('./peopleRoute.tsx'), 'PeopleRoute'),
});

const settings = createRoute({
  getParentRoute: () => workspace,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settingsRoute.tsx'), 'SettingsRoute'),
});

const registry = createRoute({
  getParentRoute: () => workspace,
  path: '/schools',
  component: lazyRouteComponent(() => import('./registryRoutes.tsx'), 'RegistryRoute'),
});

const school = createRoute({
  getParentRoute: () => workspace,
  path: '/schools/$school',
  component: lazyRouteComponent(() => import('./schoolRoutes.tsx'), 'SchoolFrameRoute'),
});

const standing = createRoute({
  getParentRoute: () => school,
  path: '/',
  component: lazyRouteComponent(() => import('./schoolRoutes.tsx'), 'StandingRoute'),
});

const schoolRegistry = createRoute({
  getParentRoute: () => school,
  path: '/registry',
  component: lazyRouteComponent(() => import('./registryRoutes.tsx'), 'SchoolRoute'),
});

const conversations = createRoute({
  getParentRoute: () => workspace,
  path: '/conversations',
  component: lazyRouteComponent(() => import('./schoolRoutes.tsx'), 'ConversationsRoute'),
});

const measures = createRoute({
  getParentRoute: () => workspace,
  path: '/measures',
  component: lazyRouteComponent(() => import('./registryRoutes.tsx'), 'DictionaryRoute'),
});

const files = createRoute({
  getParentRoute: () => workspace,
  path: '/files',
  component: lazyRouteComponent(() => import('./registryRoutes.tsx'), 'FilesRoute'),
});

const studies = createRoute({
  getParentRoute: () => workspace,
  path: '/studies',
  component: lazyRouteComponent(() => import('./studyRoutes.tsx'), 'StudiesRoute'),
});

const study = createRoute({
  getParentRoute: () => workspace,
  path: '/studies/$study',
  validateSearch: (search: Search) => readStudyAddress(search),
  component: lazyRouteComponent(() => import('./studyRoutes.tsx'), 'StudyRoute'),
});

const stage = createRoute({
  getParentRoute: () => workspace,
  path: '/$stage',
  beforeLoad: ({ params }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's own way to say 404
    if (!(params.stage in unbuilt)) throw notFound();
    return { stage: params.stage as Exclude<Stage, 'identify'> };
  },
  component: lazyRouteComponent(() => import('./routes.tsx'), 'StageRoute'),
});

const routeTree = root.addChildren([
  signIn,
  invitation,
  forgotten,
  newPassword,
  confirmEmail,
  shell.addChildren([
    start,
    account,
    help,
    workspace.addChildren([
      workspaceStart,
      identify,
      importFile,
      registry,
      school.addChildren([standing, schoolRegistry]),
      conversations,
      measures,
      files,
      studies,
      study,
      understand.frameworks,
      understand.framework,
      understand.shippedFramework,
      understand.counts,
      understand.finding,
      understand.heard,
      understand.suggestions,
      understand.findings,
      understand.reconcile,
      understand.sources,
      understand.source,
      understand.coding,
      understand.agreement,
      understand.agreementOfAll,
      understand.names,
      understand.key,
      people,
      settings,
      stage,
    ]),
  ]),
]);

export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree,
    context: { client },
    parseSearch: (text) => parseSearch(text),
    stringifySearch,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: PageProblem,
    defaultNotFoundComponent: PageNotFound,
    scrollRestoration: true,
  });
}
