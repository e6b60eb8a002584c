import fc from 'fast-check';
import { expect } from 'vitest';
import { anyFile } from './anyFile.ts';
import type { Client, TestServer } from './server.ts';

/** Somebody with a workspace of their own. */
export interface Lane {
  client: Client;
  workspace: string;
}

/** What became of a file: not read, not stored, both with words, or stored. */
export type Attempt =
  | { end: 'not read' | 'not stored'; said: string }
  | { end: 'stored'; file: string; result: Record<string, unknown> };

export type Way = (lane: Lane, bytes: Uint8Array) => Promise<Attempt>;

/** Several people at once, each in a workspace of their own, for so many files; then the next. */
const lanes = 4;
const filesOfAPerson = 50;

/** What is there of a workspace's schools, in rows. */
async function stored({ owner }: TestServer, workspace: string): Promise<Record<string, number>> {
  const [row] = await owner<Record<string, number>[]>`
    select (select count(*)::int from school where workspace_id = ${workspace}) as schools,
      (select count(*)::int from school_identity where workspace_id = ${workspace}) as identities,
      (select count(*)::int from school_group where workspace_id = ${workspace}) as groups,
      (select count(*)::int from measure where workspace_id = ${workspace}) as measures,
      (select count(*)::int from dataset where workspace_id = ${workspace}) as datasets,
      (select count(*)::int from school_values where workspace_id = ${workspace}) as values`;
  return row ?? {};
}

/** Brings a file and sees that all of it is there, or nothing, and words that say why. */
async function bring(server: TestServer, lane: Lane, way: Way, bytes: Uint8Array): Promise<Attempt['end']> {
  const { workspace } = lane;
  const before = await stored(server, workspace);
  const attempt = await way(lane, bytes);
  const after = await stored(server, workspace);
  if (attempt.end !== 'stored') {
    expect(attempt.said).toMatch(/.{20}/s);
    expect(attempt.said).not.toContain('on our side');
    expect(after).toEqual(before);
    return attempt.end;
  }
  // One that came before may have been replaced by it; this one is there as a whole.
  const [whole] = await server.owner<{ datasets: number; values: number }[]>`
    select count(distinct d.id)::int as datasets, count(v.file_row)::int as values from dataset d
    left join school_values v on v.workspace_id = d.workspace_id and v.dataset_id = d.id
    where d.workspace_id = ${workspace} and d.import_id = ${attempt.file}`;
  // A file may hold no measures; then no school has a row of values. Rows of schools that only an earlier one had came from none.
  const { measures, schools } = attempt.result;
  expect(whole).toEqual({ datasets: 1, values: measures === 0 ? 0 : schools });
  expect(after['identities']).toBe(after['schools']);
  return 'stored';
}

/** Brings so many files made by chance, and sees that each kind of end was met, or nothing was proved. */
export async function bringAny(server: TestServer, files: number, way: Way): Promise<void> {
  const seed = Date.now() % 2 ** 31;
  const all = fc.sample(anyFile, { numRuns: files, seed });
  const ends: Record<Attempt['end'], number> = { 'not read': 0, 'not stored': 0, stored: 0 };
  const newLane = async (): Promise<Lane> => {
    const client = await server.person();
    return { client, workspace: (await client.workspace()).id };
  };
  let next = 0;
  const work = async () => {
    for (let lane = await newLane(), done = 1; next < all.length; done++) {
      const at = next++;
      if (done % filesOfAPerson === 0) lane = await newLane();
      const bytes = all[at] ?? new Uint8Array();
      const end = await bring(server, lane, way, bytes).catch((error: unknown) => {
        const told = `File ${String(at)} of seed ${String(seed)}: ${Buffer.from(bytes).toString('base64')}`;
        throw new Error(told, { cause: error });
      });
      ends[end]++;
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  expect(Math.min(...Object.values(ends)), JSON.stringify(ends)).toBeGreaterThan(0);
}
