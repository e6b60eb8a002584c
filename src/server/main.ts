import { serve as listen, type ServerType } from '@hono/node-server';
import { ProblemError } from '#contract/problem';
import { Administration } from './accounts/index.ts';
import { askForRetention, createApp, type App } from './app.ts';
import { backUpNightly, readNightly, type Nightly } from './backup/index.ts';
import { firstPerson, newLink } from './platform/auth.ts';
import { Closing } from './platform/closing.ts';
import { defaultPort, readConfig, type Config } from './platform/config.ts';
import { openDatabase, type Database } from './platform/database.ts';
import type { Sql } from './platform/db.ts';
import { takeLock } from './platform/lock.ts';
import { log } from './platform/log.ts';
import { requireOneKey } from './platform/keyChange.ts';
import { isUncaughtLoss } from './platform/problems.ts';
import { besideServer, prepareFolder } from './platform/reach.ts';
import { bringDemonstration, bringExample } from './provided.ts';

export interface ServeOptions {
  port?: number;
  data?: string;
  /** Where people read; standard output unless a test listens. */
  print?: (line: string) => void;
}

interface Starting {
  config: Config;
  print: (line: string) => void;
  /** What a start has opened so far. */
  closing: Closing;
  /** Backups that the server makes by itself. */
  nightly: Nightly | null;
  /** Aborted when this process is told to stop. */
  quit: AbortSignal;
}

/** Runs until it is told to stop, or the database ends. */
export async function serve(options: ServeOptions = {}): Promise<void> {
  const quit = quitSignal();
  const closing = new Closing();
  try {
    const print = options.print ?? ((line: string) => process.stdout.write(`${line}\n`));
    const failed = whenFailed();
    const database = await Promise.race([
      start({ config: readConfig(options), nightly: readNightly(process.env), print, closing, quit }),
      failed,
    ]);
    const reason = await Promise.race([database.ended, whenTold(quit), failed]);
    if (reason !== null) throw new Error(reason);
  } catch (error) {
    // What fails once we were told to stop fails because of that.
    if (!quit.aborted) throw error;
  } finally {
    await closing.close();
  }
}

/**
 * Told to stop, also while it is still starting, the server closes in order what it has opened. Told again it goes on
 * doing so: npm passes on a Ctrl-C that the terminal has sent already.
 */
function quitSignal(): AbortSignal {
  const quit = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => quit.abort());
  return quit.signal;
}

function whenTold(quit: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (quit.aborted) resolve(null);
    quit.addEventListener('abort', () => resolve(null), { once: true });
  });
}

/** What nobody has caught ends the server too, but in order. */
function whenFailed(): Promise<never> {
  const failed = new Promise<never>((_, reject) => {
    process.on('uncaughtException', (error) => {
      if (isUncaughtLoss(error)) log('warn', 'a connection to the database was lost');
      else reject(error);
    });
  });
  failed.catch(() => undefined);
  return failed;
}

/** Starts the database and the server and says where they are. */
async function start(starting: Starting): Promise<Database> {
  const { config, closing, quit } = starting;
  prepareFolder(config);
  requireOneKey(config);
  const lock = await takeLock(config.data);
  closing.add(() => lock.release());
  quit.throwIfAborted();
  const database = await openDatabase(config, quit);
  closing.add(() => database.stop());
  quit.throwIfAborted();
  const app = createApp(config, database.pool, { owner: () => database.owner() });
  closing.add(() => Promise.all([app.jobs.stop(), app.upkeep.stop()]));
  const { server, port } = await listenOn(app.hono.fetch, config.port);
  closing.add(() => close(server));
  const url = `http://127.0.0.1:${String(port)}`;
  lock.announce({
    url,
    ...(config.origin === undefined ? {} : { origin: config.origin }),
    ...(database.embedded === null ? {} : { socket: database.embedded.host }),
  });
  app.jobs.start();
  app.upkeep.start();
  const person = await welcome(starting, database, app, url);
  bringBeside(starting, database, app, person);
  lookAfter(starting, app);
  return database;
}

