import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ProblemError } from '#contract/problem';
import { log } from '../platform/log.ts';
import { checkRecipient } from './secrecy.ts';
import { writeBackup, type Source } from './write.ts';

/** What the environment says of backups that the server makes by itself. */
export interface Nightly {
  folder: string;
  /** Of the server's own clock. */
  hour: number;
  keep: number;
  recipient: string | undefined;
}

const ordinaryHour = 2;
const kept = 14;
const lookEvery = 10 * 60_000;
/** Only what this server wrote is ever removed. */
const named = /^reedbed-\d{4}-\d\d-\d\dT\d{6}Z\.zip(\.age)?$/;

/** Null where REEDBED_BACKUP_DIR names no folder: then nobody but a person makes backups. */
export function readNightly(environment: NodeJS.ProcessEnv): Nightly | null {
  const folder = environment['REEDBED_BACKUP_DIR'];
  if (folder === undefined || folder === '') return null;
  const recipient = environment['REEDBED_BACKUP_RECIPIENT'];
  const encrypt = recipient !== undefined && recipient !== '';
  if (encrypt) checkRecipient(recipient);
  return {
    folder: resolve(folder),
    hour: hourOf(environment['REEDBED_BACKUP_HOUR']),
    keep: kept,
    recipient: encrypt ? recipient : undefined,
  };
}

function hourOf(text: string | undefined): number {
  if (text === undefined || text === '') return ordinaryHour;
  if (/^\d{1,2}$/.test(text) && Number(text) < 24) return Number(text);
  throw new ProblemError(
    'invalid',
    `REEDBED_BACKUP_HOUR is ‘${text}’. Give the hour of the day, from 0 to 23.`,
  );
}

/** The moment of the newest backup that lies there; null where there is none. */
export async function newestBackup(folder: string): Promise<Date | null> {
  const [newest] = await backupsIn(folder);
  return newest === undefined ? null : (await stat(join(folder, newest))).mtime;
}

/** Newest first. */
async function backupsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => named.test(name)).toSorted((a, b) => (a < b ? 1 : -1));
}

/** Whether the hour has struck since the newest one. A server that was off at that hour makes up for it. */
export function isDue(newest: Date | null, hour: number, now: Date): boolean {
  const struck = new Date(now);
  struck.setHours(hour, 0, 0, 0);
  if (struck > now) struck.setDate(struck.getDate() - 1);
  return newest === null || newest < struck;
}

/** Makes one if it is due, and removes those that are too many. Answers with its file, or null. */
export async function backUpIfDue(
  source: Source,
  nightly: Nightly,
  { now = new Date(), signal }: { now?: Date; signal?: AbortSignal } = {},
): Promise<string | null> {
  const { folder, hour, keep, recipient } = nightly;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (!isDue(await newestBackup(folder), hour, now)) return null;
  const name = `reedbed-${now.toISOString().replaceAll(/:|\.\d+/g, '')}.zip`;
  const file = join(folder, recipient === undefined ? name : `${name}.age`);
  const lock = recipient === undefined ? {} : { lock: { recipient } };
  const manifest = await writeBackup(source, { file, ...lock, ...(signal === undefined ? {} : { signal }) });
  for (const old of (await backupsIn(folder)).slice(keep)) await rm(join(folder, old));
  const { size } = await stat(file);
  log('info', 'backup', {
    file,
    bytes: size,
    missing: manifest.missing.length,
    damaged: manifest.damaged.length,
  });
  return file;
}

/** One a day for as long as the server runs. Answers with how to stop it, which gives up one that is being made. */
export function backUpNightly(source: Source, nightly: Nightly): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const stop = new AbortController();
  const look = () => {
    if (busy) return;
    busy = true;
    running = backUpIfDue(source, nightly, { signal: stop.signal })
      .catch((error: unknown) => {
        if (!stop.signal.aborted) log('error', 'no backup could be made', { folder: nightly.folder, error });
      })
      .finally(() => (busy = false));
  };
  const timer = setInterval(look, lookEvery).unref();
  look();
  return async () => {
    clearInterval(timer);
    stop.abort(new Error('The server is stopping.'));
    await running;
  };
}
