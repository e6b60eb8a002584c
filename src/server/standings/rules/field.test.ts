import { describe, expect, it } from 'vitest';
import { fieldBehind, fieldOf } from './field.ts';

const meals = Float64Array.of(10, 10.2, 30, 50, NaN, 11, 49.8);
const language = Float64Array.of(5, 5.1, 20, 40, 3, NaN, 40.1);
const field = (threshold = 3) => fieldOf([meals, language, meals], threshold);

const drawn = [
  [10, 5],
  [30, 20],
  [90, 90],
];

describe('the schools behind the ten', () => {
  it('are told by how many stand in each cell of two measures, and by nothing else', () => {
    expect(field()).toEqual({
      steps: [1, 1],
      schools: 5,
      at: [
        [10, 5],
        [30, 20],
        [50, 40],
      ],
      times: [2, 1, 2],
    });
  });

  it('are kept back where no more than the threshold have both', () => {
    expect(field(4)).not.toBeNull();
    expect(field(5)).toBeNull();
  });

  it('are those who are not drawn in front', () => {
    const rest = fieldBehind(field(), drawn, 2);
    expect(rest).toMatchObject({
      schools: 3,
      at: [
        [10, 5],
        [50, 40],
      ],
      times: [1, 2],
    });
    expect(fieldBehind(null, [[1, 2]], 0)).toBeNull();
  });

  it('are kept back where no more than the threshold are left behind those', () => {
    expect(fieldBehind(field(), drawn, 3)).toBeNull();
  });

  it('are along a line where there is one measure', () => {
    expect(fieldOf([meals], 3)?.at.every((at) => at.length === 1)).toBe(true);
  });
});
