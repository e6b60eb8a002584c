import { serve as listen, type ServerType } from '@hono/node-server';
import { ProblemError } from '#contract/problem';
import { createApp } from './app.ts';
import { bringExample } from './example.ts';
import { firstPerson, newLink } from './platform/auth.ts';
import { defaultPort, readConfig, type Config } from './platform/config.ts';
import { addressOf, databaseName, openDatabase, type Database } from './platform/database.ts';
import { databaseUser } from './platform/databaseUser.ts';
import { prepareData } from './platform/dataFolder.ts';
import { connect, type Sql } from './platform/db.ts';
import { holderOf, takeLock, type Holder, type Lock } from './platform/lock.ts';
import { log } from './platform/log.ts';
import { readSecrets } from './platform/postgres.ts';

export interface ServeOptions {
  port?: number;
  data?: string;
  /** Where people read; standard output unless a test listens. */
  print?: (line: string) => void;
}

export interface Running {
  url: string;
  config: Config;
  pool: Sql;
  stop(): Promise<void>;
}

/** Starts the database and the server and says where they are. */
async function start(options: ServeOptions = {}): Promise<Running> {
  const config = readConfig(options);
  const print = options.print ?? ((line: string) => process.stdout.write(`${line}\n`));
  prepareFolder(config);
  const lock = await takeLock(config.data);
  let database: Database | undefined;
  try {
    database = await openDatabase(config);
    return await open(config, database, lock, print);
  } catch (error) {
    await database?.stop();
    lock.release();
    throw error;
  }
}

/** The database's own user must be let through where the database lies in the folder. */
function prepareFolder(config: Config): void {
  prepareData(config.data, config.databaseUrl === undefined ? databaseUser() : null);
}

async function open(
  config: Config,
  database: Database,
  lock: Lock,
  print: (line: string) => void,
): Promise<Running> {
  const app = createApp(config, database.pool);
  const { server, port } = await listenOn(app.hono.fetch, config.port);
  const url = `http://127.0.0.1:${String(port)}`;
  lock.announce({ url, ...(database.embedded === null ? {} : { socket: database.embedded.host }) });
  app.jobs.start();

  print(`Reedbed ${config.version}`);
  print(`Data are kept in ${config.data}`);
  const person = await firstPerson(database.pool);
  const example = await bringExample(config, database.pool, app, person);
  if (example !== null) {
    print('First start: bringing in the example, 6,194 schools of California …');
    const outcome = await example();
    if (outcome !== 'done') print(`The example could not be stored: ${outcome}`);
  }
  await printWayIn(database.pool, person, url, print);
  log('info', 'ready', { url, migrated: database.migrated });

  const stop = async () => {
    await new Promise((resolve) => {
      server.close(resolve);
      if ('closeAllConnections' in server) server.closeAllConnections();
    });
    await app.jobs.stop();
    await database.stop();
    lock.release();
  };
  return { url, config, pool: database.pool, stop };
}

/** A link in a log file could be used by whoever reads the log: it is shown on a terminal only. */
async function printWayIn(
  pool: Sql,
  person: string,
  url: string,
  print: (line: string) => void,
): Promise<void> {
  if (process.stdout.isTTY === true) {
    print(
      `\nOpen this link to sign in (it works once, for a day):\n\n  ${url}/sign-in#${await newLink(pool, person)}\n`,
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

/** Runs until it is told to stop, or the database ends. */
export async function serve(options: ServeOptions = {}): Promise<void> {
  const running = await start(options);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  await running.stop();
}

/** A fresh sign-in link of the running server, for the owner of this installation. */
export async function userLink(options: { data?: string } = {}): Promise<string> {
  const config = readConfig(options);
  const holder = holderOf(config.data);
  if (holder?.url === undefined) {
    throw new ProblemError('conflict', `No server is running on ${config.data}. Start it with: npm start`);
  }
  const pool = await poolOf(config, holder);
  try {
    return `${holder.url}/sign-in#${await newLink(pool, await firstPerson(pool))}`;
  } finally {
    await pool.end({ timeout: 5 });
  }
}

async function poolOf(config: Config, holder: Holder): Promise<Sql> {
  if (config.databaseUrl !== undefined) {
    return connect(config.databaseUrl, 1, { connection: { role: 'reedbed_login' } as never });
  }
  const secrets = await readSecrets(config.data);
  const address = addressOf({ host: holder.socket ?? '', port: 5432, secrets });
  return connect(address('reedbed_login', databaseName), 1);
}

/** Brings the database up to this version without serving. */
export async function migrate(options: { data?: string } = {}): Promise<string[]> {
  const config = readConfig(options);
  prepareFolder(config);
  const lock = await takeLock(config.data);
  try {
    const database = await openDatabase(config);
    await database.stop();
    return database.migrated;
  } finally {
    lock.release();
  }
}
