import type { Frame } from '#contract/identification';
import type { HighMeans, MeasureKind } from '#contract/imports';
import type { Scope } from '../platform/scope.ts';

/** A placeholder no school's group can be: schools without a group are −1. */
const none = -1;

/**
 * Schools with their groups and measures as columns, all in the order of the schools' names. The database gathers
 * each column into one JSON array: reading 24,000 schools row by row costs many times more.
 */
export async function readFrame(scope: Scope): Promise<Frame> {
  const [source, schools, groupings, measures] = await Promise.all([
    scope.sql<
      { source: string | null }[]
    >`select source from workspace where id = ${scope.actor.workspace ?? ''}`,
    readSchools(scope),
    readGroupings(scope),
    readMeasures(scope),
  ]);
  return { source: source[0]?.source ?? null, schools, groupings, measures };
}

// Every query below orders by this, so that position i is the same school in each column.
const order = 's.name collate "und-x-icu", s.reference';

async function readSchools(scope: Scope): Promise<Frame['schools']> {
  const [row] = await scope.sql<{ id: string[] | null; reference: string[] | null; name: string[] | null }[]>`
    select json_agg(s.id order by ${scope.sql.unsafe(order)}) as id,
      json_agg(s.reference order by ${scope.sql.unsafe(order)}) as reference,
      json_agg(s.name order by ${scope.sql.unsafe(order)}) as name
    from school s`;
  return { id: row?.id ?? [], reference: row?.reference ?? [], name: row?.name ?? [] };
}

async function readGroupings(scope: Scope): Promise<Frame['groupings']> {
  const rows = await scope.sql<{ key: string; label: string; names: (string | null)[] | null }[]>`
    select g.key, g.label, (
      select json_agg(m.name order by ${scope.sql.unsafe(order)})
      from school s left join school_group m
        on m.workspace_id = s.workspace_id and m.grouping_id = g.id and m.school_id = s.id
    ) as names
    from grouping g order by g.position`;
  const compare = new Intl.Collator('en', { numeric: true }).compare;
  return rows.map(({ key, label, names }) => {
    const groups = [...new Set(names ?? [])].filter((name) => name !== null).toSorted(compare);
    const codeOf = new Map(groups.map((name, code) => [name, code]));
    return {
      key,
      label,
      groups,
      code: (names ?? []).map((name) => (name === null ? none : (codeOf.get(name) ?? none))),
    };
  });
}

interface MeasureRow {
  key: string;
  label: string;
  kind: MeasureKind;
  high_means: HighMeans;
  period: string | null;
  unit: string | null;
  values: (number | null)[] | null;
}

async function readMeasures(scope: Scope): Promise<Frame['measures']> {
  const rows = await scope.sql<MeasureRow[]>`
    select e.key, e.label, e.kind, e.high_means, e.period, e.unit, (
      select json_agg(v.value order by ${scope.sql.unsafe(order)})
      from school s left join measure_value v
        on v.workspace_id = s.workspace_id and v.measure_id = e.id and v.school_id = s.id
    ) as values
    from measure e order by e.position`;
  return rows.map(({ key, label, kind, high_means, period, unit, values }) => ({
    key,
    label,
    kind,
    highMeans: high_means,
    period,
    unit,
    values: values ?? [],
  }));
}
