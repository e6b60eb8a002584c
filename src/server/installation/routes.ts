import { endpoints } from '#contract/api';
import * as contract from '#contract/installation';
import { openapi } from '#contract/openapi';
import { ProblemError } from '#contract/problem';
import { bind } from '../platform/bind.ts';
import type { Door } from '../platform/door.ts';
import { apiPage, apiStyle } from './apiPage.ts';

export function bindInstallation(door: Door, version: string): void {
  bind(door, contract.health, async () => {
    try {
      await door.pool`select 1`;
    } catch (error) {
      throw new ProblemError(
        'not-ready',
        'The database does not answer. It is tried again with each request.',
        { cause: error },
      );
    }
    return { status: 'ready' as const, version };
  });

  // Made when somebody first asks: it takes longer than all else that a start does without the database.
  let description: ReturnType<typeof openapi> | undefined;
  bind(door, contract.openapi, () => Promise.resolve((description ??= openapi(endpoints, version))));

  door.hono.get('/api', (context) => context.html(apiPage(endpoints, version)));
  door.hono.get('/api.css', (context) =>
    context.body(apiStyle, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' }),
  );
}
