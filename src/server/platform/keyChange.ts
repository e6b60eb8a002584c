import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError } from '#contract/problem';
import type { Config } from './config.ts';
import { syncFolder, writeWhole } from './files.ts';
import { Seal } from './seal.ts';

/** Beside the key while it is being changed: what was sealed may be sealed with either. */
const nextFile = (data: string) => join(data, 'key.next');

export const isKeyChanging = ({ data }: Pick<Config, 'data'>): boolean => existsSync(nextFile(data));

/** A server must not seal with the one key while the other one is what opens. */
export function requireOneKey(config: Pick<Config, 'data'>): void {
  if (!isKeyChanging(config)) return;
  throw new ProblemError(
    'conflict',
    `A change of the key was interrupted: ${nextFile(config.data)} is still there. Run ‘reedbed key change’ to its end, then ` +
      'start again. Nothing is lost.',
  );
}

/**
 * Gives a new key to whatever is sealed. It is on the disk before anything is sealed with it, and becomes the key after
 * everything is: interrupted anywhere, the same two keys are taken up again, and `reseal` finds what is done already.
 */
export async function changeKey<T>(
  { data, key }: Pick<Config, 'data' | 'key'>,
  reseal: (old: Seal, next: Seal) => Promise<T>,
): Promise<T> {
  if (key !== undefined) {
    throw new ProblemError(
      'conflict',
      `REEDBED_KEY says the key here. Write it into the file ${join(data, 'key')}, run this command without REEDBED_KEY, and ` +
        'then set REEDBED_KEY to what that file says. Nothing was changed.',
    );
  }
  const next = nextFile(data);
  if (!existsSync(next)) await writeWhole(next, `${randomBytes(32).toString('base64')}\n`);
  const nextSeal = new Seal({ data, key: readFileSync(next, 'utf8').trim() });
  const done = await reseal(new Seal({ data, key: undefined }), nextSeal);
  renameSync(next, join(data, 'key'));
  await syncFolder(data);
  return done;
}
