import { afterAll, beforeAll, expect, it } from 'vitest';
import * as imports from '../../src/contract/imports.ts';
import { ProblemError } from '../../src/contract/problem.ts';
import { packPlan } from '../../src/server/imports/pack.ts';
import { planImport } from '../../src/server/imports/rules/plan.ts';
import { readTable } from '../../src/server/imports/rules/readTable.ts';
import { recognise } from '../../src/server/imports/rules/recognise.ts';
import { addImport } from '../../src/server/imports/store.ts';
import { storeWork } from '../../src/server/imports/work.ts';
import { blobsIn } from '../../src/server/platform/blobs.ts';
import { inScope, type Scope } from '../../src/server/platform/scope.ts';
import { bringAny, type Attempt, type Lane } from '../support/fuzzedImports.ts';
import { ended, testServer, type TestServer } from '../support/server.ts';

/** Files made by chance are stored wholly, or refused in words and leave nothing: nothing crashes, hangs or is there by half. */

const long = process.env['REEDBED_LONG'] !== undefined;
/** Each starts two threads, half a second of work, so most of the ten thousand go the short way. */
const throughServer = long ? 300 : 24;
const inOneProcess = long ? 10_000 : 100;
const name = 'ks2_2019';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const chosenOf = (columns: readonly imports.FileColumn[]): imports.Mapping =>
  columns.map(({ offer, suggestion }) => offer ?? suggestion);

/** What a person would be told; anything else is a fault. */
function wordsOf(error: unknown): string {
  if (!(error instanceof ProblemError)) throw error;
  expect(['unexpected', 'not-ready', 'too-many']).not.toContain(error.kind);
  return error.message;
}

/** As a person brings it: uploaded, and stored by a job. */
async function asAPerson({ client, workspace }: Lane, bytes: Uint8Array): Promise<Attempt> {
  let file: imports.FileImport;
  try {
    file = await client.call(imports.uploadFile, { workspace, name }, bytes);
  } catch (error) {
    return { end: 'not read', said: wordsOf(error) };
  }
  const mapping = chosenOf(file.columns);
  const input = { workspace, import: file.id, mapping, leaveOutRefused: true };
  const job = await client.call(imports.storeImport, input);
  const { state, error, result } = await ended(client, workspace, job.id);
  return state === 'done'
    ? { end: 'stored', file: file.id, result: result ?? {} }
    : { end: 'not stored', said: error ?? '' };
}

/** The same functions without requests and threads. */
async function atOnce({ client, workspace }: Lane, bytes: Uint8Array): Promise<Attempt> {
  const scoped = <T>(work: (scope: Scope) => Promise<T>) =>
    inScope(server.pool, { person: client.id, workspace }, work);
  const { read, write } = storeWork(blobsIn(''));
  const tools = { progress: () => undefined, signal: new AbortController().signal };
  try {
    const table = await readTable(new Uint8Array(bytes), name);
    const { format, readAs, rows } = table;
    const recognised = { format, readAs, rows: rows.length, ...recognise(table, name), bytes };
    const hash = crypto.randomUUID().replaceAll('-', '').repeat(2);
    const { id } = await scoped((scope) => addImport(scope, { name, contentHash: hash }, recognised));
    const mapping = chosenOf(recognised.columns);
    const input = { import: id, mapping, leaveOutRefused: true, unknownSchools: null };
    try {
      const { known } = await scoped((scope) => read(scope, input));
      const packed = packPlan(table, planImport(table, mapping), known, null);
      return { end: 'stored', file: id, result: await scoped((scope) => write(scope, input, packed, tools)) };
    } catch (error) {
      return { end: 'not stored', said: wordsOf(error) };
    }
  } catch (error) {
    return { end: 'not read', said: wordsOf(error) };
  }
}

it(
  `${throughServer.toLocaleString('en-GB')} files that are brought by people end in one of both ways`,
  async () => {
    await bringAny(server, throughServer, asAPerson);
    expect(await server.owner`select from job where state in ('waiting', 'running')`).toHaveLength(0);
  },
  throughServer * 4_000 + 60_000,
);

it(
  `${inOneProcess.toLocaleString('en-GB')} files that are stored at once end in one of both ways`,
  () => bringAny(server, inOneProcess, atOnce),
  inOneProcess * 500 + 60_000,
);
