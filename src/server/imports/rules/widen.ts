import { columnFacts, isNumeric } from './columnFacts.ts';
import { limits } from './limits.ts';
import { cellOf, oneLine, tooLarge, type Table } from './table.ts';
import { periodOf } from './years.ts';

/** Between the parts of the name of a column that was made from lines: `average_scaled_score · Reading · Girls`. */
export const between = ' · ';

/** Which school or area a line is of; everything else in words says what the line is about. */
const identity =
  /^(?:geographic_level|country_(?:code|name)|region_(?:code|name)|(?:old_|new_)?la_(?:code|name)|lad_(?:code|name)|pcon_(?:code|name)|school_\w+|urn|estab\w*)$/;
/** The same in every line, or of no interest. */
const aside = /^(?:time_identifier|version|release\w*)$/;
const schoolKeys = ['school_urn', 'urn', 'school_laestab'];
/** Words for all pupils together, or for no division at all. */
const noDivision = new Set(['', 'total', 'all', 'all pupils', 'z', 'not applicable']);

/** The columns of a long file by what they do. */
interface Division {
  identity: number[];
  school: number | undefined;
  /** What a line is about: subject, breakdown and the like. */
  dimensions: number[];
  topic: number | undefined;
  period: number;
  values: number[];
}

/**
 * The long files of England's open data have a line for every school, subject and group of pupils. They become a row
 * per school with a column for each of them. Any other table stays as it is.
 */
export function widen(table: Table): Table {
  const division = divide(table);
  return division === null ? table : new Widening(table, division).done();
}

function divide(table: Table): Division | null {
  const names = table.headers.map((header) => header.toLowerCase());
  const at = (name: string) => (names.includes(name) ? names.indexOf(name) : undefined);
  const period = at('time_period');
  if (period === undefined || at('geographic_level') === undefined) return null;
  const school = schoolKeys.map(at).find((column) => column !== undefined);
  const topic = at('breakdown_topic');
  const facts = columnFacts(table);
  const division: Division = { identity: [], school, dimensions: [], topic, period, values: [] };
  for (const [i, fact] of facts.entries()) {
    const name = names[i] ?? '';
    if (i === period || i === topic || aside.test(name) || fact.filled === 0) continue;
    if (identity.test(name)) division.identity.push(i);
    else if (isNumeric(fact) || fact.coded === fact.filled) division.values.push(i);
    else if (name === 'subject') division.dimensions.unshift(i);
    else division.dimensions.push(i);
  }
  return division;
}

/** Puts the lines together, in the order in which schools and columns first come. */
class Widening {
  readonly #table: Table;
  readonly #division: Division;
  readonly #severalPeriods: boolean;
  readonly #topicTells: ReadonlySet<string>;
  readonly #columns = new Map<string, number>();
  readonly #rowOf = new Map<string, number>();
  readonly #rows: string[][] = [];
  readonly #firstLines: number[] = [];
  readonly #troubles: Table['troubles'] = [];

  constructor(table: Table, division: Division) {
    this.#table = table;
    this.#division = division;
    this.#severalPeriods =
      new Set(table.rows.map((_, line) => cellOf(table, line, division.period))).size > 1;
    this.#topicTells = breakdownsOfSeveralTopics(table, division);
  }

