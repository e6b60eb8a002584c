import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { frameworkFile, type FrameworkFile } from '#contract/frameworkFile';
import { ProblemError } from '#contract/problem';

/** The frameworks that come with the product, in the order in which they are offered. */
export interface Shipped {
  /** Files are read and checked at first use: ask before a transaction, so that none waits for it. */
  all(): FrameworkFile[];
  find(key: string): FrameworkFile | null;
  /** The one of this key; a problem where there is none. */
  read(key: string): FrameworkFile;
}

const order = [
  'school-elements',
  'resilience-framework',
  'leadership-actions',
  'organisational-resilience',
  'programme-outcomes',
  'network-sustainability',
  'conditions-for-change',
];

/** Read at first use: half a megabyte that many servers are never asked for. */
export function shippedFrameworks(root: string): Shipped {
  let files: FrameworkFile[] | null = null;
  const all = () => (files ??= readAll(join(root, 'frameworks')));
  const find = (key: string) => all().find((one) => one.key === key) ?? null;
  const read = (key: string) => {
    const found = find(key);
    if (found === null) throw new ProblemError('not-found', 'No such framework comes with Reedbed.');
    return found;
  };
  return { all, find, read };
}

function readAll(folder: string): FrameworkFile[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const place = ({ key }: FrameworkFile) => order.indexOf(key);
  return files
    .map((name) => frameworkFile.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
    .toSorted((one, other) => place(one) - place(other));
}
