import type { Frame } from '#contract/identification';
import { allPupils } from '#contract/measureKinds';
import { measureTitle } from '#contract/schools';
import type { Scope } from '../platform/scope.ts';
import { readClosed } from './closed.ts';
import { measureColumns, type StoredMeasure } from './measures.ts';

/** A placeholder no school's group can be: schools without a group are −1. */
const none = -1;
/** What one statement may gather at once; PostgreSQL itself takes some 1,600. */
const columnsAtOnce = 200;

/**
 * Schools with their groups and measures as columns, all in the order of the schools' names. Of the measures only those
 * that `choose` names carry values: a national file has hundreds. The database gathers each column into one JSON array:
 * reading 24,000 schools row by row costs many times more.
 */
export async function readFrame(
  scope: Scope,
  choose: (described: Frame) => readonly string[],
): Promise<Frame> {
  const [source, schools, groupings, measures, closed] = await Promise.all([
    scope.sql<
      { source: string | null }[]
    >`select source from workspace where id = ${scope.actor.workspace ?? ''}`,
    readSchools(scope),
    readGroupings(scope),
    scope.sql<StoredMeasure[]>`
      select ${scope.sql.unsafe(measureColumns)} from measure order by position`,
    readClosed(scope),
  ]);
  const place = new Map(schools.id.map((id, i) => [id, i]));
  const rows = closed.flatMap(({ school, on }) => {
    const row = place.get(school);
    return row === undefined ? [] : [{ row, on }];
  });
  const described: Frame = {
    source: source[0]?.source ?? null,
    schools,
    ...(rows.length > 0 && { closed: rows.toSorted((a, b) => a.row - b.row) }),
    groupings: groupings.map((grouping) => placed(grouping, place)),
    measures: measures.map(describe),
  };
  const wanted = new Set(choose(described));
  const columns = await readValues(
    scope,
    measures.filter((measure) => wanted.has(measure.key)),
    place,
  );
  return {
    ...described,
    measures: described.measures.map((measure) => ({
      ...measure,
      values: columns.values.get(measure.key) ?? [],
      ...(measure.denominator && { denominator: columns.denominators.get(measure.key) ?? [] }),
    })),
  };
}

function describe(measure: StoredMeasure): Frame['measures'][number] {
  const { key, kind, high_means, period, unit } = measure;
  const label = measureTitle({ label: measure.label, pupilGroup: measure.pupil_group });
  const known = {
    ...(isCounted(measure) && { denominator: [] }),
    ...(measure.pupil_group !== allPupils && { pupilGroup: measure.pupil_group }),
  };
  return { key, label, kind, highMeans: high_means, period, unit, values: [], ...known };
}

/** By name; those who may not know names see letters, in the letters' order. */
async function readSchools(scope: Scope): Promise<Frame['schools']> {
  const [row] = await scope.sql<{ id: string[] | null; reference: string[] | null; name: string[] | null }[]>`
    select json_agg(s.id) as id, json_agg(s.reference) as reference, json_agg(s.name) as name
    from (select id, reference, name from school_shown
      order by case when named then name end collate "und-x-icu", case when named then reference end, number) s`;
  return { id: row?.id ?? [], reference: row?.reference ?? [], name: row?.name ?? [] };
}

interface GroupingRow {
  key: string;
  label: string;
  schools: string[] | null;
  names: string[] | null;
}

function readGroupings(scope: Scope): Promise<GroupingRow[]> {
  return scope.sql<GroupingRow[]>`
    select g.key, g.label, json_agg(m.school_id) filter (where m.school_id is not null) as schools,
      json_agg(m.name) filter (where m.school_id is not null) as names
    from grouping g left join school_group m on m.workspace_id = g.workspace_id and m.grouping_id = g.id
    group by g.workspace_id, g.id order by g.position`;
}

const compare = new Intl.Collator('en', { numeric: true }).compare;

function placed(
  { key, label, schools, names }: GroupingRow,
  place: ReadonlyMap<string, number>,
): Frame['groupings'][number] {
  const groups = [...new Set(names ?? [])].toSorted(compare);
  const codeOf = new Map(groups.map((name, code) => [name, code]));
  const code = Array<number>(place.size).fill(none);
  for (const [i, school] of (schools ?? []).entries()) {
    const at = place.get(school);
    if (at !== undefined) code[at] = codeOf.get(names?.[i] ?? '') ?? none;
  }
  return { key, label, groups, code };
}

/** Only of results it matters how many pupils are behind them. */
const isCounted = ({ kind, beside }: StoredMeasure) => kind === 'result' && beside.denominator !== undefined;

type Values = Map<string, (number | null)[]>;

interface Columns {
  values: Values;
  denominators: Values;
}

interface StoredColumn {
  number: number;
  into: (number | null)[];
}

/** Values by key, in the schools' order, null where there is none. */
async function readValues(
  scope: Scope,
  measures: readonly StoredMeasure[],
  place: ReadonlyMap<string, number>,
): Promise<Columns> {
  const empty = () => Array<number | null>(place.size).fill(null);
  const columns: Columns = {
    values: new Map(measures.map(({ key }) => [key, empty()])),
    denominators: new Map(measures.filter(isCounted).map(({ key }) => [key, empty()])),
  };
  for (const [dataset, held] of Map.groupBy(measures, (measure) => measure.dataset_id)) {
    const stored = held.flatMap((measure) => columnsOf(measure, columns));
    for (let start = 0; start < stored.length; start += columnsAtOnce) {
      await readColumns(scope, dataset, stored.slice(start, start + columnsAtOnce), place);
    }
  }
  return columns;
}

function columnsOf({ key, column_number, beside }: StoredMeasure, columns: Columns): StoredColumn[] {
  const values = columns.values.get(key) ?? [];
  const denominator = columns.denominators.get(key);
  const own = { number: column_number, into: values };
  return denominator === undefined || beside.denominator === undefined
    ? [own]
    : [own, { number: beside.denominator, into: denominator }];
}

async function readColumns(
  scope: Scope,
  dataset: string,
  columns: readonly StoredColumn[],
  place: ReadonlyMap<string, number>,
): Promise<void> {
  const gathered = columns.map(({ number }, i) => `array_agg(v.values[${number}])::text as c${i}`);
  const [row] = await scope.sql<Record<string, string | null>[]>`
    select array_agg(v.school_id)::text as schools, ${scope.sql.unsafe(gathered.join(', '))}
    from school_values v where v.dataset_id = ${dataset}`;
  const at = listed(row?.['schools']).map((school) => place.get(school));
  for (const [i, { into }] of columns.entries()) {
    for (const [j, figure] of listed(row?.[`c${i}`]).entries()) {
      const position = at[j];
      if (position !== undefined) into[position] = figure === 'NaN' ? null : Number(figure);
    }
  }
}

/** The text of an array that holds no quotation marks: `{1,2}`. An array of text costs the database a third of JSON. */
function listed(text: string | null | undefined): string[] {
  return text === null || text === undefined ? [] : text.slice(1, -1).split(',');
}
