import type { MeasureRole } from '#contract/imports';
import type { HighMeans, MeasureKind } from '#contract/measureKinds';
import { measureTitle } from '#contract/schools';
import { newId } from '../platform/ids.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import { companions, type Beside, type BroughtMeasure } from './brought.ts';
import { measureKey, refuseOtherLabel } from './keys.ts';

/** A measure as it is stored, with the place of its values. */
export interface StoredMeasure {
  id: string;
  key: string;
  label: string;
  kind: MeasureKind;
  high_means: HighMeans;
  period: string | null;
  unit: string | null;
  pupil_group: string;
  levels: MeasureRole['levels'];
  dataset_id: string;
  column_number: number;
  beside: Beside;
}

export const measureColumns =
  'id, key, label, kind, high_means, period, unit, pupil_group, levels, dataset_id, column_number, beside';

/** Measures that a file says otherwise about; what people wrote in the dictionary stays. */
const fromFile = ['label', 'kind', 'high_means', 'unit', 'levels'] as const;

const keyOfMeasure = ({
  label,
  period,
  pupilGroup,
}: Pick<BroughtMeasure, 'label' | 'period' | 'pupilGroup'>) => measureKey(label, period, pupilGroup);

/** The measures that are here already under the keys given, by key. */
export async function measuresUnder(
  scope: Scope,
  keys: readonly string[],
): Promise<Map<string, StoredMeasure>> {
  const rows = await scope.sql<StoredMeasure[]>`
    select ${scope.sql.unsafe(measureColumns)} from measure where key = any (${[...keys]}::text[])`;
  return new Map(rows.map((row) => [row.key, row]));
}

/** A place in the rows of a new dataset, and where the same value stood before. */
export interface Taken {
  column: number;
  from: { dataset: string; column: number };
}

/** Puts measures into the dictionary, with their values in the dataset. Answers with what was taken over from others. */
export async function storeMeasures(
  scope: Scope,
  dataset: string,
  measures: readonly BroughtMeasure[],
): Promise<Taken[]> {
  const keys = measures.map(keyOfMeasure);
  const known = await measuresUnder(scope, keys);
  const [last] = await scope.sql<{ position: number }[]>`
    select coalesce(max(position), -1) as position from measure`;
  let position = last?.position ?? -1;
  const rows = measures.map((measure, i) => {
    const key = keys[i] ?? '';
    const before = known.get(key);
    if (before !== undefined)
      refuseOtherLabel(
        'measure',
        measureTitle(measure),
        measureTitle({ ...before, pupilGroup: before.pupil_group }),
      );
    return {
      workspace_id: workspaceOf(scope),
      id: before?.id ?? newId(),
      key,
      label: measure.label,
      kind: measure.kind,
      high_means: measure.highMeans,
      period: measure.period,
      unit: measure.unit,
      pupil_group: measure.pupilGroup,
      levels: measure.levels,
      position: before === undefined ? ++position : 0,
      dataset_id: dataset,
      column_number: measure.column,
      beside: measure.beside,
    };
  });
  await keepVersions(scope, dataset, [...known.values()]);
  const columns = Object.keys(rows[0] ?? { id: '' }).join(', ');
  const set = [...fromFile, 'dataset_id', 'column_number', 'beside']
    .map((column) => `${column} = excluded.${column}`)
    .join(', ');
  if (rows.length > 0) {
    await scope.sql`
      insert into measure (${scope.sql.unsafe(columns)})
      select ${scope.sql.unsafe(columns)} from json_populate_recordset(null::measure, ${JSON.stringify(rows)}::json)
      on conflict (workspace_id, key) do update set ${scope.sql.unsafe(set)}`;
  }
  return measures.flatMap((measure, i) => takenOver(measure, known.get(keys[i] ?? '')));
}

/** What a file's publisher says of a measure. */
export interface DescribedMeasure extends Pick<BroughtMeasure, 'label' | 'period' | 'pupilGroup'> {
  definition: string | null;
  numerator: string | null;
  denominator: string | null;
  source: string;
}

/** Says of measures what nobody has said of them yet; what people wrote stays. */
export async function describeMeasures(scope: Scope, measures: readonly DescribedMeasure[]): Promise<void> {
  if (measures.length === 0) return;
  const rows = measures.map(({ definition, numerator, denominator, source, ...measure }) => ({
    key: keyOfMeasure(measure),
    definition,
    numerator,
    denominator,
    source,
  }));
  await scope.sql`
    update measure m set definition = coalesce(m.definition, s.definition), source = coalesce(m.source, s.source),
      numerator = coalesce(m.numerator, s.numerator), denominator = coalesce(m.denominator, s.denominator)
    from json_populate_recordset(null::measure, ${JSON.stringify(rows)}::json) s where m.key = s.key`;
}

async function keepVersions(scope: Scope, dataset: string, before: readonly StoredMeasure[]): Promise<void> {
  if (before.length === 0) return;
  const rows = before.map((measure) => ({
    workspace_id: workspaceOf(scope),
    measure_id: measure.id,
    dataset_id: dataset,
    before_dataset_id: measure.dataset_id,
    before_column: measure.column_number,
    before_beside: measure.beside,
    was: Object.fromEntries(fromFile.map((column) => [column, measure[column]])),
  }));
  await scope.sql`
    insert into measure_version
    select * from json_populate_recordset(null::measure_version, ${JSON.stringify(rows)}::json)`;
}

function takenOver(measure: BroughtMeasure, before: StoredMeasure | undefined): Taken[] {
  if (before === undefined) return [];
  const dataset = before.dataset_id;
  const taken: Taken[] = [{ column: measure.column, from: { dataset, column: before.column_number } }];
  for (const companion of companions) {
    const [column, old] = [measure.beside[companion], before.beside[companion]];
    if (column !== undefined && old !== undefined) taken.push({ column, from: { dataset, column: old } });
  }
  return taken;
}

/** Points measures back to where their values stood before this dataset; those that it had brought go. Answers how many. */
export async function restoreMeasures(
  scope: Scope,
  dataset: string,
): Promise<{ removed: number; restored: number }> {
  const set = fromFile.map((column) => `${column} = w.${column}`).join(', ');
  const restored = await scope.sql`
    update measure m set dataset_id = v.before_dataset_id, column_number = v.before_column, beside = v.before_beside,
      ${scope.sql.unsafe(set)}
    from measure_version v, json_populate_record(null::measure, v.was::json) w
    where v.dataset_id = ${dataset} and v.measure_id = m.id`;
  await scope.sql`delete from measure_version where dataset_id = ${dataset}`;
  const removed = await scope.sql`delete from measure where dataset_id = ${dataset}`;
  return { removed: removed.count, restored: restored.count };
}
