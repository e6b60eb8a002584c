import { figuresOf, years, type Cell, type Year } from './figures.ts';
import { makeSchools, type School } from './schools.ts';

/** Every number of the network comes from this one. */
export const seed = 612;

/** Stands in every row of every file: whoever finds one alone is told as well. */
const invented = 'invented';

/** The files of the network by name, as they lie in `data/`. */
export function demonstrationFiles(from = seed): Map<string, string> {
  const schools = makeSchools(from).toSorted((a, b) => a.reference - b.reference);
  return new Map([
    ['marram_schools.csv', registerOf(schools)],
    ...years.map((year) => [`marram_${year.file}.csv`, yearOf(from, schools, year)] as const),
  ]);
}

function registerOf(schools: readonly School[]): string {
  const header = [
    'reference',
    'name',
    'region',
    'cluster',
    'phase',
    'status',
    'opened',
    'closed',
    'successor',
    'successor_date',
  ];
  const rows = schools.map(({ reference, name, region, cluster, opened, closed, successor }) => [
    String(reference),
    name,
    region,
    cluster,
    'Primary',
    closed === null ? 'Open' : 'Closed',
    opened ?? '',
    closed ?? '',
    successor === null ? '' : String(successor),
    closed === null ? '' : dayAfter(closed),
  ]);
  return csv([header, ...rows]);
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

/** The schools that were open in that year. */
function yearOf(from: number, schools: readonly School[], year: Year): string {
  const open = schools.flatMap((school) => {
    const figures = figuresOf(from, school).get(year);
    return figures === undefined ? [] : [{ school, figures }];
  });
  const keys = Object.keys(open[0]?.figures ?? {}) as (keyof (typeof open)[number]['figures'])[];
  const rows = open.map(({ school, figures }) => [
    String(school.reference),
    school.name,
    ...keys.map((key) => written(figures[key])),
  ]);
  return csv([['reference', 'name', ...keys], ...rows]);
}

const written = (cell: Cell) => String(cell);

/** No cell holds a comma, a quotation mark or a line break: names and numbers are ours. */
function csv([header = [], ...rows]: string[][]): string {
  const line = (cells: readonly string[], last: string) => `${[...cells, last].join(',')}\n`;
  return line(header, 'note') + rows.map((row) => line(row, invented)).join('');
}
