import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as imports from '../../src/contract/imports.ts';
import { ProblemError } from '../../src/contract/problem.ts';
import { anyFile } from '../support/anyFile.ts';
import { ended, testServer, type Client, type TestServer } from '../support/server.ts';

/** Files made by chance go through the server as a person would bring them: nothing crashes, hangs or is stored by half. */

/** Each starts two threads, half a second of work; reading and deciding alone is tried ten thousand times by fuzz.test.ts. */
const files = process.env['REEDBED_LONG'] === undefined ? 24 : 300;
/** Several people at once, each in a workspace of their own, for so many files; then the next. */
const lanes = 4;
const filesOfAPerson = 50;

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

interface Lane {
  client: Client;
  workspace: string;
}

async function newLane(): Promise<Lane> {
  const client = await server.person();
  return { client, workspace: (await client.workspace()).id };
}

/** What is there of a workspace's schools, in rows. */
async function stored(workspace: string): Promise<Record<string, number>> {
  const [row] = await server.owner<Record<string, number>[]>`
    select (select count(*)::int from school where workspace_id = ${workspace}) as schools,
      (select count(*)::int from school_identity where workspace_id = ${workspace}) as identities,
      (select count(*)::int from school_group where workspace_id = ${workspace}) as groups,
      (select count(*)::int from measure where workspace_id = ${workspace}) as measures,
      (select count(*)::int from dataset where workspace_id = ${workspace}) as datasets,
      (select count(*)::int from school_values where workspace_id = ${workspace}) as values`;
  return row ?? {};
}

type Outcome = 'not read' | 'not stored' | 'stored';

async function bring({ client, workspace }: Lane, bytes: Uint8Array): Promise<Outcome> {
  const before = await stored(workspace);
  let file: imports.FileImport;
  try {
    file = await client.call(imports.uploadFile, { workspace, name: 'ks2_2019' }, bytes);
  } catch (error) {
    expectWords(error);
    expect(await stored(workspace)).toEqual(before);
    return 'not read';
  }
  const mapping = file.columns.map(({ offer, suggestion }) => offer ?? suggestion);
  const job = await client.call(imports.storeImport, {
    workspace,
    import: file.id,
    mapping,
    leaveOutRefused: true,
  });
  const { state, error, result } = await ended(client, workspace, job.id);
  if (state !== 'done') {
    expect(error).toMatch(/.{20}/);
    expect(error).not.toContain('on our side');
    expect(await stored(workspace)).toEqual(before);
    return 'not stored';
  }
  // One that came before may have been replaced by it; this one is there as a whole.
  const [whole] = await server.owner<{ datasets: number; values: number }[]>`
    select count(distinct d.id)::int as datasets, count(v.file_row)::int as values from dataset d
    left join school_values v on v.workspace_id = d.workspace_id and v.dataset_id = d.id
    where d.workspace_id = ${workspace} and d.import_id = ${file.id}`;
  // A file may hold no measures; then no school has a row of values. Rows of schools that only an earlier one had came from none.
  const rows = result?.['measures'] === 0 ? 0 : result?.['schools'];
  expect(whole).toEqual({ datasets: 1, values: rows });
  const after = await stored(workspace);
  expect(after['identities']).toBe(after['schools']);
  return 'stored';
}

function expectWords(error: unknown): void {
  if (!(error instanceof ProblemError)) throw error;
  expect(['unexpected', 'not-ready', 'too-many']).not.toContain(error.kind);
  expect(error.message.length).toBeGreaterThan(20);
}

it(
  `${files.toLocaleString('en-GB')} files are stored wholly, or refused in words and leave nothing`,
  async () => {
    const seed = Date.now() % 2 ** 31;
    const all = fc.sample(anyFile, { numRuns: files, seed });
    const outcomes: Record<Outcome, number> = { 'not read': 0, 'not stored': 0, stored: 0 };
    let next = 0;
    const work = async () => {
      for (let lane = await newLane(), done = 1; next < all.length; done++) {
        const at = next++;
        if (done % filesOfAPerson === 0) lane = await newLane();
        const bytes = all[at] ?? new Uint8Array();
        outcomes[
          await bring(lane, bytes).catch((error: unknown) => {
            const told = `File ${String(at)} of seed ${String(seed)}: ${Buffer.from(bytes).toString('base64')}`;
            throw new Error(told, { cause: error });
          })
        ]++;
      }
    };
    await Promise.all(Array.from({ length: lanes }, work));
    // Each kind of end was met, or nothing was proved.
    expect(Math.min(...Object.values(outcomes)), JSON.stringify(outcomes)).toBeGreaterThan(0);
    const left = await server.owner`select from job where state in ('waiting', 'running')`;
    expect(left).toHaveLength(0);
  },
  files * 4_000 + 60_000,
);
