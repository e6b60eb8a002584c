import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { demonstrationFiles, seed } from '../scripts/demonstration/files.ts';
import { namedSchools, regions } from '../scripts/demonstration/names.ts';
import { correlation, identify } from '../src/stats/index.ts';
import { inventedPeople } from '../src/server/demonstration/people.ts';

const data = new URL('../data/', import.meta.url);
const files = demonstrationFiles();

/** The rows of a file, each as its cells by the names of the columns. */
function rowsOf(name: string): Record<string, string>[] {
  const [header, ...lines] = (files.get(name) ?? '').trim().split('\n');
  const keys = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [keys[i], cell])));
}

const register = rowsOf('marram_schools.csv');
const years = ['2022-23', '2023-24', '2024-25'].map((year) => rowsOf(`marram_${year}.csv`));
const latest = years[2];
const byReference = new Map(register.map((row) => [row.reference, row]));
const column = (rows: Record<string, string>[], key: string) =>
  Float64Array.from(rows, (row) => (row[key] === '' ? NaN : Number(row[key])));
const r = (one: string, other: string) => correlation(column(latest, one), column(latest, other)).r;

const indicators = {
  free_meals: 'harder',
  new_to_language: 'harder',
  parents_with_degree: 'easier',
  special_needs: 'harder',
  mobility: 'harder',
  single_parent: 'harder',
} as const;

/** The quartile method with the page's usual settings: six indicators of the year, within the region. */
function identified(rows: Record<string, string>[]) {
  const names = regions.map((region) => region.name as string);
  const result = identify({
    context: Object.entries(indicators).map(([name, highMeans]) => ({
      name,
      highMeans,
      values: column(rows, name),
    })),
    result: { name: 'results', values: column(rows, 'results'), highMeans: 'better' },
    groups: {
      names,
      code: Int32Array.from(rows, (row) => names.indexOf(byReference.get(row.reference)?.region ?? '')),
    },
  });
  const called = (kind: number) => rows.filter((_, i) => result.kind[i] === kind).map((row) => row.name);
  return { result, resilient: called(1), struggling: called(2) };
}

describe('the files of the invented network', () => {
  it('are those that the generator makes', () => {
    const committed = readdirSync(data).filter((name) => /^marram_.*\.csv$/.test(name));
    expect(committed.toSorted()).toEqual([...files.keys()].toSorted());
    for (const [name, text] of files) {
      expect(
        readFileSync(new URL(name, data), 'utf8') === text,
        `${name}: run scripts/demonstration.ts`,
      ).toBe(true);
    }
  });

  it('are the same for the same seed, and others for another', () => {
    expect([...demonstrationFiles(seed)]).toEqual([...files]);
    expect(demonstrationFiles(seed + 1).get('marram_2024-25.csv')).not.toBe(files.get('marram_2024-25.csv'));
  });

  it('say in every row that they are invented', () => {
    for (const text of files.values()) {
      const [, ...lines] = text.trim().split('\n');
      expect(lines.every((line) => line.endsWith(',invented'))).toBe(true);
    }
  });
});

describe('the schools', () => {
  it('are 212 in four regions, and two that closed with the school that followed', () => {
    const open = register.filter((row) => row.status === 'Open');
    const count = (region: string) => open.filter((row) => row.region === region).length;
    expect(regions.map(({ name }) => count(name))).toEqual([53, 55, 50, 54]);
    const closed = register.filter((row) => row.status === 'Closed');
    expect(closed).toHaveLength(2);
    for (const { successor, closed: day, reference } of closed) {
      expect(open.map((row) => row.reference)).toContain(successor);
      // Nothing is told of a year after the last day.
      const told = years.map((rows) => rows.some((row) => row.reference === reference));
      expect(told).toEqual(['2023-07-31', '2024-07-31', '2025-07-31'].map((end) => end <= day));
    }
    expect(latest).toHaveLength(212);
  });

  it('have names and references of their own, outside the ranges in use', () => {
    expect(new Set(register.map((row) => row.name)).size).toBe(register.length);
    expect(new Set(register.map((row) => row.reference)).size).toBe(register.length);
    expect(register.filter((row) => !/^900\d{3}$/.test(row.reference))).toEqual([]);
    expect(register.filter((row) => !/^[A-Z][a-z]+( [A-Z][a-z]+)+ Primary$/.test(row.name))).toEqual([]);
  });

  it('work in clusters of four to six', () => {
    const open = register.filter((row) => row.status === 'Open');
    const sizes = [...Map.groupBy(open, (row) => row.cluster).values()].map((rows) => rows.length);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(4);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(6);
  });
});

