import { statfs } from 'node:fs/promises';
import { ProblemError } from '#contract/problem';
import { storageFull } from './problems.ts';

/**
 * What must stay free where the data lie. PostgreSQL stops altogether when it cannot go on with its log, so files and
 * large imports are refused while there is still room for everything else.
 */
export const reserveBytes = 64 * 2 ** 20;

/** Bytes that are free for us where this folder lies. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Refuses what brings much while the disk is nearly full. */
export async function requireRoom(folder: string, bytes = 0): Promise<void> {
  if ((await freeBytes(folder)) - bytes < reserveBytes) throw new ProblemError('storage-full', storageFull);
}
