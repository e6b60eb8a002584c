import { join } from 'node:path';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { ProblemError } from '#contract/problem';
import { bindAgreement } from './agreement/index.ts';
import { bindAccounts } from './accounts/index.ts';
import { demonstrationWork } from './demonstration/index.ts';
import { erasureWork, pruneTrails, retentionWork } from './erasure/index.ts';
import { bindFrameworks, shippedFrameworks } from './frameworks/index.ts';
import { bindHistory, noteHeads } from './history/index.ts';
import { bindExports, sweepExports, type Source } from './backup/index.ts';
import { bindConversations } from './conversations/index.ts';
import { bindIdentification } from './identification/index.ts';
import { bindImports, sweepFiles } from './imports/index.ts';
import { bindInstallation } from './installation/index.ts';
import { bindJobs } from './jobs/index.ts';
import { blobsIn, type Blobs } from './platform/blobs.ts';
import type { Config } from './platform/config.ts';
import type { Sql } from './platform/db.ts';
import type { Door } from './platform/door.ts';
import { newId } from './platform/ids.ts';
import { Jobs } from './platform/jobs.ts';
import { log } from './platform/log.ts';
import { protect } from './platform/headers.ts';
import { servePages } from './platform/pages.ts';
import { problemResponse } from './platform/problems.ts';
import { RateLimit } from './platform/rateLimit.ts';
import { deleteExpired, Sessions } from './platform/sessions.ts';
import { keyText, Seal } from './platform/seal.ts';
import { Site } from './platform/site.ts';
import { Underway } from './platform/underway.ts';
import { Unusual } from './platform/unusual.ts';
import { Views } from './platform/views.ts';
import { requireRoom } from './platform/room.ts';
import { deleteEnded, Upkeep } from './platform/upkeep.ts';
import { bindSchools, deleteRetained } from './schools/index.ts';
import { bindCoding, Company } from './coding/index.ts';
import { bindExchange } from './exchange/index.ts';
import { bindFindings } from './findings/index.ts';
import { bindHeard } from './heard/index.ts';
import { bindPseudonyms } from './pseudonyms/index.ts';
import { bindRecordings, bindSources } from './sources/index.ts';
import { bindStandings } from './standings/index.ts';
import { bindSuggestions } from './suggestions/index.ts';
import { bindStudies } from './studies/index.ts';
import { authoriser, bindWorkspaces, fileMark } from './workspaces/index.ts';

/** Everything that answers requests, put together. */
export interface App {
  hono: Hono;
  jobs: Jobs;
  blobs: Blobs;
  /** What backups are taken from. */
  source: Source;
  sessions: Sessions;
  /** The work of the installation itself: erasures, and the removal of what is outdated. */
  upkeep: Upkeep;
}

/** Twenty a second for as long as one likes; a busy page needs a few. */
const requestsPerMinute = 1_200;
const failedSignInsPerMinute = 20;

export interface AppOptions {
  strict?: boolean;
  /** A connection of its own as the owner of the tables, for backups. */
  owner?: () => Sql;
  unusual?: Unusual;
}

export function createApp(config: Config, pool: Sql, options: AppOptions = {}): App {
  const hono = new Hono();
  const room = () => requireRoom(config.data);
  const jobs = new Jobs(pool, room);
  const blobs = blobsIn(join(config.data, 'blobs'));
  const exports = join(config.data, 'exports');
  const source: Source = {
    owner: options.owner ?? noOwner,
    blobs,
    version: config.version,
    key: () => keyText(config),
  };
  const door: Door = {
    hono,
    pool,
    sessions: new Sessions(pool),
    site: new Site(config),
    seal: new Seal(config),
    failedSignIns: new RateLimit(failedSignInsPerMinute, 60),
    requests: new RateLimit(requestsPerMinute, 60),
    underway: new Underway(),
    unusual: options.unusual ?? new Unusual(),
    views: new Views(),
    authorise: authoriser(pool),
    fileMark,
    requireRoom: room,
    strict: options.strict ?? false,
  };

  const upkeep = new Upkeep(source.owner, pool);
  upkeep.register(erasureWork);
  upkeep.register(
    retentionWork({
      measures: () => deleteRetained(pool),
      files: () => sweepFiles(pool, blobs),
      exports: () => sweepExports(exports),
      'what has run out': () => deleteExpired(pool),
      'rows of upkeep': deleteEnded,
      'audit trails': () => pruneTrails(pool),
      // Last: what was removed leaves a line, with which the trail of the installation ends.
      'heads of the trails': () => noteHeads(pool),
    }),
  );

  guard(hono, door.site);
  hono.use('/api/*', compress());
  bindInstallation(door, config.version);
  bindAccounts(door, config);
  // Some of what a workspace had lies outside the database.
  bindWorkspaces(door, config, () => askForRetention(upkeep));
  bindHistory(door);
  bindSchools(door);
  bindImports(door, blobs, jobs);
  bindJobs(door, jobs);
  const languages = shippedFrameworks(config.root);
  jobs.register(demonstrationWork(blobs, languages));
  bindExports(door, jobs, source, exports);
  bindIdentification(door);
  bindStudies(door, config.version);
  bindStandings(door, jobs, config.version);
  bindConversations(door, config);
  bindFrameworks(door, languages);
  bindSources(door);
  bindRecordings(door, blobs);
  const company = new Company();
  bindCoding(door, company);
  bindSuggestions(door);
  bindExchange(door, company);
  bindAgreement(door);
  bindHeard(door);
  bindFindings(door);
  bindPseudonyms(door);
  hono.all('/api/*', () => notFound('There is no such address in the interface.'));
  servePages(hono, join(config.root, 'dist', 'web'));
  return { hono, jobs, blobs, source, sessions: door.sessions, upkeep };
}

/** Nobody waits for it: untidiness harms nobody, and a failure is a row that `reedbed doctor` shows. */
export function askForRetention(upkeep: Upkeep): void {
  upkeep.ask('retention', {}, 'server').catch((error: unknown) => log('warn', 'not tidied', { error }));
}

const noOwner = (): never => {
  throw new Error('This server was given no connection as the owner of the tables.');
};

/** Every answer carries the security headers, and a page of another name that resolves here (DNS rebinding) gets none. */
function guard(hono: Hono, site: Site): void {
  hono.use('*', async (context, next) => {
    if (site.answersTo(context.req.header('host') ?? '')) await next();
    else
      context.res = notFound('This server does not answer to that name: see REEDBED_ORIGIN in the README.');
    protect(context.res.headers, { path: context.req.path, secure: site.secure });
  });
  hono.notFound(() => notFound('There is no such address.'));
  // Endpoints answer for themselves; this is for what fails outside of them.
  hono.onError((error) => problemResponse(error, newId()));
}

const notFound = (detail: string) => problemResponse(new ProblemError('not-found', detail), newId());
