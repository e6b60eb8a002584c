import { spawn, spawnSync, type ChildProcess, type SpawnSyncReturns } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
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
import { socketFolder } from './lock.ts';
import { installBinaries, major } from './postgresBinaries.ts';

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
  ended: Promise<number | null>;
  stop(): Promise<void>;
}

const startLimit = 60_000;

/**
 * A private PostgreSQL in the data folder: a socket in a fresh folder that only its user may enter, a password even
 * there, no port. What an earlier server left running (after kill -9) is stopped first.
 */
export async function startPostgres(data: string): Promise<Embedded> {
  const user = databaseUser();
  prepareData(data, user);
  const bin = installBinaries(data, user);
  const secrets = readSecrets(data);
  const cluster = join(data, `database-${major}`);
  if (!existsSync(cluster)) createCluster(bin, cluster, secrets, user);
  stopLeftOver(bin, cluster, user);
  return launch(bin, cluster, secrets, user);
}

/** Passwords that only this installation knows; whoever may read this file may read the database's files anyway. */
export function readSecrets(data: string): Secrets {
  const file = join(data, 'secrets.json');
  if (!existsSync(file)) {
    const password = () => randomBytes(24).toString('base64url');
    const secrets: Secrets = { superuser: password(), owner: password(), login: password() };
    const draft = `${file}.new`;
    writeFileSync(draft, JSON.stringify(secrets), { mode: 0o600 });
    renameSync(draft, file);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
}

/** initdb into a folder beside, renamed when whole: a start that was killed leaves no half cluster behind. */
function createCluster(bin: string, cluster: string, secrets: Secrets, user: DatabaseUser | null): void {
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
  const result = run(join(bin, 'initdb'), ['-D', draft, ...flags], user);
  rmSync(passwordFile, { force: true });
  if (result.status !== 0) throw new Error(`The database could not be created.\n${outputOf(result)}`);
  renameSync(draft, cluster);
}

function stopLeftOver(bin: string, cluster: string, user: DatabaseUser | null): void {
  if (!existsSync(join(cluster, 'postmaster.pid'))) return;
  // No server running is the usual answer after a crash of the machine: the file is stale and PostgreSQL clears it.
  run(join(bin, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '30'], user);
}

async function launch(
  bin: string,
  cluster: string,
  secrets: Secrets,
  user: DatabaseUser | null,
): Promise<Embedded> {
  const windows = process.platform === 'win32';
  const host = windows ? '127.0.0.1' : mkdtempSync(socketFolder);
  const port = windows ? await freePort() : 5432;
  if (!windows) give(host, user);
  const address = windows
    ? ['-c', 'listen_addresses=127.0.0.1', '-p', String(port)]
    : ['-c', 'listen_addresses=', '-k', host, '-c', 'unix_socket_permissions=0700'];
  const logFile = openSync(join(cluster, '..', 'postgres.log'), 'a', 0o600);
  const flags = [
    '-D',
    cluster,
    ...address,
    '-c',
    'timezone=UTC',
    '-c',
    'log_timezone=UTC',
    '-c',
    'max_connections=60',
  ];
  // Its own process group: Ctrl-C reaches the server, which then stops the database in order.
  const child = spawn(join(bin, 'postgres'), flags, {
    ...asUser(user),
    detached: !windows,
    stdio: ['ignore', logFile, logFile],
  });
  closeSync(logFile);
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', resolve).once('error', () => resolve(null)),
  );
  await ready(cluster, child, ended);
  return {
    host,
    port,
    secrets,
    ended,
    stop: async () => {
      // SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, everything acknowledged is written.
      child.kill('SIGINT');
      await ended;
      if (!windows) rmSync(host, { recursive: true, force: true });
    },
  };
}

/** The last line of postmaster.pid says `ready` once connections are taken: what pg_ctl itself waits for. */
async function ready(cluster: string, child: ChildProcess, ended: Promise<number | null>): Promise<void> {
  let over = false;
  void ended.then(() => (over = true));
  for (const limit = Date.now() + startLimit; Date.now() < limit; await sleep(10)) {
    if (over) break;
    const lines = postmasterFile(cluster);
    if (lines[0] === String(child.pid) && lines[7]?.trim() === 'ready') return;
  }
  child.kill('SIGKILL');
  throw new Error(
    `The database did not start. Its own account of why is at the end of ${join(cluster, '..', 'postgres.log')}.`,
  );
}

function postmasterFile(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

function run(command: string, args: string[], user: DatabaseUser | null): SpawnSyncReturns<string> {
  return spawnSync(command, args, { ...asUser(user), encoding: 'utf8', timeout: startLimit });
}

function asUser(user: DatabaseUser | null) {
  const environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  const windows = process.platform === 'win32';
  return {
    cwd: windows ? undefined : '/',
    env: windows ? process.env : environment,
    ...(user === null ? {} : { uid: user.uid, gid: user.gid }),
  };
}

function give(path: string, user: DatabaseUser | null): void {
  if (user !== null) chownSync(path, user.uid, user.gid);
}

const outputOf = (result: SpawnSyncReturns<string>) =>
  `${result.stdout}\n${result.stderr}${result.error === undefined ? '' : result.error.message}`.trim();

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
