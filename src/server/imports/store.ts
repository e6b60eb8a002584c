import { ProblemError } from '#contract/problem';
import type { FileColumn, FileImport, Mapping } from '#contract/imports';
import { newId } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import type { Recognised } from './thread.ts';

const columns = [
  'id',
  'file_name',
  'content_hash',
  'bytes',
  'format',
  'read_as',
  'rows',
  'columns',
  'mapping',
  'state',
  'created_at',
] as const;

/** The import as people see it, with where its file lies and how its columns were mapped last. */
export interface StoredImport {
  shown: FileImport;
  contentHash: string;
  mapping: Mapping | null;
}

export async function addImport(
  scope: Scope,
  file: { name: string; contentHash: string; bytes: number },
  found: Recognised,
): Promise<FileImport> {
  const row = await scope.queries
    .insertInto('file_import')
    .values({
      workspace_id: scope.actor.workspace ?? '',
      id: newId(),
      file_name: file.name,
      content_hash: file.contentHash,
      bytes: file.bytes,
      format: found.format,
      read_as: found.readAs,
      rows: found.rows,
      columns: JSON.stringify(found.columns),
      created_by: scope.actor.person,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return storedOf(row).shown;
}

export async function findImport(scope: Scope, id: string): Promise<StoredImport> {
  const row = await scope.queries
    .selectFrom('file_import')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined)
    throw new ProblemError('not-found', 'There is no such file in this workspace. Bring it again.');
  return storedOf(row);
}

export async function setMapping(scope: Scope, id: string, mapping: Mapping): Promise<void> {
  await scope.queries
    .updateTable('file_import')
    .set({ mapping: JSON.stringify(mapping) })
    .where('id', '=', id)
    .execute();
}

/** From one state to another, or a conflict: two people cannot store one file at once. */
export async function changeState(
  scope: Scope,
  id: string,
  from: FileImport['state'][],
  to: FileImport['state'],
): Promise<void> {
  const changed = await scope.queries
    .updateTable('file_import')
    .set({ state: to })
    .where('id', '=', id)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst();
  if (changed === undefined) {
    throw new ProblemError('conflict', 'This file is being stored already. Wait until that has ended.');
  }
}

type Row = Record<(typeof columns)[number], unknown>;

function storedOf(row: Row): StoredImport {
  return {
    contentHash: row.content_hash as string,
    mapping: row.mapping as Mapping | null,
    shown: {
      id: row.id as string,
      fileName: row.file_name as string,
      bytes: row.bytes as number,
      format: row.format as FileImport['format'],
      readAs: row.read_as as string,
      rows: row.rows as number,
      columns: row.columns as FileColumn[],
      state: row.state as FileImport['state'],
      created: row.created_at as string,
    },
  };
}
