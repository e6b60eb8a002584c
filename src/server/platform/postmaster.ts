import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseUser } from './databaseUser.ts';
import { run } from './programs.ts';

/** Sockets lie in fresh folders of this name: their paths must stay below 90 bytes. */
export const socketFolder = '/tmp/reedbed-';

/** What a running PostgreSQL writes about itself into its folder. */
interface Postmaster {
  pid: number;
  socket: string;
  /** `starting` also while it recovers from a crash, `ready` once connections are taken: what pg_ctl waits for. */
  status: string;
}

export function readPostmaster(cluster: string): Postmaster | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), socket: lines[4]?.trim() ?? '', status: lines[7]?.trim() ?? '' };
  } catch {
    return null;
  }
}

/** Stops what an earlier server left running after kill -9, and clears away its socket. */
export async function stopLeftOver(bin: string, cluster: string, user: DatabaseUser | null): Promise<void> {
  const left = readPostmaster(cluster);
  if (left === null) return;
  if (isPostmasterOf(cluster, left.pid)) {
    await run(join(bin, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '30'], user);
  } else if (isAlive(left.pid)) {
    // The number belongs to something else by now. PostgreSQL would take that for a server, and pg_ctl would stop it.
    // (A number that nobody has is left to PostgreSQL, which first looks for what the dead server left in memory.)
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
  }
  if (left.socket.startsWith(socketFolder)) rmSync(left.socket, { recursive: true, force: true });
}

/** Whether that process was started as the server of this cluster. */
function isPostmasterOf(cluster: string, pid: number): boolean {
  // There pg_ctl speaks through a pipe that only a PostgreSQL opens.
  if (process.platform === 'win32') return true;
  try {
    if (process.platform !== 'linux') return commandOf(pid).includes(`-D ${cluster} `);
    const words = readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').split('\0');
    const folder = words[words.indexOf('-D') + 1];
    return words.includes('-D') && folder !== undefined && realpathSync(folder) === realpathSync(cluster);
  } catch {
    return false;
  }
}

const commandOf = (pid: number) =>
  execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
