import type { z } from 'zod';
import type { OutputOf } from '#contract/endpoint';
import { measureTitle, measureWords, type DictionaryMeasure, type sharedSummaries } from '#contract/schools';
import { ProblemError } from '#contract/problem';
import { workspaceOf, type Scope } from '../platform/scope.ts';

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
      m.numerator, m.denominator, m.source, m.retain_until, m.shared, d.file_name, d.import_id, d.created_at,
      (select coalesce(json_agg(json_build_object('label', l.label, 'value', l.values[m.column_number])
          order by l.file_row, l.code), '[]')
        from reference_line l where l.workspace_id = m.workspace_id and l.dataset_id = m.dataset_id
          and l.level = 'national' and l.values[m.column_number] <> 'NaN') as national
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

type MeasureWords = z.output<typeof measureWords>;

async function readMeasure(scope: Scope, id: string): Promise<DictionaryMeasure> {
  const [measure] = await readDictionary(scope, id);
  if (measure === undefined)
    throw new ProblemError('not-found', 'There is no such measure in this workspace.');
  return measure;
}

/** Says the same of the measure in another period; its day and whether it is shared are its own. */
export async function changeAlike(scope: Scope, measure: DictionaryMeasure, id: string): Promise<void> {
  const other = await readMeasure(scope, id);
  if (measureTitle(other) !== measureTitle(measure)) {
    throw new ProblemError(
      'invalid',
      `‘${measureTitle(other)}’ is not ‘${measureTitle(measure)}’ in another period, so the same cannot be said of it. Change it by itself.`,
    );
  }
  const { retainUntil, shared } = other;
  await changeMeasure(scope, id, { ...measureWords.parse(measure), retainUntil, shared });
}

/** Answers with what it is now; the fields that were otherwise before are told in the trail. */
export async function changeMeasure(
  scope: Scope,
  id: string,
  words: MeasureWords,
): Promise<DictionaryMeasure> {
  const was = await readMeasure(scope, id);
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
  const measure = await readMeasure(scope, id);
  const fields = (Object.keys(words) as (keyof MeasureWords)[]).filter(
    (field) => was[field] !== measure[field],
  );
  const of = (one: DictionaryMeasure) => Object.fromEntries(fields.map((field) => [field, one[field]]));
  await scope.audit('schools.change', 'measure', id, {
    before: of(was),
    after: of(measure),
    detail: { measure: measureTitle(measure), period: measure.period },
  });
  return measure;
}

interface Summary {
  measure_id: string;
  schools: number;
  lower_quartile: number | null;
  median: number | null;
  upper_quartile: number | null;
}

/** What is shared with partners, as figures of all schools together; the database withholds those of too few. */
export async function readShared(scope: Scope): Promise<OutputOf<typeof sharedSummaries>> {
  const [dictionary, summaries, [here]] = await Promise.all([
    readDictionary(scope, null),
    scope.sql<Summary[]>`select * from app.shared_summaries()`,
    scope.sql<{ threshold: number }[]>`select threshold from workspace where id = ${workspaceOf(scope)}`,
  ]);
  const byMeasure = new Map(summaries.map((one) => [one.measure_id, one]));
  const measures = dictionary
    .filter(({ shared }) => shared)
    .map(({ id, label, pupilGroup, period, kind, highMeans, unit, definition, source, levels }) => {
      const found = byMeasure.get(id);
      const said = { id, label, pupilGroup, period, kind, highMeans, unit, definition, source };
      return {
        ...said,
        ordinal: levels !== null,
        schools: levels === null ? (found?.schools ?? 0) : null,
        lowerQuartile: found?.lower_quartile ?? null,
        median: found?.median ?? null,
        upperQuartile: found?.upper_quartile ?? null,
      };
    });
  return { threshold: here?.threshold ?? 0, measures };
}
