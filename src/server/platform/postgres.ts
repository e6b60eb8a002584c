import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareData } from './dataFolder.ts';
import { databaseUser, type DatabaseUser } from './databaseUser.ts';
import { writeWhole } from './files.ts';
import { log } from './log.ts';
import { installBinaries, major } from './postgresBinaries.ts';
import { readPostmaster, socketFolder, stopLeftOver } from './postmaster.ts';
import { asUser, give, run } from './programs.ts';

export interface Secrets {
  superuser: string;
  owner: string;
  login: string;
}

/** A running embedded PostgreSQL. */
export interface Embedded {
  /** Folder of the socket, or the port on loopback where there are no such sockets. */
  host: string;
  port: number;
  secrets: Secrets;
  /** Resolves when the database process has ended, wanted or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Gives the start up, in order. */
  signal?: AbortSignal;
  /** Milliseconds without a sign of life after which it has failed. */
  limit?: number;
}

const windows = process.platform === 'win32';

/**
 * A private PostgreSQL in the data folder: a socket in a fresh folder that only its user may enter, a password even
 * there, no port. What an earlier server left running (after kill -9) is stopped first.
 */
export async function startPostgres(data: string, options: StartOptions = {}): Promise<Embedded> {
  const user = databaseUser();
  prepareData(data, user);
  const bin = installBinaries(data, user);
  const secrets = await readSecrets(data);
  const cluster = join(data, `database-${major}`);
  if (!existsSync(cluster)) await createCluster(bin, cluster, secrets, user);
  await stopLeftOver(bin, cluster, user);
  options.signal?.throwIfAborted();
  return launch(bin, cluster, secrets, user, options);
}

/** Passwords that only this installation knows; whoever may read this file may read the database's files anyway. */
export async function readSecrets(data: string): Promise<Secrets> {
  const file = join(data, 'secrets.json');
  if (!existsSync(file)) {
    const password = () => randomBytes(24).toString('base64url');
    const secrets: Secrets = { superuser: password(), owner: password(), login: password() };
    await writeWhole(file, JSON.stringify(secrets));
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
}

/** initdb into a folder beside, renamed when whole: a start that was killed leaves no half cluster behind. */
async function createCluster(
  bin: string,
  cluster: string,
  secrets: Secrets,
  user: DatabaseUser | null,
): Promise<void> {
  const draft = `${cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const passwordFile = `${draft}.password`;
  writeFileSync(passwordFile, secrets.superuser, { mode: 0o600 });
  give(draft, user);
  give(passwordFile, user);
  const flags = [
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--locale=C',
    '--encoding=UTF8',
  ];
  const { status, output } = await run(join(bin, 'initdb'), ['-D', draft, ...flags], user);
  rmSync(passwordFile, { force: true });
  if (status !== 0) throw new Error(`The database could not be created.\n${output}`);
  renameSync(draft, cluster);
}

async function launch(
  bin: string,
  cluster: string,
  secrets: Secrets,
  user: DatabaseUser | null,
  options: StartOptions,
): Promise<Embedded> {
  const host = windows ? '127.0.0.1' : mkdtempSync(socketFolder);
  const port = windows ? await freePort() : 5432;
  if (!windows) give(host, user);
  const clear = () => {
    if (!windows) rmSync(host, { recursive: true, force: true });
  };
  const child = spawnServer(bin, cluster, host, port, user);
  const ended = endOf(child, clear);
  const stop = async (how: NodeJS.Signals) => {
    child.kill(how);
    await ended;
    clear();
  };
  try {
    await ready(cluster, child, ended, options);
  } catch (error) {
    // PostgreSQL's immediate shutdown: it may hang in what it does, and nothing has been written yet.
    await stop('SIGQUIT');
    throw error;
  }
  // SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, everything acknowledged is written.
  return { host, port, secrets, ended, stop: () => stop('SIGINT') };
}

function spawnServer(
  bin: string,
  cluster: string,
  host: string,
  port: number,
  user: DatabaseUser | null,
): ChildProcess {
  const address = windows
    ? ['listen_addresses=127.0.0.1', `port=${String(port)}`]
    : ['listen_addresses=', `unix_socket_directories=${host}`, 'unix_socket_permissions=0700'];
  const settings = [...address, 'timezone=UTC', 'log_timezone=UTC', 'max_connections=60'];
  const logFile = openSync(join(cluster, '..', 'postgres.log'), 'a', 0o600);
  try {
    return spawn(join(bin, 'postgres'), ['-D', cluster, ...settings.flatMap((one) => ['-c', one])], {
      ...asUser(user),
      stdio: ['ignore', logFile, logFile],
    });
  } finally {
    closeSync(logFile);
  }
}

/** However this process ends, short of kill -9, its database is told to end too. */
function endOf(child: ChildProcess, clear: () => void): Promise<void> {
  const goAlong = () => {
    child.kill('SIGINT');
    clear();
  };
  process.on('exit', goAlong);
  return new Promise((resolve) => {
    const end = () => {
      process.off('exit', goAlong);
      resolve();
    };
    child.once('exit', end).once('error', end);
  });
}

/** Recovery after a crash takes as long as there is to recover: what says that it is starting is left to it. */
async function ready(
  cluster: string,
  child: ChildProcess,
  ended: Promise<void>,
  { signal, limit = 60_000 }: StartOptions,
): Promise<void> {
  let over = false;
  void ended.then(() => (over = true));
  let patientUntil = Date.now() + limit;
  const tellAt = Date.now() + 10_000;
  for (let told = false; !over && Date.now() < patientUntil; await sleep(10)) {
    signal?.throwIfAborted();
    const server = readPostmaster(cluster);
    if (server?.pid !== child.pid) continue;
    if (server?.status === 'ready') return;
    if (server?.status === 'starting') patientUntil = Date.now() + limit;
    if (!told && Date.now() > tellAt) {
      told = true;
      log('warn', 'the database is recovering from a crash; this may take minutes');
    }
  }
  throw new Error(
    `The database did not start. Its own account of why is at the end of ${join(cluster, '..', 'postgres.log')}.`,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
