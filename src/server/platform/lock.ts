import {
  linkSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProblemError } from '#contract/problem';
import { newId } from './ids.ts';

/** Who holds a data folder, and where its server and database can be reached. */
export interface Holder {
  /** Made anew by each start. */
  id: string;
  pid: number;
  /** Start time of that process in clock ticks since boot, so that a reused number is not taken for it. */
  birth: string;
  /** For people. */
  host: string;
  /** Where the number means this process: since which start of which machine, in which container. */
  boot: string;
  namespace: string;
  since: string;
  url?: string;
  /** Where people reach it, if that was said. */
  origin?: string;
  /** Folder of the database's socket (or its port, on Windows). */
  socket?: string;
}

/** A data folder that is ours until it is released. */
export interface Lock {
  /** Tells other processes of this machine where the server is. */
  announce(place: Pick<Holder, 'url' | 'origin' | 'socket'>): void;
  release(): void;
}

const touchEvery = 2_000;
/** Longer than the holder needs to touch its lock once more. */
const watchFor = 3 * touchEvery;
/** A lock untouched for so long is not even watched. Clocks of two machines may differ by less. */
const deadAfter = 60_000;

const fileOf = (data: string) => join(data, 'server.json');

/** Takes the folder or refuses, naming the process that holds it. The lock of a dead process is taken over. */
export async function takeLock(data: string): Promise<Lock> {
  const file = fileOf(data);
  const mine: Holder = {
    id: newId(),
    pid: process.pid,
    birth: birthOf(process.pid),
    ...here(),
    since: new Date().toISOString(),
  };
  for (let attempt = 0; attempt < 5; attempt++) {
    if (create(file, mine)) return held(file, mine);
    const holder = parse(file);
    if (holder !== null && (isHere(holder) ? isAlive(holder) : await isTouched(file))) {
      throw new ProblemError('conflict', refusal(data, holder));
    }
    clearStale(file, holder);
  }
  throw new Error(`The folder ${data} is being taken by another process at this moment. Try again.`);
}

/** The living holder of a folder, if it is a process of this machine; else null. */
export function holderOf(data: string): Holder | null {
  const holder = parse(fileOf(data));
  return holder !== null && isHere(holder) && isAlive(holder) ? holder : null;
}

function held(file: string, mine: Holder): Lock {
  const isMine = () => parse(file)?.id === mine.id;
  const timer = setInterval(() => {
    if (isMine()) touch(file);
  }, touchEvery).unref();
  return {
    announce: (place) => {
      const next = `${file}.${mine.id}`;
      writeFileSync(next, JSON.stringify({ ...mine, ...place }), { mode: 0o600 });
      renameSync(next, file);
    },
    release: () => {
      clearInterval(timer);
      if (isMine()) rmSync(file, { force: true });
    },
  };
}

function touch(file: string): void {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // Somebody removed it a moment ago; the database itself still refuses a second server.
  }
}

function refusal(data: string, holder: Holder): string {
  const where = holder.url === undefined ? '' : ` at ${holder.url}`;
  const machine = isHere(holder) ? '' : ` of ${holder.host}`;
  return (
    `The folder ${data} is in use by process ${String(holder.pid)}${machine}, a Reedbed server${where} that has been ` +
    `running since ${holder.since}. Use that one, stop it first, or choose another folder with REEDBED_DATA. If that ` +
    `process is something else, remove ${fileOf(data)} and start again.`
  );
}

/** Linking a written file is atomic: nobody ever reads half a lock. */
function create(file: string, holder: Holder): boolean {
  const draft = `${file}.${holder.id}`;
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
  const aside = `${file}.stale-${newId()}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = parse(aside);
  if (moved !== null && moved.id !== stale?.id) {
    try {
      linkSync(aside, file);
    } catch {
      // A third one has the lock by now; the next attempt will read it.
    }
  }
  rmSync(aside, { force: true });
}

function parse(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

/** Whether the holder's process number can be looked up from here: not that of another container or machine. */
function isHere(holder: Holder): boolean {
  const mine = here();
  return holder.boot === mine.boot && holder.namespace === mine.namespace;
}

function here(): Pick<Holder, 'host' | 'boot' | 'namespace'> {
  return {
    host: hostname(),
    boot: textOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    namespace: textOf(() => readlinkSync('/proc/self/ns/pid')),
  };
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

/** A process that cannot be looked up lives if it goes on touching its lock. */
async function isTouched(file: string): Promise<boolean> {
  const first = touchedAt(file);
  if (first === null || Date.now() - first > deadAfter) return false;
  for (let waited = 0; waited < watchFor; waited += 100) {
    await sleep(100);
    const last = touchedAt(file);
    if (last !== first) return last !== null;
  }
  return false;
}

const touchedAt = (file: string): number | null => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null;

/** Field 22 of /proc/PID/stat; empty where there is no such file (macOS, Windows). */
function birthOf(pid: number): string {
  return textOf(() => {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  });
}

function textOf(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
