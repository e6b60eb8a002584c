import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mapping } from '#contract/imports';
import type { App } from './app.ts';
import { addImport, inThread, storeKind } from './imports/index.ts';
import type { Config } from './platform/config.ts';
import type { Sql } from './platform/db.ts';
import { newId, now } from './platform/ids.ts';
import { asSystem, inScope, type Scope } from './platform/scope.ts';
import { createWorkspace } from './workspaces/index.ts';

const file = 'california_api_1999_2000.csv.gz';
const name = 'California, 1999–2000';
const source =
  'Academic Performance Index 1999–2000, California Department of Education; 6,194 schools with at least 100 students, ' +
  'from the R package survey (GPL).';

/**
 * Brings the example data in at the first start, once, through the import that a person's own file takes. Answers
 * with a function that resolves when the job has ended, or null where there is nothing to do: somebody who deleted
 * the example does not get it again.
 */
export async function bringExample(
  config: Config,
  pool: Sql,
  app: App,
  person: string,
): Promise<((signal: AbortSignal) => Promise<string>) | null> {
  if (!(await isWanted(pool))) return null;
  const bytes = readFileSync(join(config.root, 'data', file));
  const columns = mapping.parse(
    JSON.parse(readFileSync(join(config.root, 'data', 'california.mapping.json'), 'utf8')),
  );
  const found = await inThread({ task: 'recognise', fileName: file }, bytes);
  const contentHash = await app.blobs.write(found.bytes);
  const actor = { person, workspace: newId() };
  const job = await inScope(pool, actor, async (scope) => {
    await createWorkspace(scope, { name, kind: 'example', source });
    const added = await addImport(scope, { name: file, contentHash }, found);
    const input = { import: added.id, mapping: columns, leaveOutRefused: false, unknownSchools: null };
    const queued = await app.jobs.add(scope, storeKind, input);
    await scope.audit('schools.import', 'file_import', added.id, { detail: { example: true } });
    await markBrought(scope);
    return queued;
  });
  app.jobs.wake();
  return async (signal) => {
    const read = () => inScope(pool, actor, (scope) => app.jobs.find(scope, job.id));
    let last = job;
    const enough = AbortSignal.any([signal, AbortSignal.timeout(120_000)]);
    for await (const current of app.jobs.follow(read, job.id, enough)) last = current;
    return last.state === 'done' ? 'done' : (last.error ?? last.step);
  };
}

/**
 * In the transaction that brings it: a server that is killed between the two would bring it twice. Only the system
 * may write this row, so that is who the rest of the transaction is.
 */
async function markBrought({ sql, queries }: Scope): Promise<void> {
  await sql`select set_config('role', 'reedbed_system', true)`;
  await queries.updateTable('installation').set({ example_at: now() }).execute();
}

async function isWanted(pool: Sql): Promise<boolean> {
  const row = await asSystem(pool, ({ queries }) =>
    queries.selectFrom('installation').select('example_at').executeTakeFirst(),
  );
  return row?.example_at === null;
}
