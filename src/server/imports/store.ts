import { sql } from 'kysely';
import { ProblemError } from '#contract/problem';
import type { FileLayout } from '#contract/importCodes';
import type { FileColumn, FileImport, Mapping } from '#contract/imports';
import { newId } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import { keptFor } from './kept.ts';
import { storingsOf } from './storings.ts';
import type { Recognised } from './thread.ts';

/** The kind of job that stores a file; its input names the file as `import`. */
export const storeKind = 'imports.store';

const columns = [
  'id',
  'file_name',
  'content_hash',
  'bytes',
  'format',
  'read_as',
  'rows',
  'layout',
  'columns',
  'mapping',
  'created_at',
] as const;

/** While a job to store it is waiting or running, however that job may end. */
const isBeingStored = sql<boolean>`exists (
  select from job where job.kind = ${storeKind} and job.state in ('waiting', 'running')
    and job.input ->> 'import' = file_import.id::text)`;

/** The import as people see it, with where its file lies. */
export interface StoredImport {
  shown: FileImport;
  contentHash: string;
}

export async function addImport(
  scope: Scope,
  file: { name: string; contentHash: string },
  found: Recognised,
): Promise<FileImport> {
  const row = await scope.queries
    .insertInto('file_import')
    .values({
      workspace_id: scope.actor.workspace ?? '',
      id: newId(),
      file_name: file.name,
      content_hash: file.contentHash,
      bytes: found.bytes.length,
      format: found.format,
      read_as: found.readAs,
      rows: found.rows,
      layout: JSON.stringify(found.layout),
      columns: JSON.stringify(found.columns),
      created_by: scope.actor.person,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return shownOf(scope, row, false);
}

export async function findImport(scope: Scope, id: string): Promise<StoredImport> {
  const row = await scope.queries
    .selectFrom('file_import')
    .select([...columns, isBeingStored.as('storing')])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined)
    throw new ProblemError('not-found', 'There is no such file in this workspace. Bring it again.');
  return {
    contentHash: row.content_hash,
    shown: await shownOf(scope, row, row.storing),
  };
}

/** The files of the workspace, the latest first. */
export async function listImports(scope: Scope): Promise<Omit<FileImport, 'columns' | 'kept' | 'mapping'>[]> {
  const rows = await scope.queries
    .selectFrom('file_import')
    .select([...columns, isBeingStored.as('storing')])
    .orderBy('created_at', 'desc')
    .execute();
  const storings = await storingsOf(
    scope,
    rows.map((row) => row.id),
  );
  return rows.map((row) => described(row, row.storing, storings.get(row.id) ?? null));
}

/**
 * Two people cannot store one file at once. The file is held until the transaction ends, which is to add the job:
 * whoever comes second waits here and then finds that job.
 */
export async function holdForStoring(scope: Scope, id: string): Promise<StoredImport> {
  await scope.queries.selectFrom('file_import').select('id').where('id', '=', id).forUpdate().execute();
  const found = await findImport(scope, id);
  if (found.shown.state === 'storing') {
    throw new ProblemError('conflict', 'This file is being stored already. Wait until that has ended.');
  }
  return found;
}

export async function setMapping(scope: Scope, id: string, mapping: Mapping): Promise<void> {
  await scope.queries
    .updateTable('file_import')
    .set({ mapping: JSON.stringify(mapping) })
    .where('id', '=', id)
    .execute();
}

type Row = Record<(typeof columns)[number], unknown>;

async function shownOf(scope: Scope, row: Row, storing: boolean): Promise<FileImport> {
  const id = row.id as string;
  const [storings, kept] = await Promise.all([storingsOf(scope, [id]), keptFor(scope, row)]);
  return {
    ...described(row, storing, storings.get(id) ?? null),
    columns: row.columns as FileColumn[],
    kept,
    mapping: row.mapping as Mapping | null,
  };
}

function described(
  row: Row,
  storing: boolean,
  stored: FileImport['stored'],
): Omit<FileImport, 'columns' | 'kept' | 'mapping'> {
  const state = stored === null ? 'uploaded' : stored.undone === null ? 'stored' : 'undone';
  return {
    id: row.id as string,
    fileName: row.file_name as string,
    bytes: row.bytes as number,
    format: row.format as FileImport['format'],
    readAs: row.read_as as string,
    layout: row.layout as FileLayout | null,
    rows: row.rows as number,
    state: storing ? 'storing' : state,
    created: row.created_at as string,
    stored,
  };
}
