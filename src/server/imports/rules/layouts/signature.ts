import { createHash } from 'node:crypto';
import type { LayoutId } from '#contract/importCodes';
import { withoutYear } from '../years.ts';

/** Two files of one layout with the same columns, years and order apart, have one signature: mappings are kept under it. */
export function signatureOf(layout: LayoutId, headers: readonly string[]): string {
  const names = headers.map((header) => withoutYear(header).toLowerCase()).toSorted();
  return createHash('sha256')
    .update(JSON.stringify([layout, names]))
    .digest('hex')
    .slice(0, 32);
}
