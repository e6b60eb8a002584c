import { join } from 'node:path';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { ProblemError } from '#contract/problem';
import { bindAccounts } from './accounts/index.ts';
import { bindIdentification } from './identification/index.ts';
import { bindImports, sweepFiles } from './imports/index.ts';
import { bindInstallation } from './installation/index.ts';
import { bindJobs } from './jobs/index.ts';
import { deleteExpired, Sessions } from './platform/auth.ts';
import { blobsIn, type Blobs } from './platform/blobs.ts';
import type { Config } from './platform/config.ts';
import type { Sql } from './platform/db.ts';
import type { Door } from './platform/door.ts';
import { newId } from './platform/ids.ts';
import { Jobs } from './platform/jobs.ts';
import { log } from './platform/log.ts';
import { securityHeaders, servePages } from './platform/pages.ts';
import { problemResponse } from './platform/problems.ts';
import { RateLimit } from './platform/rateLimit.ts';
import { requireRoom } from './platform/room.ts';
import { authoriser, bindWorkspaces } from './workspaces/index.ts';

/** Everything that answers requests, put together. */
export interface App {
  hono: Hono;
  jobs: Jobs;
  blobs: Blobs;
  /** Removes what nobody needs any more: files that no import names, sessions and links whose time is over. */
  tidy(): Promise<void>;
}

/** Twenty a second for as long as one likes; a busy page needs a few. */
const requestsPerMinute = 1_200;
const failedSignInsPerMinute = 20;

export function createApp(config: Config, pool: Sql, options: { strict?: boolean } = {}): App {
  const hono = new Hono();
  const room = () => requireRoom(config.data);
  const jobs = new Jobs(pool, room);
  const blobs = blobsIn(join(config.data, 'blobs'));
  const door: Door = {
    hono,
    pool,
    sessions: new Sessions(pool),
    failedSignIns: new RateLimit(failedSignInsPerMinute, 60),
    requests: new RateLimit(requestsPerMinute, 60),
    authorise: authoriser(pool),
    requireRoom: room,
    strict: options.strict ?? false,
  };

  const tidy = async () => {
    // Untidiness harms nobody, so it stops nothing; whoever runs the server is told.
    await Promise.all([sweepFiles(pool, blobs), deleteExpired(pool)]).catch((error: unknown) =>
      log('warn', 'not tidied', { error }),
    );
  };

  guard(hono);
  hono.use('/api/*', compress());
  bindInstallation(door, config.version);
  bindAccounts(door);
  bindWorkspaces(door, () => void tidy());
  bindImports(door, blobs, jobs);
  bindJobs(door, jobs);
  bindIdentification(door);
  hono.all('/api/*', () => notFound('There is no such address in the interface.'));
  servePages(hono, join(config.root, 'dist', 'web'));
  return { hono, jobs, blobs, tidy };
}

/** Every answer carries the security headers, and a page of another name that resolves here (DNS rebinding) gets none. */
function guard(hono: Hono): void {
  hono.use('*', async (context, next) => {
    if (isOwnHost(context.req.header('host') ?? '')) await next();
    else context.res = notFound('This server answers on 127.0.0.1 and localhost only.');
    for (const [name, value] of Object.entries(securityHeaders)) context.res.headers.set(name, value);
  });
}

function isOwnHost(host: string): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
}

const notFound = (detail: string) => problemResponse(new ProblemError('not-found', detail), newId());
