import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ProblemError } from '#contract/problem';
import type { DatabaseUser } from './databaseUser.ts';

/** What Reedbed keeps in a data folder; one of these makes a folder ours. */
const ours = /^(server\.json|secrets\.json|postgres\.log|blobs$|database-|postgres-)/;

/**
 * Makes the data folder, or makes sure that the one named is ours to use: a folder of somebody else's is neither
 * filled nor opened. `user` is the database's own user, who must be let through; null where there is none.
 */
export function prepareData(data: string, user: DatabaseUser | null): void {
  if (existsSync(data)) refuseForeign(data);
  if (user === null) {
    mkdirSync(data, { recursive: true });
    return;
  }
  if (isOwnAndEmpty(data)) letThrough(data);
  checkReachable(data, existingAbove(data));
  createReachable(data);
}

function refuseForeign(data: string): void {
  const found = readdirSync(data).filter((name) => name !== 'lost+found');
  if (found.length === 0 || found.some((name) => ours.test(name))) return;
  throw new ProblemError(
    'conflict',
    `The folder ${data} holds other things and nothing of Reedbed's. Name one that is empty or does not exist yet, ` +
      'with --data or REEDBED_DATA.',
  );
}

/** An empty folder that was made for us hides nothing yet: as good as one that this start makes. */
function isOwnAndEmpty(data: string): boolean {
  return existsSync(data) && statSync(data).uid === process.getuid?.() && readdirSync(data).length === 0;
}

function letThrough(folder: string): void {
  chmodSync(folder, (statSync(folder).mode & 0o7777) | 0o011);
}

function existingAbove(folder: string): string {
  return existsSync(folder) ? folder : existingAbove(dirname(folder));
}

/** A folder on the way that lets nobody through is named, not opened. */
function checkReachable(data: string, from: string): void {
  if ((statSync(from).mode & 0o001) === 0) {
    throw new ProblemError(
      'conflict',
      `PostgreSQL does not run as root, and its own user may not pass through ${from} to the data in ${data}. Choose ` +
        `another folder with --data or REEDBED_DATA, for example below /var/lib, or allow it: chmod o+x ${from}`,
    );
  }
  if (from !== dirname(from)) checkReachable(data, dirname(from));
}

/** Each missing level is passable whatever the umask, and readable to nobody else. */
function createReachable(folder: string): void {
  if (existsSync(folder)) return;
  createReachable(dirname(folder));
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711);
}
