import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError } from '#contract/problem';

/** Who holds a data folder, and where its server and database can be reached. */
export interface Holder {
  pid: number;
  /** Start time of that process in clock ticks since boot, so that a reused number is not taken for it. */
  birth: string;
  since: string;
  url?: string;
  /** Folder of the database's socket (or its port, on Windows). */
  socket?: string;
}

/** Sockets lie in fresh folders of this name: their paths must stay below 90 bytes. */
export const socketFolder = '/tmp/reedbed-';

const fileOf = (data: string) => join(data, 'server.json');

/** Takes the folder or refuses, naming the process that holds it. The lock of a dead process is taken over. */
export function takeLock(data: string): Holder {
  const mine: Holder = { pid: process.pid, birth: birthOf(process.pid), since: new Date().toISOString() };
  const file = fileOf(data);
  for (let attempt = 0; attempt < 5; attempt++) {
    if (create(file, mine)) return mine;
    const holder = readHolder(data);
    if (holder !== null && isAlive(holder)) throw new ProblemError('conflict', refusal(data, holder));
    clearStale(file, holder);
  }
  throw new Error(`The folder ${data} is being taken by another process at this moment. Try again.`);
}

/** Tells other processes of this machine where the server is. */
export function announce(data: string, holder: Holder): void {
  const next = `${fileOf(data)}.${String(process.pid)}`;
  writeFileSync(next, JSON.stringify(holder), { mode: 0o600 });
  renameSync(next, fileOf(data));
}

export function releaseLock(data: string): void {
  if (readHolder(data)?.pid === process.pid) rmSync(fileOf(data), { force: true });
}

/** The living holder of a folder, or null. */
export function holderOf(data: string): Holder | null {
  const holder = readHolder(data);
  return holder !== null && isAlive(holder) ? holder : null;
}

function refusal(data: string, holder: Holder): string {
  const where = holder.url === undefined ? '' : ` at ${holder.url}`;
  return (
    `The folder ${data} is in use by process ${String(holder.pid)}, a Reedbed server${where} that has been running ` +
    `since ${holder.since}. Use that one, stop it first, or choose another folder with REEDBED_DATA.`
  );
}

/** Linking a written file is atomic: nobody ever reads half a lock. */
function create(file: string, holder: Holder): boolean {
  const draft = `${file}.${String(process.pid)}`;
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Moves a stale lock out of the way. Two starters may both have seen it: if what was moved is not the stale lock but
 * the other one's fresh lock, it is put back.
 */
function clearStale(file: string, stale: Holder | null): void {
  const aside = `${file}.stale-${String(process.pid)}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = parse(aside);
  if (moved !== null && (moved.pid !== stale?.pid || moved.birth !== stale.birth)) {
    try {
      linkSync(aside, file);
    } catch {
      // A third one has the lock by now; the next attempt will read it.
    }
  }
  rmSync(aside, { force: true });
  // The folder of the dead server's socket; whatever database still listens there is stopped before the next begins.
  if (stale?.socket?.startsWith(socketFolder) === true)
    rmSync(stale.socket, { recursive: true, force: true });
}

const readHolder = (data: string) => parse(fileOf(data));

function parse(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const birth = birthOf(holder.pid);
  return birth === '' || holder.birth === '' || birth === holder.birth;
}

/** Field 22 of /proc/PID/stat; empty where there is no such file (macOS, Windows). */
function birthOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
