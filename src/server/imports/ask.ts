import type { FileImport, Mapping } from '#contract/imports';
import type { Job } from '#contract/jobs';
import { ProblemError } from '#contract/problem';
import type { Jobs } from '../platform/jobs.ts';
import type { Scope } from '../platform/scope.ts';
import { addImport, holdForStoring, setMapping, storeKind } from './store.ts';
import type { Recognised } from './thread.ts';
import type { StoreInput } from './work.ts';

/** Notes that a file was brought, whose bytes are kept already. */
export async function bringFile(
  scope: Scope,
  file: { name: string; contentHash: string },
  found: Recognised,
): Promise<FileImport> {
  const added = await addImport(scope, file, found);
  await scope.audit('schools.import', 'file_import', added.id, {
    detail: { uploaded: true, bytes: added.bytes },
  });
  return added;
}

/** Asks for a file to be stored, with the columns as they are mapped now. */
export async function askToStore(scope: Scope, jobs: Jobs, input: StoreInput): Promise<Job> {
  const { shown } = await holdForStoring(scope, input.import);
  refuseWrongLength(input.mapping, shown.columns.length);
  await setMapping(scope, input.import, input.mapping);
  const added = await jobs.add(scope, storeKind, { ...input });
  await scope.audit('schools.import', 'job', added.id, { detail: { import: input.import } });
  return added;
}

export function refuseWrongLength(mapping: Mapping, columns: number): void {
  if (mapping.length === columns) return;
  const detail = `The file has ${String(columns)} columns, but the mapping has ${String(mapping.length)}. Give one entry per column.`;
  throw new ProblemError('invalid', detail, { errors: [{ pointer: '/mapping', detail }] });
}
