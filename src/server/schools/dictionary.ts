import type { DictionaryMeasure, summary } from '#contract/schools';
import type { z } from 'zod';
import { ProblemError } from '#contract/problem';
import type { Scope } from '../platform/scope.ts';

interface Row extends Omit<DictionaryMeasure, 'pupilGroup' | 'highMeans' | 'retainUntil' | 'origin'> {
  pupil_group: string;
  high_means: DictionaryMeasure['highMeans'];
  retain_until: string | null;
  file_name: string | null;
  import_id: string | null;
  created_at: string | null;
}

/** What each measure is; the latest period first within a label. */
export async function readDictionary(scope: Scope, only: string | null): Promise<DictionaryMeasure[]> {
  const rows = await scope.sql<Row[]>`
    select m.id, m.key, m.label, m.pupil_group, m.period, m.kind, m.high_means, m.unit, m.levels, m.definition,
      m.numerator, m.denominator, m.source, m.retain_until, m.shared, d.file_name, d.import_id, d.created_at
    from measure m left join dataset d on d.workspace_id = m.workspace_id and d.id = m.dataset_id
    where ${only}::uuid is null or m.id = ${only}
    order by m.label collate "und-x-icu", m.pupil_group, m.period desc nulls last`;
  return rows.map(({ pupil_group, high_means, retain_until, file_name, import_id, created_at, ...row }) => ({
    ...row,
    pupilGroup: pupil_group,
    highMeans: high_means,
    retainUntil: retain_until,
    origin:
      file_name === null || created_at === null
        ? null
        : { fileName: file_name, import: import_id, row: null, at: created_at },
  }));
}

export type MeasureWords = Pick<
  DictionaryMeasure,
  | 'kind'
  | 'highMeans'
  | 'unit'
  | 'definition'
  | 'numerator'
  | 'denominator'
  | 'source'
  | 'retainUntil'
  | 'shared'
>;

/** Answers with what it is now, and with the names of the fields that were otherwise before. */
export async function changeMeasure(
  scope: Scope,
  id: string,
  words: MeasureWords,
): Promise<{ measure: DictionaryMeasure; before: Record<string, unknown>; after: Record<string, unknown> }> {
  const [was] = await readDictionary(scope, id);
  if (was === undefined) throw new ProblemError('not-found', 'There is no such measure in this workspace.');
  const empty = (text: string | null) => (text === '' ? null : text);
  await scope.queries
    .updateTable('measure')
    .set({
      kind: words.kind,
      high_means: words.highMeans,
      unit: empty(words.unit),
      definition: empty(words.definition),
      numerator: empty(words.numerator),
      denominator: empty(words.denominator),
      source: empty(words.source),
      retain_until: words.retainUntil,
      shared: words.shared,
    })
    .where('id', '=', id)
    .execute();
  const [measure] = await readDictionary(scope, id);
  if (measure === undefined)
    throw new ProblemError('not-found', 'There is no such measure in this workspace.');
  const fields = (Object.keys(words) as (keyof MeasureWords)[]).filter(
    (field) => was[field] !== measure[field],
  );
  const of = (one: DictionaryMeasure) => Object.fromEntries(fields.map((field) => [field, one[field]]));
  return { measure, before: of(was), after: of(measure) };
}

export async function readShared(scope: Scope): Promise<z.output<typeof summary>[]> {
  return scope.sql`
    select measure_id as measure, schools, lower_quartile as "lowerQuartile", median, upper_quartile as "upperQuartile"
    from app.shared_summaries()`;
}
