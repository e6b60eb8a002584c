import { newId } from '../platform/ids.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import { neverBrought, type BroughtLine, type Stored, type ValueRows } from './brought.ts';
import type { Taken } from './measures.ts';

/** So many values a statement: enough to be fast, few enough that progress is seen and a stop is soon obeyed. */
const cellsAtOnce = 150_000;
const schoolsAtOnce = 1_000;

/** The rows of a file, each with all its values. */
export async function storeRows(
  scope: Scope,
  dataset: string,
  schools: readonly string[],
  rows: ValueRows,
  stored: Stored,
): Promise<void> {
  const width = rows.missing[0]?.length ?? 0;
  if (width === 0) return;
  const chunk = Math.max(100, Math.floor(cellsAtOnce / width));
  for (let start = 0; start < schools.length; start += chunk) {
    const end = Math.min(start + chunk, schools.length);
    // COPY does not work under row security; each row's values go as the text of one array.
    await scope.sql`
      insert into school_values (workspace_id, dataset_id, school_id, file_row, values, missing)
      select ${workspaceOf(scope)}::uuid, ${dataset}::uuid, r.school, r.file, r.figures::float8[], r.missing
      from unnest(${schools.slice(start, end)}::uuid[], ${rows.file.slice(start, end)}::int[],
        ${rows.values.slice(start, end)}::text[], ${rows.missing.slice(start, end)}::text[])
        as r (school, file, figures, missing)`;
    stored(end - start);
  }
}

/** Schools that the file does not name keep the values they have of its measures: these come over, as they are. */
export async function carryOver(
  scope: Scope,
  dataset: string,
  width: number,
  taken: readonly Taken[],
): Promise<void> {
  const from = [...new Set(taken.map((one) => one.from.dataset))];
  if (from.length === 0) return;
  const held = await scope.sql<{ school_id: string }[]>`
    select school_id from school_values where dataset_id = any (${from}::uuid[])
    except select school_id from school_values where dataset_id = ${dataset}`;
  const { values, letters } = carried(width, taken, from);
  // Each former row is looked up by its key, whatever the planner believes of a dataset that came a moment ago.
  const joins = from.map(
    (_, i) => `
    left join lateral (select v.values, convert_to(v.missing, 'UTF8') as letters from school_values v
      where v.dataset_id = $${i + 4} and v.school_id = held.school_id offset 0) d${i} on true`,
  );
  for (let start = 0; start < held.length; start += schoolsAtOnce) {
    const schools = held.slice(start, start + schoolsAtOnce).map((row) => row.school_id);
    await scope.sql.unsafe(
      `insert into school_values (workspace_id, dataset_id, school_id, values, missing)
      select $1::uuid, $2::uuid, c.school_id, c.figures, c.letters from (
        select held.school_id, ${values} as figures, ${letters} as letters
        from unnest($3::uuid[]) as held (school_id) ${joins.join('')}) c
      where c.letters ~ '[^${neverBrought}]'`,
      [workspaceOf(scope), dataset, schools, ...from],
    );
  }
}

/** The arrays of a new row, made of columns of the rows d0, d1 …; one statement for all schools. */
function carried(width: number, taken: readonly Taken[], from: readonly string[]) {
  const values = Array<string>(width).fill(`'NaN'`);
  const letters = Array<string>(width).fill(`'${neverBrought}'`);
  for (const { column, from: place } of taken) {
    const row = `d${from.indexOf(place.dataset)}`;
    values[column - 1] = `coalesce(${row}.values[${place.column}], 'NaN')`;
    letters[column - 1] = `coalesce(chr(get_byte(${row}.letters, ${place.column - 1})), '${neverBrought}')`;
  }
  return {
    values: `array[${values.join(', ')}]::float8[]`,
    letters: `array_to_string(array[${letters.join(', ')}]::text[], '')`,
  };
}

interface Line {
  level: string;
  code: string;
  label: string;
  row: number | null;
  values: string;
  missing: string;
}

/** Lines of totals; those that the file does not have keep the values they have of its measures. */
export async function storeLines(
  scope: Scope,
  dataset: string,
  lines: readonly BroughtLine[],
  width: number,
  taken: readonly Taken[],
): Promise<void> {
  const brought = new Set(lines.map(({ level, code }) => JSON.stringify([level, code])));
  const kept = (await formerLines(scope, width, taken)).filter(
    ({ level, code }) => !brought.has(JSON.stringify([level, code])),
  );
  const all: Line[] = [...lines, ...kept];
  if (all.length === 0 || width === 0) return;
  await scope.sql`
    insert into reference_line (workspace_id, dataset_id, id, level, code, label, file_row, values, missing)
    select ${workspaceOf(scope)}::uuid, ${dataset}::uuid, l.id, l.level, l.code, l.label, l.file, l.figures::float8[],
      l.missing
    from unnest(${all.map(() => newId())}::uuid[], ${all.map((line) => line.level)}::text[],
      ${all.map((line) => line.code)}::text[], ${all.map((line) => line.label)}::text[],
      ${all.map((line) => line.row)}::int[], ${all.map((line) => line.values)}::text[],
      ${all.map((line) => line.missing)}::text[]) as l (id, level, code, label, file, figures, missing)`;
}

async function formerLines(scope: Scope, width: number, taken: readonly Taken[]): Promise<Line[]> {
  const from = [...new Set(taken.map((one) => one.from.dataset))];
  if (from.length === 0) return [];
  const rows = await scope.sql<
    { dataset_id: string; level: string; code: string; label: string; figures: string; missing: string }[]
  >`select dataset_id, level, code, label, values::text as figures, missing from reference_line
    where dataset_id = any (${from}::uuid[])`;
  const found = new Map<string, { line: Line; values: string[]; letters: string[] }>();
  for (const row of rows) {
    const figures = row.figures.slice(1, -1).split(',');
    const name = JSON.stringify([row.level, row.code]);
    const { level, code, label } = row;
    const one = found.get(name) ?? {
      line: { level, code, label, row: null, values: '', missing: '' },
      values: Array<string>(width).fill('NaN'),
      letters: Array<string>(width).fill(neverBrought),
    };
    for (const { column, from: place } of taken) {
      if (place.dataset !== row.dataset_id) continue;
      one.values[column - 1] = figures[place.column - 1] ?? 'NaN';
      one.letters[column - 1] = row.missing[place.column - 1] ?? neverBrought;
    }
    found.set(name, one);
  }
  return [...found.values()].map(({ line, values, letters }) => ({
    ...line,
    values: `{${values.join(',')}}`,
    missing: letters.join(''),
  }));
}
