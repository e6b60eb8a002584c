import { expect, it } from 'vitest';
import { identify } from './identify.ts';

it('gives the figures of the worked example in docs/methods/identification.md', () => {
  const { method, index, contextQuartile, resultQuartile, kind, groups } = identify({
    context: [
      { name: 'meals', values: Float64Array.of(8, 15, 22, 31, 40, 46, 58, 71), highMeans: 'harder' },
      {
        name: 'education',
        values: Float64Array.of(3.4, 3.5, 2.9, 3.0, 2.6, 2.2, 2.3, 1.8),
        highMeans: 'easier',
      },
    ],
    result: {
      name: 'score',
      values: Float64Array.of(760, 742, 701, 655, 610, 590, 745, 521),
      highMeans: 'better',
    },
    groups: { names: ['the county'], code: new Int32Array(8) },
  });
  const shown = Array.from(index, (value) => Number(value.toFixed(3)));
  expect(shown).toEqual([-1.744, -1.633, -0.693, -0.517, 0.252, 0.923, 1.197, 2.215]);
  expect(Array.from(contextQuartile)).toEqual([4, 4, 3, 3, 2, 2, 1, 1]);
  expect(Array.from(resultQuartile)).toEqual([4, 3, 3, 2, 2, 1, 4, 1]);
  expect(Array.from(kind)).toEqual([0, 0, 0, 0, 0, 0, 1, 2]);
  expect(groups[0].index?.q3).toBeCloseTo(0.991, 3);
  expect(groups[0].result).toMatchObject({ q1: 605, q3: 742.75 });
  const [meals, education] = method.context;
  expect(meals.mean).toBe(36.375);
  expect(meals.standardDeviation).toBeCloseTo(21.613, 3);
  expect(education.mean).toBeCloseTo(2.7125, 12);
  expect(education.standardDeviation).toBeCloseTo(0.5963, 4);
  expect([meals.loading, education.loading]).toEqual([
    expect.closeTo(Math.SQRT1_2, 12),
    expect.closeTo(-Math.SQRT1_2, 12),
  ]);
});
