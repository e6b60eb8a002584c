import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import {
  readAgreementAddress,
  readDeskAddress,
  readFindAddress,
  readHeardAddress,
  readSuggestionsAddress,
} from './coding/findAddress.ts';
import { readFrameworkAddress } from './frameworks/address.ts';
import { workspace } from './innerRoutes.ts';
import type { Search } from './ui/search.ts';

/** The pages of Understand: the languages of elements, what people said, and how it is coded. */

export const frameworks = createRoute({
  getParentRoute: () => workspace,
  path: '/frameworks',
  component: lazyRouteComponent(() => import('./frameworkRoutes.tsx'), 'FrameworksRoute'),
});

export const framework = createRoute({
  getParentRoute: () => workspace,
  path: '/frameworks/$framework',
  validateSearch: (search: Search) => readFrameworkAddress(search),
  component: lazyRouteComponent(() => import('./frameworkRoutes.tsx'), 'FrameworkRoute'),
});

export const shippedFramework = createRoute({
  getParentRoute: () => workspace,
  path: '/frameworks/shipped/$framework',
  validateSearch: (search: Search) => readFrameworkAddress(search),
  component: lazyRouteComponent(() => import('./frameworkRoutes.tsx'), 'ShippedRoute'),
});

export const sources = createRoute({
  getParentRoute: () => workspace,
  path: '/sources',
  component: lazyRouteComponent(() => import('./sourceRoutes.tsx'), 'SourcesRoute'),
});

export const source = createRoute({
  getParentRoute: () => workspace,
  path: '/sources/$source',
  component: lazyRouteComponent(() => import('./sourceRoutes.tsx'), 'SourceRoute'),
});

export const coding = createRoute({
  getParentRoute: () => workspace,
  path: '/sources/$source/code',
  validateSearch: (search: Search) => readDeskAddress(search),
  component: lazyRouteComponent(() => import('./codingRoute.tsx'), 'CodingRoute'),
});

export const finding = createRoute({
  getParentRoute: () => workspace,
  path: '/coding/find',
  validateSearch: (search: Search) => readFindAddress(search),
  component: lazyRouteComponent(() => import('./codingRoute.tsx'), 'FindRoute'),
});

export const suggestions = createRoute({
  getParentRoute: () => workspace,
  path: '/coding/suggestions',
  validateSearch: (search: Search) => readSuggestionsAddress(search),
  component: lazyRouteComponent(() => import('./codingRoute.tsx'), 'SuggestionsRoute'),
});

export const heard = createRoute({
  getParentRoute: () => workspace,
  path: '/coding/elements',
  validateSearch: (search: Search) => readHeardAddress(search),
  component: lazyRouteComponent(() => import('./codingRoute.tsx'), 'HeardRoute'),
});

export const findings = createRoute({
  getParentRoute: () => workspace,
  path: '/findings',
  component: lazyRouteComponent(() => import('./findingsRoute.tsx'), 'FindingsRoute'),
});

export const reconcile = createRoute({
  getParentRoute: () => workspace,
  path: '/sources/$source/reconcile',
  component: lazyRouteComponent(() => import('./codingRoute.tsx'), 'ReconcileRoute'),
});

export const counts = createRoute({
  getParentRoute: () => workspace,
  path: '/coding',
  component: lazyRouteComponent(() => import('./codingRoute.tsx'), 'CountsRoute'),
});

export const agreement = createRoute({
  getParentRoute: () => workspace,
  path: '/sources/$source/agreement',
  validateSearch: (search: Search) => readAgreementAddress(search),
  component: lazyRouteComponent(() => import('./codingRoute.tsx'), 'AgreementRoute'),
});

export const agreementOfAll = createRoute({
  getParentRoute: () => workspace,
  path: '/coding/agreement',
  validateSearch: (search: Search) => readAgreementAddress(search),
  component: lazyRouteComponent(() => import('./codingRoute.tsx'), 'AgreementOfAllRoute'),
});

export const names = createRoute({
  getParentRoute: () => workspace,
  path: '/sources/$source/names',
  component: lazyRouteComponent(() => import('./pseudonymRoutes.tsx'), 'NamesRoute'),
});

export const key = createRoute({
  getParentRoute: () => workspace,
  path: '/key',
  component: lazyRouteComponent(() => import('./pseudonymRoutes.tsx'), 'KeyRoute'),
});