describe('the figures', () => {
  it('keep to what such figures can be', () => {
    const within: Record<string, [number, number]> = {
      ...Object.fromEntries(Object.keys(indicators).map((key) => [key, [1, 90]])),
      ...Object.fromEntries(['results', 'reading', 'writing', 'mathematics'].map((key) => [key, [80, 120]])),
      attendance: [85, 98],
      staff_turnover: [1, 60],
      leadership_changes: [0, 2],
      pupils_on_roll: [20, 700],
      pupils_tested: [2, 110],
    };
    for (const rows of years) {
      for (const [key, [least, most]] of Object.entries(within)) {
        const known = column(rows, key).filter((value) => !Number.isNaN(value));
        expect(known.length, key).toBeGreaterThan(190);
        expect(Math.min(...known), key).toBeGreaterThanOrEqual(least);
        expect(Math.max(...known), key).toBeLessThanOrEqual(most);
      }
      expect(rows.filter((row) => Number(row.pupils_tested) >= Number(row.pupils_on_roll))).toEqual([]);
    }
  });

  it('are held back where fewer than five pupils were tested, and nowhere else', () => {
    let held = 0;
    for (const row of years.flat()) {
      const few = Number(row.pupils_tested) < 5;
      const cells = [row.results, row.reading, row.writing, row.mathematics];
      expect(cells.map((cell) => cell === 'SUPP')).toEqual(cells.map(() => few));
      held += Number(few);
    }
    expect(held).toBeGreaterThan(3);
  });

  it('lack answers of schools in one region, fewer every year', () => {
    const silent = years.map((rows) => rows.filter((row) => row.mobility === ''));
    const counts = silent.map((rows) => rows.length);
    expect(counts.toSorted((a, b) => b - a)).toEqual(counts);
    expect(counts[2]).toBeGreaterThan(0);
    const where = new Set(silent.flat().map((row) => byReference.get(row.reference)?.region));
    expect([...where]).toEqual(['Westhay']);
  });

  it('hang together as circumstances and results do', () => {
    for (const key of ['new_to_language', 'special_needs', 'mobility', 'single_parent'])
      expect(r('free_meals', key), key).toBeGreaterThan(0.3);
    expect(r('free_meals', 'parents_with_degree')).toBeLessThan(-0.5);
    expect(r('free_meals', 'results')).toBeLessThan(-0.3);
    expect(r('free_meals', 'attendance')).toBeLessThan(-0.3);
    expect(r('results', 'attendance')).toBeGreaterThan(0.3);
    expect(r('results', 'staff_turnover')).toBeLessThan(-0.2);
    expect(r('reading', 'mathematics')).toBeGreaterThan(0.7);
  });

  it('move from year to year the more, the fewer pupils are tested', () => {
    const before = new Map(years[1].map((row) => [row.reference, Number(row.results)]));
    const moves = latest.flatMap((row) => {
      const move = Number(row.results) - (before.get(row.reference) ?? NaN);
      return Number.isNaN(move) ? [] : [{ tested: Number(row.pupils_tested), square: move ** 2 }];
    });
    moves.sort((a, b) => a.tested - b.tested);
    const mean = (part: typeof moves) => part.reduce((sum, { square }) => sum + square, 0) / part.length;
    expect(mean(moves.slice(0, 60))).toBeGreaterThan(1.3 * mean(moves.slice(-60)));
  });
});

describe('the usual settings of the page', () => {
  const { result, resilient, struggling } = identified(latest);
  const better = namedSchools
    .filter(({ effect }) => effect !== null && effect > 0)
    .map(({ name }) => `${name} Primary`);
  const worse = namedSchools
    .filter(({ effect }) => effect !== null && effect < 0)
    .map(({ name }) => `${name} Primary`);

  it('find the seven schools that truly beat the odds, by the rule alone', () => {
    expect(result.counts).toMatchObject({ hardest: 53, resilient: 7 });
    expect(resilient.toSorted()).toEqual(better.toSorted());
    expect(result.method.shareOfVariance).toBeGreaterThan(0.5);
  });

  it('find struggling schools, among them most of those that truly struggle', () => {
    expect(struggling.length).toBeGreaterThanOrEqual(20);
    expect(struggling.length).toBeLessThanOrEqual(30);
    expect(worse.filter((name) => struggling.includes(name)).length).toBeGreaterThan(worse.length / 2);
  });

  it('find most of them in the years before as well', () => {
    for (const rows of years.slice(0, 2)) {
      const found = identified(rows).resilient;
      expect(better.filter((name) => found.includes(name)).length).toBeGreaterThanOrEqual(5);
    }
  });
});

describe('the people', () => {
  it('hold every role but that of the owner, in schools that there are', () => {
    const held = new Set(inventedPeople.flatMap(({ roles }) => roles.map(({ role }) => role)));
    expect([...held].toSorted()).toEqual([
      'coordinator',
      'evaluator',
      'partner',
      'partnership lead',
      'researcher',
      'school leader',
      'staff',
      'viewer',
    ]);
    const schools = inventedPeople.flatMap(({ roles }) => roles.flatMap(({ school }) => school ?? []));
    expect(schools.filter((school) => !byReference.has(school))).toEqual([]);
    expect(byReference.get('900318')?.name).toBe('Linden Park Primary');
  });
});
