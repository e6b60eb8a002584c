import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { readSignInAddress } from './accounts/address.ts';
import { NotFound, ShellProblem } from './Shell.tsx';
import type { Search } from './ui/search.ts';

export interface Context {
  client: QueryClient;
}

/** The ground of all pages, and those before one is signed in. */
export const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  errorComponent: ShellProblem,
  notFoundComponent: NotFound,
});

export const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Search) => readSignInAddress(search),
  component: lazyRouteComponent(() => import('./accountRoutes.tsx'), 'SignInRoute'),
});

export const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./accountRoutes.tsx'), 'InvitationRoute'),
});

export const forgotten = createRoute({
  getParentRoute: () => root,
  path: '/forgotten-password',
  component: lazyRouteComponent(() => import('./accountRoutes.tsx'), 'ForgottenRoute'),
});

export const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/new-password',
  component: lazyRouteComponent(() => import('./accountRoutes.tsx'), 'NewPasswordRoute'),
});

export const confirmEmail = createRoute({
  getParentRoute: () => root,
  path: '/confirm-email',
  component: lazyRouteComponent(() => import('./accountRoutes.tsx'), 'ConfirmEmailRoute'),
});
