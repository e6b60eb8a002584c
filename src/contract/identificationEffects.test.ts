import { describe, expect, it } from 'vitest';
import { caterpillar } from '#stats';
import { effectsOf, effectsRows, effectsWords } from './identificationEffects.ts';
import type { ModelFit } from './identificationModelAnswer.ts';

const measure = { label: 'Reading', period: '2025', unit: null } as never;
const effectsFrom = (effect: number[], error: number, highMeans: 'better' | 'worse' = 'better') =>
  effectsOf(
    { caterpillar },
    {
      fit: {
        effects: {
          effect: Float64Array.from(effect),
          fullError: new Float64Array(effect.length).fill(error),
        },
      },
      views: { confidence: 0.95 },
    } as unknown as ModelFit,
    { measure, highMeans },
  );

describe('how far schools are from what circumstances predict', () => {
  it('stands in order, with the interval of each, and counts those that are clear', () => {
    const effects = effectsFrom([3, -5, NaN, 0.5, 6], 2);
    expect(effects.lines.map(({ middle, side }) => [middle, side])).toEqual([
      [-5, -1],
      [0.5, 0],
      [3, 0],
      [6, 1],
    ]);
    expect(effects.lines[0]?.high).toBeCloseTo(-5 + 2 * 1.959964, 6);
    expect(effects).toMatchObject({
      each: 1,
      schools: 4,
      below: 1,
      unclear: 2,
      above: 1,
      unit: 'points of Reading, 2025',
    });
    expect(effectsWords(effects).title).toBe('2 of 4 schools cannot be told from what circumstances predict');
    expect(effectsWords(effectsFrom([1, -1], 9)).title).toBe(
      'No school can be told from what circumstances predict',
    );
  });

  it('counts less as better where a high result is worse', () => {
    expect(effectsWords(effectsFrom([-5, -6, 9], 2, 'worse')).description).toContain(
      '2 do clearly better and 1 clearly worse',
    );
    expect(effectsRows(effectsFrom([-5, -6, 9], 2, 'worse'))[0]?.slice(2)).toEqual([
      'Clearly better',
      'Not clear',
      'Clearly worse',
    ]);
  });

  it('draws the middle one of so many where they would lie on each other, and counts every school', () => {
    const many = effectsFrom(
      Array.from({ length: 1001 }, (_, i) => (i - 500) / 50),
      1,
    );
    expect(many.each).toBe(4);
    expect(many.lines).toHaveLength(251);
    expect(effectsWords(many).caption).toContain('Each line stands for 4 schools');
    const [, ...rows] = effectsRows(many);
    const total = (column: number) => rows.reduce((sum, row) => sum + Number(row[column]), 0);
    expect([1, 2, 3, 4].map(total)).toEqual([1001, many.below, many.unclear, many.above]);
    // −10.00 to −8.02 are a hundred schools, none of which can be told by the lines of four alone.
    expect(rows[0]).toEqual(['−10 to −8', 100, 100, 0, 0]);
  });
});
