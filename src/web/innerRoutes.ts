import { createRoute, notFound, redirect } from '@tanstack/react-router';
import { ProblemError } from '#contract/problem';
import { meQuery } from './accounts/queries.ts';
import { root } from './outerRoutes.ts';
import { ShellNotFound, ShellProblem, ShellRoute } from './Shell.tsx';
import { backTo } from './ui/back.ts';

/** Every page but the one for signing in: who is here is asked first. */
export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    try {
      return { me: await context.client.ensureQueryData(meQuery) };
    } catch (error) {
      if (error instanceof ProblemError && error.kind === 'not-signed-in') {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's own way to redirect
        throw redirect({ to: '/sign-in', search: backTo(location.href), replace: true });
      }
      throw error;
    }
  },
  component: ShellRoute,
  errorComponent: ShellProblem,
  notFoundComponent: ShellNotFound,
});

export const workspace = createRoute({
  getParentRoute: () => shell,
  path: '/w/$workspace',
  beforeLoad: ({ context, params }) => {
    const membership = context.me.workspaces.find((one_) => one_.id === params.workspace);
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's own way to say 404
    if (membership === undefined) throw notFound();
    return { membership };
  },
});
