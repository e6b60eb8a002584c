import { createHash } from 'node:crypto';
import type { Frame } from '#contract/identification';

/**
 * SHA-256 over the columns that an answer was computed from, so that a stored answer can be held against the data of
 * today. It follows schools by their ids and not by their order or names, which differ by who looks.
 */
export function dataDigest(frame: Frame, measures: readonly string[], grouping: string): string {
  const hash = createHash('sha256');
  const order = frame.schools.id.map((_, i) => i);
  order.sort((a, b) => ((frame.schools.id[a] ?? '') < (frame.schools.id[b] ?? '') ? -1 : 1));
  const add = (name: string, at: (i: number) => unknown) =>
    hash.update(JSON.stringify([name, order.map((i) => at(i) ?? null)]));
  add('school', (i) => frame.schools.id[i]);
  const groups = frame.groupings.find((one) => one.key === grouping);
  add(`grouping ${grouping}`, (i) => groups?.groups[groups.code[i] ?? -1]);
  for (const key of [...new Set(measures)].toSorted()) {
    const measure = frame.measures.find((one) => one.key === key);
    add(`measure ${key}`, (i) => measure?.values[i]);
    // How many pupils are behind a result decides how sure one is of it.
    if (measure?.denominator !== undefined) add(`pupils ${key}`, (i) => measure.denominator?.[i]);
  }
  return hash.digest('hex');
}
