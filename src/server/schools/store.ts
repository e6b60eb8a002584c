import { ProblemError } from '#contract/problem';
import { newId } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import { groupingKey, isSameLabel, measureKey } from './keys.ts';

export interface NewSchool {
  reference: string;
  name: string;
}

/** Enough rows a statement to be fast, few enough that progress is seen and a stop is soon obeyed. */
const chunk = 5_000;

export async function knownReferences(scope: Scope): Promise<Set<string>> {
  const rows = await scope.queries.selectFrom('school').select('reference').execute();
  return new Set(rows.map((row) => row.reference));
}

/** Adds schools, or gives known ones (by reference) their new name. Answers with their ids in the order given. */
export async function storeSchools(
  scope: Scope,
  schools: readonly NewSchool[],
  stored: (count: number) => void,
): Promise<string[]> {
  const ids: string[] = [];
  for (let start = 0; start < schools.length; start += chunk) {
    const part = schools.slice(start, start + chunk);
    const rows = await scope.sql<{ id: string; reference: string }[]>`
      insert into school (workspace_id, id, reference, name)
      select ${workspaceOf(scope)}::uuid, * from unnest(
        ${part.map(() => newId())}::uuid[], ${part.map((one) => one.reference)}::text[], ${part.map((one) => one.name)}::text[])
      on conflict (workspace_id, reference) do update set name = excluded.name
      returning id, reference`;
    const idOf = new Map(rows.map((row) => [row.reference, row.id]));
    for (const { reference } of part) ids.push(idOf.get(reference) ?? '');
    stored(part.length);
  }
  return ids;
}

/** A grouping by its label; made at the end of the list if it is new. */
export async function storeGrouping(
  scope: Scope,
  label: string,
  schools: readonly string[],
  names: readonly (string | null)[],
  stored: (count: number) => void,
): Promise<void> {
  const key = groupingKey(label);
  const [known] = await scope.sql<{ label: string }[]>`select label from grouping where key = ${key}`;
  refuseOtherLabel('grouping', label, known?.label);
  const [row] = await scope.sql<{ id: string }[]>`
    insert into grouping (workspace_id, id, key, label, position)
    values (${workspaceOf(scope)}, ${newId()}, ${key}, ${label}, (select count(*) from grouping))
    on conflict (workspace_id, key) do update set label = excluded.label
    returning id`;
  const id = row?.id ?? '';
  for (let start = 0; start < schools.length; start += chunk) {
    const part = schools.slice(start, start + chunk);
    await scope.sql`delete from school_group where grouping_id = ${id} and school_id = any (${part}::uuid[])`;
    await scope.sql`
      insert into school_group (workspace_id, grouping_id, school_id, name)
      select ${workspaceOf(scope)}::uuid, ${id}::uuid, s, n
      from unnest(${part}::uuid[], ${names.slice(start, start + chunk)}::text[]) as g (s, n) where n is not null`;
    stored(part.length);
  }
}

export interface NewMeasure {
  label: string;
  kind: string;
  highMeans: string;
  period: string | null;
  unit: string | null;
  /** NaN where `missing` says why there is no value. */
  values: Float64Array;
  missing: readonly (string | null)[];
}

/** A measure by label and period; values of the schools given are replaced, those of others stay. */
export async function storeMeasure(
  scope: Scope,
  measure: NewMeasure,
  schools: readonly string[],
  importId: string,
  stored: (count: number) => void,
): Promise<void> {
  const { label, kind, period, unit } = measure;
  const key = measureKey(label, period);
  const [known] = await scope.sql<{ label: string }[]>`select label from measure where key = ${key}`;
  refuseOtherLabel('measure', label, known?.label);
  const [row] = await scope.sql<{ id: string }[]>`
    insert into measure (workspace_id, id, key, label, kind, high_means, period, unit, position, import_id)
    values (${workspaceOf(scope)}, ${newId()}, ${key}, ${label}, ${kind}, ${measure.highMeans}, ${period}, ${unit},
      (select count(*) from measure), ${importId})
    on conflict (workspace_id, key) do update set label = excluded.label, kind = excluded.kind,
      high_means = excluded.high_means, unit = excluded.unit, import_id = excluded.import_id
    returning id`;
  const id = row?.id ?? '';
  for (let start = 0; start < schools.length; start += chunk) {
    const end = Math.min(start + chunk, schools.length);
    const values = Array.from(measure.values.subarray(start, end), (value) =>
      Number.isNaN(value) ? null : value,
    );
    await scope.sql`
      insert into measure_value (workspace_id, measure_id, school_id, value, missing)
      select ${workspaceOf(scope)}::uuid, ${id}::uuid, * from unnest(
        ${schools.slice(start, end)}::uuid[], ${values}::float8[], ${measure.missing.slice(start, end)}::text[])
      on conflict (workspace_id, measure_id, school_id) do update set value = excluded.value, missing = excluded.missing`;
    stored(end - start);
  }
}

/** To be called once after many rows were stored, in the same transaction. */
export async function analyseSchools(scope: Scope): Promise<void> {
  await scope.sql`select app.analyse_schools()`;
}

const workspaceOf = (scope: Scope) => scope.actor.workspace ?? '';

/** One key, one label: another label under the same key would take its place in silence. */
function refuseOtherLabel(kind: 'grouping' | 'measure', label: string, known: string | undefined): void {
  if (known === undefined || isSameLabel(label, known)) return;
  throw new ProblemError(
    'invalid',
    `‘${label}’ and the ${kind} ‘${known}’ that is already here cannot be told apart in addresses. ` +
      'If they are the same, label it alike; if not, give it another label.',
  );
}
