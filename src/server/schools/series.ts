import { presentLetter, reasonOf } from '#contract/importCodes';
import type { Point, Series } from '#contract/schools';
import type { Scope } from '../platform/scope.ts';
import { neverBrought, type Beside } from './brought.ts';
import { measureColumns, type StoredMeasure } from './measures.ts';

interface ValueRow {
  school_id: string;
  dataset_id: string;
  file_row: number | null;
  figures: string;
  missing: string;
}

interface Place {
  dataset: string;
  column: number;
  beside: Beside;
}

interface Source {
  id: string;
  import_id: string | null;
  file_name: string;
  created_at: string;
}

/** Everything that is stored of a school and of those it followed. */
interface Held {
  /** The school and then those before it, the nearest first. */
  chain: string[];
  names: Map<string, string>;
  rows: Map<string, ValueRow>;
  sources: Map<string, Source>;
  /** Where a measure's values stood before, the latest first. */
  former: Map<string, Place[]>;
}

/**
 * The measures of a school over their periods. Where the school has no row of a measure, the one that it followed has:
 * a series goes on through the conversion into an academy.
 */
export async function readSeries(scope: Scope, school: string): Promise<Series[]> {
  const [held, measures] = await Promise.all([
    readHeld(scope, school),
    scope.sql<StoredMeasure[]>`select ${scope.sql.unsafe(measureColumns)} from measure order by position`,
  ]);
  const found = measures.flatMap((measure) => {
    const point = pointOf(measure, held);
    return point === null ? [] : [{ measure, point }];
  });
  const together = Map.groupBy(found, ({ measure }) =>
    JSON.stringify([measure.label, measure.pupil_group, measure.unit]),
  );
  return [...together.values()].flatMap((list) => {
    const [first] = list;
    if (first === undefined) return [];
    const { label, pupil_group, kind, high_means, unit } = first.measure;
    const points = list
      .map(({ point }) => point)
      .toSorted((a, b) => (a.period ?? '').localeCompare(b.period ?? ''));
    return [{ label, pupilGroup: pupil_group, kind, highMeans: high_means, unit, points }];
  });
}

async function readHeld(scope: Scope, school: string): Promise<Held> {
  const chain = await scope.sql<{ id: string; name: string }[]>`
    with recursive chain (id, depth) as (
      select ${school}::uuid, 0
      union
      select l.predecessor_id, c.depth + 1 from chain c join school_link l on l.successor_id = c.id where c.depth < 10
    )
    select c.id, s.name from (select id, min(depth) as depth from chain group by id) c
    join school_shown s on s.id = c.id order by c.depth`;
  const ids = chain.map(({ id }) => id);
  const [rows, sources, versions] = await Promise.all([
    scope.sql<ValueRow[]>`
      select school_id, dataset_id, file_row, values::text as figures, missing from school_values
      where school_id = any (${ids}::uuid[])`,
    scope.sql<Source[]>`select id, import_id, file_name, created_at from dataset`,
    scope.sql<
      { measure_id: string; before_dataset_id: string; before_column: number; before_beside: Beside }[]
    >`
      select v.measure_id, v.before_dataset_id, v.before_column, v.before_beside from measure_version v
      join dataset d on d.workspace_id = v.workspace_id and d.id = v.before_dataset_id order by d.created_at desc`,
  ]);
  const former = new Map<string, Place[]>();
  for (const { measure_id, before_dataset_id, before_column, before_beside } of versions) {
    const place = { dataset: before_dataset_id, column: before_column, beside: before_beside };
    former.set(measure_id, [...(former.get(measure_id) ?? []), place]);
  }
  return {
    chain: ids,
    names: new Map(chain.map(({ id, name }) => [id, name])),
    rows: new Map(rows.map((row) => [`${row.school_id} ${row.dataset_id}`, row])),
    sources: new Map(sources.map((source) => [source.id, source])),
    former,
  };
}

function pointOf(measure: StoredMeasure, held: Held): Point | null {
  const now = { dataset: measure.dataset_id, column: measure.column_number, beside: measure.beside };
  for (const school of held.chain) {
    const row = held.rows.get(`${school} ${now.dataset}`);
    const letter = row?.missing[now.column - 1] ?? neverBrought;
    if (row === undefined || letter === neverBrought) continue;
    const figures = row.figures.slice(1, -1).split(',');
    const figure = (column: number | undefined) => {
      const value = column === undefined ? NaN : Number(figures[column - 1]);
      return Number.isNaN(value) ? null : value;
    };
    const value = letter === presentLetter ? figure(now.column) : null;
    return {
      key: measure.key,
      period: measure.period,
      value,
      missing: reasonOf(letter),
      level: measure.levels?.find((level) => level.value === value)?.label ?? null,
      numerator: figure(now.beside.numerator),
      denominator: figure(now.beside.denominator),
      lower: figure(now.beside.lower),
      upper: figure(now.beside.upper),
      origin: originOf(school, [now, ...(held.former.get(measure.id) ?? [])], held),
      predecessor: school === held.chain[0] ? null : (held.names.get(school) ?? null),
    };
  }
  return null;
}

/** The latest dataset whose file itself has a row of the school; later ones only took its values over. */
function originOf(school: string, places: readonly Place[], held: Held): Point['origin'] {
  for (const { dataset, column } of places) {
    const row = held.rows.get(`${school} ${dataset}`);
    const source = held.sources.get(dataset);
    if (row === undefined || source === undefined || row.file_row === null) continue;
    if (row.missing[column - 1] === neverBrought) continue;
    return {
      fileName: source.file_name,
      import: source.import_id,
      row: row.file_row,
      at: source.created_at,
    };
  }
  return null;
}