  done(): Table {
    const { identity, period } = this.#division;
    const table = this.#table;
    for (const line of table.rows.keys()) this.#add(line);
    const kept = this.#severalPeriods ? identity : [...identity, period];
    const width = kept.length + this.#columns.size;
    const lines = table.rows.length.toLocaleString('en-GB');
    return {
      ...table,
      readAs: `${table.readAs}; ${lines} lines turned into a row per school`,
      headers: [...kept.map((column) => table.headers[column] ?? ''), ...this.#columns.keys()],
      rows: this.#rows.map((values, row) => {
        const first = this.#firstLines[row] ?? 0;
        const cells = kept.map((column) => cellOf(table, first, column));
        for (let i = 0; i < this.#columns.size; i++) cells.push(values[i] ?? '');
        return cells;
      }),
      rowNumbers: Int32Array.from(this.#firstLines, (line) => table.rowNumbers[line] ?? 0),
      troubles: this.#troubles.map((one) => ({
        ...one,
        column: Math.min(one.column + kept.length, width - 1),
      })),
    };
  }

  #add(line: number): void {
    const table = this.#table;
    const row = this.#rowFor(line);
    const cells = table.rows[line] ?? [];
    if (cells.length > table.headers.length) {
      this.#trouble(row, 0, line, 'has more cells than the header');
      return;
    }
    const about = this.#aboutOf(line);
    const values = this.#rows[row] ?? [];
    for (const value of this.#division.values) {
      const column = this.#columnFor(`${table.headers[value] ?? ''}${about}`);
      const text = cellOf(table, line, value);
      const earlier = values[column];
      if (earlier === undefined) values[column] = text;
      else if (earlier !== text) this.#trouble(row, column, line, 'gives another value than an earlier one');
    }
  }

  #trouble(row: number, column: number, line: number, what: string): void {
    const number = this.#table.rowNumbers[line] ?? 0;
    this.#troubles.push({
      row,
      column,
      rule: `A line of the school ${what}`,
      reason: `Row ${number} ${what}`,
    });
  }

  #rowFor(line: number): number {
    const { identity, school } = this.#division;
    const own = school === undefined ? '' : cellOf(this.#table, line, school);
    const key = own === '' ? identity.map((column) => cellOf(this.#table, line, column)).join('\n') : own;
    const known = this.#rowOf.get(key);
    if (known !== undefined) return known;
    this.#rowOf.set(key, this.#rows.length);
    this.#firstLines.push(line);
    return this.#rows.push([]) - 1;
  }

  #columnFor(name: string): number {
    const known = this.#columns.get(name);
    if (known !== undefined) return known;
    this.#columns.set(name, this.#columns.size);
    refuseTooWide(this.#columns.size + this.#division.identity.length + 1, this.#rows.length);
    return this.#columns.size - 1;
  }

  /** What the line is about, as the end of the names of its columns. */
  #aboutOf(line: number): string {
    const { dimensions, topic, period } = this.#division;
    const parts = dimensions.flatMap((column) => {
      const word = oneLine(cellOf(this.#table, line, column));
      if (noDivision.has(word.toLowerCase())) return [];
      const isUnclear = topic !== undefined && this.#topicTells.has(word);
      return [isUnclear ? `${word} (${cellOf(this.#table, line, topic)})` : word];
    });
    if (this.#severalPeriods) parts.push(periodOf(cellOf(this.#table, line, period)));
    return parts.map((part) => between + part).join('');
  }
}

/** A breakdown such as ‘Unknown’ may stand under sex and under language; then its topic belongs to its name. */
function breakdownsOfSeveralTopics(table: Table, { dimensions, topic }: Division): Set<string> {
  const topics = new Map<string, string>();
  const several = new Set<string>();
  if (topic === undefined) return several;
  const breakdown = dimensions.find((column) => table.headers[column]?.toLowerCase() === 'breakdown');
  if (breakdown === undefined) return several;
  for (const line of table.rows.keys()) {
    const word = oneLine(cellOf(table, line, breakdown));
    const its = cellOf(table, line, topic);
    if ((topics.get(word) ?? its) !== its) several.add(word);
    topics.set(word, its);
  }
  return several;
}

function refuseTooWide(columns: number, rows: number): void {
  if (columns <= limits.columns && columns * rows <= limits.cells) return;
  throw tooLarge(
    `Turned into a row per school, the file has more than ${limits.columns.toLocaleString('en-GB')} columns or ` +
      `${limits.cells.toLocaleString('en-GB')} cells. Leave out subjects or groups of pupils that are not needed.`,
  );
}
