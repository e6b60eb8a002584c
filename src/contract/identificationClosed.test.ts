import { describe, expect, it } from 'vitest';
import type { Frame } from './identification.ts';
import { hadClosed, schoolsAsked } from './identificationClosed.ts';

describe('whether a school was no more when a year began', () => {
  it.each([
    ['2023-08-31', '2023-24', true],
    ['2023-09-01', '2023/24', true],
    ['2023-09-02', '2023–24', false],
    ['2024-08-31', '2023/2024', false],
    ['2023-12-31', '2024', true],
    ['2024-06-30', '2024', false],
    // Of several years together it is the last that is asked about.
    ['2018-08-31', '2016/17 to 2018/19', true],
    ['2017-08-31', '2017 to 2018', true],
    // A day is no school year, though its digits could be read as one.
    ['2011-06-30', '2011-12-31', false],
    ['1999-12-31', '1999-00', false],
    ['1999-08-31', '1999-00', true],
  ])('closed on %s, asked about %s: %s', (on, period, gone) => {
    expect(hadClosed(on, period)).toBe(gone);
  });

  it('where the day or the year is not known, it had', () => {
    expect(hadClosed(null, '2024')).toBe(true);
    expect(hadClosed('2030-01-01', null)).toBe(true);
  });
});

describe('the schools of a question', () => {
  const result = {
    key: 'score',
    label: 'Score',
    kind: 'result',
    highMeans: 'better',
    period: '2024-25',
    unit: null,
    values: [1, null, 3, null],
    denominator: [10, 20, 30, 40],
  } as const;
  const frame = {
    source: 'invented',
    schools: { id: ['a', 'b', 'c', 'd'], reference: ['1', '2', '3', '4'], name: ['A', 'B', 'C', 'D'] },
    groupings: [{ key: 'region', label: 'Region', groups: ['East', 'West'], code: [0, 0, 1, 1] }],
    measures: [
      { ...result, values: [...result.values], denominator: [...result.denominator] },
      {
        key: 'unread',
        label: 'Unread',
        kind: 'context',
        highMeans: 'harder',
        period: null,
        unit: null,
        values: [],
      },
    ],
  } satisfies Frame;
  const on = '2024-08-31';

  it('are without those that had closed and have no result of the year', () => {
    const asked = schoolsAsked({ ...frame, closed: [1, 2].map((row) => ({ row, on })) }, 'score');
    expect(asked.closed).toEqual([1]);
    expect(asked.frame.schools.name).toEqual(['A', 'C', 'D']);
    expect(asked.frame.groupings[0]?.code).toEqual([0, 1, 1]);
    expect(asked.frame.measures[0]).toMatchObject({ values: [1, 3, null], denominator: [10, 30, 40] });
    expect(asked.frame.measures[1]?.values).toEqual([]);
    expect(asked.frame.source).toBe('invented');
  });

  it('are all, in the same object, where none had', () => {
    const later = { ...frame, closed: [{ row: 1, on: '2025-08-31' }] };
    expect(schoolsAsked(later, 'score')).toEqual({ frame: later, closed: [] });
    expect(schoolsAsked(frame, 'score').frame).toBe(frame);
  });
});
