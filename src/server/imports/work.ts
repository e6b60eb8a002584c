import { reasonOf } from '#contract/importCodes';
import { ProblemError } from '#contract/problem';
import type { Mapping } from '#contract/imports';
import type { Blobs } from '../platform/blobs.ts';
import type { Tools, Work } from '../platform/work.ts';
import type { Scope } from '../platform/scope.ts';
import { analyseSchools, storeGrouping, storeMeasure, storeSchools } from '../schools/index.ts';
import { authorise } from '../workspaces/index.ts';
import { measureLabel } from './rules/mappingFaults.ts';
import type { ImportPlan, PlannedMeasure } from './rules/plan.ts';
import { findImport, markStored, storeKind } from './store.ts';
import { inThread } from './thread.ts';

export interface StoreInput {
  import: string;
  mapping: Mapping;
  leaveOutRefused: boolean;
}

interface Material {
  contentHash: string;
  fileName: string;
  rows: number;
  input: StoreInput;
}

/**
 * Stores a file: read and decided in a thread, written in one transaction, all of it or nothing. Whoever asked may have
 * left the workspace since, or lost the right, so the act is asked again before reading and before writing.
 */
export function storeWork(blobs: Blobs): Work<StoreInput, Material, ImportPlan> {
  return {
    kind: storeKind,
    read: async (scope, input) => {
      await authorise(scope, 'schools.import');
      const { shown, contentHash } = await findImport(scope, input.import);
      return { contentHash, fileName: shown.fileName, rows: shown.rows, input };
    },
    compute: async ({ contentHash, fileName, rows, input }, tools) => {
      tools.progress(`Reading ${rows.toLocaleString('en-GB')} rows`, 0, stepsOf(rows, input.mapping));
      const task = { task: 'plan', fileName, mapping: input.mapping } as const;
      return inThread(task, () => blobs.read(contentHash), tools.signal);
    },
    write: (scope, input, plan, tools) => write(scope, input, plan, tools),
  };
}

/** What there is to do, in rows handled: once to read them, once for the schools, once per group and per measure. */
function stepsOf(rows: number, mapping: Mapping): number {
  const columns = mapping.filter((one) => one.becomes === 'group' || one.becomes === 'measure').length;
  return rows * (2 + columns);
}

async function write(
  scope: Scope,
  input: StoreInput,
  plan: ImportPlan,
  tools: Tools,
): Promise<Record<string, unknown>> {
  await authorise(scope, 'schools.import');
  refuseUnlessWhole(plan, input.leaveOutRefused);
  const perColumn = plan.schools.length;
  const total = perColumn * (2 + plan.groups.length + plan.measures.length);
  let done = perColumn;
  let step = 'Storing schools';
  const stored = (count: number) => {
    tools.signal.throwIfAborted();
    done += count;
    tools.progress(step, done, total);
  };
  const schools = await storeSchools(scope, plan.schools.map(namedSchool), stored);
  // The checks of foreign keys keep their plans; one made while there were few schools would read them all each time.
  await analyseSchools(scope);
  for (const group of plan.groups) {
    step = `Storing ${group.label}`;
    await storeGrouping(scope, group.label, schools, group.values, stored);
  }
  for (const measure of plan.measures) {
    step = `Storing ${measure.label}`;
    await storeMeasure(scope, toStore(measure), schools, input.import, stored);
  }
  await analyseSchools(scope);
  await markStored(scope, input.import);
  const values = plan.measures.length * perColumn;
  const result = { schools: perColumn, measures: plan.measures.length, values, refused: refusedRows(plan) };
  await scope.audit('schools.import', 'file_import', input.import, { detail: { stored: true, ...result } });
  return result;
}

/** A file without names calls a school by its reference. */
function namedSchool({ reference, name }: ImportPlan['schools'][number]) {
  return { reference, name: name ?? reference };
}

function toStore(measure: PlannedMeasure) {
  return { ...measure, label: measureLabel(measure), missing: Array.from(measure.missing, reasonOf) };
}

function refuseUnlessWhole(plan: ImportPlan, leaveOutRefused: boolean): void {
  const [fault] = plan.faults;
  if (fault !== undefined) throw new ProblemError('invalid', fault);
  const refused = refusedRows(plan);
  if (refused > 0 && !leaveOutRefused) {
    const rows = refused === 1 ? '1 row is' : `${refused.toLocaleString('en-GB')} rows are`;
    throw new ProblemError(
      'invalid',
      `${rows} refused, so nothing was stored. Mend the file, or say that they are to be left out.`,
    );
  }
  if (plan.schools.length === 0) throw new ProblemError('invalid', 'No row of the file can be stored.');
}

function refusedRows(plan: ImportPlan): number {
  return new Set(plan.refusals.map((refusal) => refusal.row)).size;
}
