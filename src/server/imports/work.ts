import { ProblemError } from '#contract/problem';
import type { Mapping } from '#contract/imports';
import { refusedAsWhole, type StoredReport } from '#contract/importStorings';
import type { Blobs } from '../platform/blobs.ts';
import type { Tools, Work } from '../platform/work.ts';
import type { Scope } from '../platform/scope.ts';
import { describeMeasures, storeBrought, undoDataset, type Known } from '../schools/index.ts';
import { authorise } from '../workspaces/index.ts';
import type { UnknownSchools } from './compare.ts';
import { describedBy } from './describe.ts';
import { keepMapping } from './kept.ts';
import { readKnownOf } from './known.ts';
import type { Packed } from './pack.ts';
import { storedAs } from './rules/mappingFaults.ts';
import { findImport, storeKind } from './store.ts';
import { setReport } from './storings.ts';
import { inThread } from './thread.ts';

export interface StoreInput {
  import: string;
  mapping: Mapping;
  leaveOutRefused: boolean;
  unknownSchools: UnknownSchools | null;
}

interface Material {
  contentHash: string;
  fileName: string;
  rows: number;
  input: StoreInput;
  known: Known;
}

/**
 * Stores a file: read and decided in a thread, written in one transaction, all of it or nothing. Whoever asked may have
 * left the workspace since, or lost the right, so the act is asked again before reading and before writing.
 */
export function storeWork(blobs: Blobs): Work<StoreInput, Material, Packed> {
  return {
    kind: storeKind,
    read: async (scope, input) => {
      await authorise(scope, 'schools.import');
      const { shown, contentHash } = await findImport(scope, input.import);
      const known = await readKnownOf(scope, input.mapping);
      return { contentHash, fileName: shown.fileName, rows: shown.rows, input, known };
    },
    compute: async ({ contentHash, fileName, rows, input, known }, tools) => {
      tools.progress(`Reading ${rows.toLocaleString('en-GB')} rows`, 0, stepsOf(rows, input.mapping));
      const { mapping, unknownSchools } = input;
      const task = { task: 'plan', fileName, mapping, known, unknownSchools } as const;
      return inThread(task, () => blobs.read(contentHash), tools.signal);
    },
    write: (scope, input, packed, tools) => write(scope, input, packed, tools),
  };
}

/** What there is to do, in cells handled: each row once to be read, once for the school, once per group and per measure. */
function stepsOf(rows: number, mapping: Mapping): number {
  return rows * (2 + mapping.filter((role) => storedAs(role) !== null).length);
}

async function write(
  scope: Scope,
  input: StoreInput,
  { faults, refused, report, brought }: Packed,
  tools: Tools,
): Promise<Record<string, unknown>> {
  await authorise(scope, 'schools.import');
  refuseUnlessWhole(faults, refused, input.leaveOutRefused);
  const rows = brought.schools.length;
  if (rows === 0) throw new ProblemError('invalid', 'No row of the file can be stored.');
  const { shown } = await findImport(scope, input.import);
  const total = rows * (2 + brought.groups.length + brought.measures.length);
  let done = rows;
  let step = '';
  const telling = {
    step: (words: string) => {
      step = words;
      tools.progress(step, done, total);
    },
    done: (cells: number) => {
      tools.signal.throwIfAborted();
      done += cells;
      tools.progress(step, done, total);
    },
  };
  const origin = { importId: input.import, fileName: shown.fileName, title: shown.layout?.title ?? null };
  const stored = await storeBrought(scope, origin, brought, telling);
  await describeMeasures(scope, describedBy(shown, input.mapping));
  const told: StoredReport = {
    ...report,
    schools: { ...report.schools, new: stored.added, known: rows - stored.added, changed: stored.changed },
    links: stored.links,
  };
  await setReport(scope, stored.dataset, told);
  await keepMapping(scope, shown, input.mapping);
  const result = { schools: rows, measures: stored.measures, values: stored.values, refused };
  await scope.audit('schools.import', 'file_import', input.import, {
    detail: { stored: true, dataset: stored.dataset, ...result },
  });
  return { ...result, report: told };
}

function refuseUnlessWhole(faults: readonly string[], refused: number, leaveOutRefused: boolean): void {
  const [fault] = faults;
  if (fault !== undefined) throw new ProblemError('invalid', fault);
  if (refused > 0 && !leaveOutRefused) throw refusedAsWhole(refused, 'say that they are to be left out');
}

/** The kind of job that takes an import back. */
export const undoKind = 'imports.undo';

interface UndoInput {
  import: string;
  dataset: string;
}

/** Takes an import back, all of it or nothing. */
export const undoWork: Work<UndoInput, null, null> = {
  kind: undoKind,
  read: () => Promise.resolve(null),
  compute: () => Promise.resolve(null),
  write: async (scope, { import: id, dataset }, _, tools) => {
    await authorise(scope, 'schools.import');
    tools.progress('Taking the import back', 0, 1);
    const undone = await undoDataset(scope, dataset);
    tools.progress('Taking the import back', 1, 1);
    await scope.audit('schools.import', 'file_import', id, { detail: { undone: true, dataset, ...undone } });
    return { ...undone };
  },
};