const dayMilliseconds = 24 * 3_600_000;

/** What goes on by itself as long as the server runs. */
function lookAfter({ closing, nightly }: Starting, app: App): void {
  const daily = setInterval(() => askForRetention(app.upkeep), dayMilliseconds).unref();
  closing.add(() => clearInterval(daily));
  askForRetention(app.upkeep);
  if (nightly === null) return;
  closing.add(backUpNightly(app.source, nightly));
}

async function welcome(
  { config, print, quit }: Starting,
  database: Database,
  app: App,
  url: string,
): Promise<string> {
  print(`Reedbed ${config.version}`);
  print(`Data are kept in ${config.data}`);
  const person = await firstPerson(database.pool);
  const here = { config, pool: database.pool, app, person };
  const example = await bringExample(here);
  if (example !== null) {
    print('First start: bringing in the example, 6,194 schools of California …');
    const outcome = await example.outcome(quit);
    quit.throwIfAborted();
    if (outcome !== 'done') print(`The example could not be stored: ${outcome}`);
  }
  await printWayIn(database.pool, person, { url, origin: config.origin ?? url, print });
  log('info', 'ready', { url, migrated: database.migrated });
  return person;
}

/** Nobody waits for the demonstration: it comes while the first page is being read. */
function bringBeside({ config, closing }: Starting, { pool }: Database, app: App, person: string): void {
  const bringing = bringDemonstration({ config, pool, app, person }).catch((error: unknown) =>
    log('warn', 'the demonstration was not brought', { error }),
  );
  // What it has begun to write is written before the database stops.
  closing.add(() => bringing);
}

/** A link in a log file could be used by whoever reads the log: it is shown on a terminal only. */
async function printWayIn(
  pool: Sql,
  person: string,
  { url, origin, print }: Pick<Starting, 'print'> & { url: string; origin: string },
): Promise<void> {
  if (process.stdout.isTTY === true) {
    print(
      `\nOpen this link to sign in (it works once, for a day):\n\n  ${origin}/sign-in#${await newLink(pool, person)}\n`,
    );
  } else {
    print(`Ready at ${url}. For a sign-in link run: npm run -s reedbed -- user link`);
  }
  print('Stop with Ctrl-C.');
}

/** The port asked for; where that is the ordinary one and somebody else has it, any free one. */
async function listenOn(fetch: (request: Request) => Response | Promise<Response>, port: number) {
  try {
    return await tryPort(fetch, port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    if (port === defaultPort) return tryPort(fetch, 0);
    const detail = `Port ${String(port)} is in use by another program. Choose another with --port.`;
    throw new ProblemError('conflict', detail, { cause: error });
  }
}

function tryPort(fetch: (request: Request) => Response | Promise<Response>, port: number) {
  return new Promise<{ server: ServerType; port: number }>((resolve, reject) => {
    const server = listen({ fetch, hostname: '127.0.0.1', port }, (info) =>
      resolve({ server, port: info.port }),
    );
    server.once('error', reject);
  });
}

function close(server: ServerType): Promise<unknown> {
  return new Promise((resolve) => {
    server.close(resolve);
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}

/** Does something about the accounts of the running server, for whoever may read its data folder. */
export function administer<T>(
  options: { data?: string },
  work: (server: { people: Administration; linkOf: (token: string) => string }) => Promise<T>,
): Promise<T> {
  return besideServer(options, ({ pool, origin }) =>
    work({ people: new Administration(pool), linkOf: (token) => `${origin}/sign-in#${token}` }),
  );
}

/** Brings the database up to this version without serving. */
export async function migrate(options: { data?: string } = {}): Promise<string[]> {
  const config = readConfig(options);
  const closing = new Closing();
  try {
    prepareFolder(config);
    const lock = await takeLock(config.data);
    closing.add(() => lock.release());
    const database = await openDatabase(config);
    closing.add(() => database.stop());
    return database.migrated;
  } finally {
    await closing.close();
  }
}
