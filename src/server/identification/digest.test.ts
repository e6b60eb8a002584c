import { describe, expect, it } from 'vitest';
import type { Frame } from '#contract/identification';
import { dataDigest } from './digest.ts';

const measure = (key: string, values: (number | null)[]): Frame['measures'][number] => ({
  key,
  label: key,
  kind: 'context',
  highMeans: 'harder',
  period: null,
  unit: null,
  values,
});
const frame: Frame = {
  source: null,
  schools: { id: ['b', 'a', 'c'], reference: ['1', '2', '3'], name: ['One', 'Two', 'Three'] },
  groupings: [{ key: 'region', label: 'Region', groups: ['East', 'West'], code: [0, 1, -1] }],
  measures: [measure('meals', [1, 2, null]), measure('results', [4, 5, 6]), measure('other', [7, 8, 9])],
};
const digest = (of: Frame) => dataDigest(of, ['meals', 'results'], 'region');
const withValues = (key: string, values: (number | null)[]): Frame => ({
  ...frame,
  measures: frame.measures.map((one) => (one.key === key ? { ...one, values } : one)),
});

describe('the digest of the data', () => {
  it('is the same for another order of the schools, of the groups, and for other names', () => {
    const turned: Frame = {
      ...frame,
      schools: {
        id: ['a', 'c', 'b'],
        reference: ['B', 'C', 'A'],
        name: ['School B', 'School C', 'School A'],
      },
      groupings: [{ key: 'region', label: 'Region', groups: ['West', 'East'], code: [0, -1, 1] }],
      measures: [measure('results', [5, 6, 4]), measure('other', [8, 9, 7]), measure('meals', [2, null, 1])],
    };
    expect(digest(turned)).toBe(digest(frame));
  });

  it('differs by one value, a missing one, or a group, and not by a measure that took no part', () => {
    const others = [
      withValues('meals', [1, 2, 0]),
      withValues('results', [4, 5, 6.000000000000001]),
      {
        ...frame,
        groupings: [{ key: 'region', label: 'Region', groups: ['East', 'West'], code: [0, 0, -1] }],
      },
    ];
    expect(new Set([frame, ...others].map(digest)).size).toBe(4);
    expect(digest(withValues('other', [0, 0, 0]))).toBe(digest(frame));
  });
});
