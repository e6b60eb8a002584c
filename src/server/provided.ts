import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from '#contract/jobs';
import { mapping, type Mapping } from '#contract/imports';
import type { App } from './app.ts';
import { demonstrationKind } from './demonstration/index.ts';
import { addImport, inThread, storeKind, type StoreInput } from './imports/index.ts';
import type { Config } from './platform/config.ts';
import type { Sql } from './platform/db.ts';
import { newId, now } from './platform/ids.ts';
import { asSystem, inScope, type Scope } from './platform/scope.ts';
import { createWorkspace } from './workspaces/index.ts';

/** A workspace that comes with the product, and the files in `data/` that are brought into it. */
interface Provided {
  kind: 'example' | 'demonstration';
  name: string;
  source: string;
  files: readonly { name: string; mapping: string; period?: string }[];
  /** Where it is noted that it was brought. */
  noted: 'example_at' | 'demonstration_at';
  /** The job that stores the files. */
  job: (files: StoreInput[]) => { kind: string; input: Record<string, unknown> };
}

const example: Provided = {
  kind: 'example',
  name: 'California, 1999–2000',
  source:
    'Academic Performance Index 1999–2000, California Department of Education; 6,194 schools with at least 100 students, ' +
    'from the R package survey (GPL).',
  files: [{ name: 'california_api_1999_2000.csv.gz', mapping: 'california.mapping.json' }],
  noted: 'example_at',
  job: ([file]) => ({ kind: storeKind, input: { ...file } }),
};

const results = 'marram_results.mapping.json';
const demonstration: Provided = {
  kind: 'demonstration',
  name: 'Marram Schools Partnership',
  source: 'Invented schools and people, made for looking round: none of them exists.',
  files: [
    { name: 'marram_schools.csv', mapping: 'marram_schools.mapping.json' },
    { name: 'marram_2022-23.csv', mapping: results, period: '2022/23' },
    { name: 'marram_2023-24.csv', mapping: results, period: '2023/24' },
    { name: 'marram_2024-25.csv', mapping: results, period: '2024/25' },
  ],
  noted: 'demonstration_at',
  job: (files) => ({ kind: demonstrationKind, input: { files } }),
};

/** Where it is brought to, and by whom: the person owns what was brought. */
interface Here {
  config: Config;
  pool: Sql;
  app: App;
  person: string;
}

/** A job that was begun, or null where there was nothing to do. */
export interface Begun {
  /** Resolves when the job has ended: `done`, or what went wrong. */
  outcome(signal: AbortSignal): Promise<string>;
}

export const bringExample = (here: Here) => bring(here, example);
export const bringDemonstration = (here: Here) => bring(here, demonstration);

/**
 * Begins to bring the data in at the first start, once, through the import that a person's own file takes. Somebody who
 * deleted the workspace does not get it again.
 */
async function bring(here: Here, provided: Provided): Promise<Begun | null> {
  const { pool, app, person } = here;
  if (!(await isWanted(pool, provided.noted))) return null;
  const files = await Promise.all(provided.files.map((file) => readFile(here, file)));
  const actor = { person, workspace: newId() };
  const job = await inScope(pool, actor, async (scope) => {
    const { name, kind, source } = provided;
    await createWorkspace(scope, { name, kind, source });
    const inputs: StoreInput[] = [];
    for (const { file, found, columns } of files) {
      const added = await addImport(scope, file, found);
      inputs.push({ import: added.id, mapping: columns, leaveOutRefused: false, unknownSchools: null });
      const [example, demonstration] = [kind === 'example', kind === 'demonstration'];
      await scope.audit('schools.import', 'file_import', added.id, { detail: { example, demonstration } });
    }
    const begun = provided.job(inputs);
    const queued = await app.jobs.add(scope, begun.kind, begun.input);
    await note(scope, provided.noted);
    return queued;
  });
  app.jobs.wake();
  return { outcome: (signal) => outcomeOf(here, job, { actor, signal }) };
}

async function readFile({ config, app }: Here, { name, mapping: kept, period }: Provided['files'][number]) {
  const path = (file: string) => join(config.root, 'data', file);
  const columns = inPeriod(mapping.parse(JSON.parse(readFileSync(path(kept), 'utf8'))), period);
  const found = await inThread({ task: 'recognise', fileName: name }, readFileSync(path(name)));
  return { file: { name, contentHash: await app.blobs.write(found.bytes) }, found, columns };
}

/** The files of several years share one mapping, which leaves the year open. */
function inPeriod(columns: Mapping, period: string | undefined): Mapping {
  if (period === undefined) return columns;
  return columns.map((role) => (role.becomes === 'measure' ? { ...role, period } : role));
}

async function outcomeOf(
  { pool, app }: Here,
  job: Job,
  { actor, signal }: { actor: { person: string; workspace: string }; signal: AbortSignal },
): Promise<string> {
  const read = () => inScope(pool, actor, (scope) => app.jobs.find(scope, job.id));
  let last = job;
  const enough = AbortSignal.any([signal, AbortSignal.timeout(120_000)]);
  for await (const current of app.jobs.follow(read, job.id, enough)) last = current;
  return last.state === 'done' ? 'done' : (last.error ?? last.step);
}

/**
 * In the transaction that brings it: a server that is killed between the two would bring it twice. Only the system
 * may write this row, so that is who the rest of the transaction is.
 */
async function note({ sql, queries }: Scope, column: Provided['noted']): Promise<void> {
  await sql`select set_config('role', 'reedbed_system', true)`;
  await queries
    .updateTable('installation')
    .set({ [column]: now() })
    .execute();
}

async function isWanted(pool: Sql, column: Provided['noted']): Promise<boolean> {
  const row = await asSystem(pool, ({ queries }) =>
    queries.selectFrom('installation').select(['example_at', 'demonstration_at']).executeTakeFirst(),
  );
  return row?.[column] === null;
}
