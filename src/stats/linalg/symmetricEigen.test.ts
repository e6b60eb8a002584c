import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { symmetricEigen } from './symmetricEigen.ts';

const entry = fc.double({ min: -100, max: 100, noNaN: true });
const symmetric = fc.integer({ min: 1, max: 9 }).chain((size) =>
  fc.array(entry, { minLength: size * size, maxLength: size * size }).map((a) => ({
    size,
    matrix: a.map((_, i) => {
      const [row, column] = [Math.floor(i / size), i % size];
      return row <= column ? a[i] : a[column * size + row];
    }),
  })),
);

const dot = (x: ArrayLike<number>, y: ArrayLike<number>) =>
  Array.from(x).reduce((sum, value, i) => sum + value * y[i], 0);

describe('symmetricEigen', () => {
  it('solves a matrix whose eigenvalues are known', () => {
    // The second-difference matrix of size n has eigenvalues 2 − 2 cos(kπ / (n + 1)).
    const size = 6;
    const matrix = Array.from({ length: size * size }, (_, i) => {
      const apart = Math.abs(Math.floor(i / size) - (i % size));
      return apart === 0 ? 2 : apart === 1 ? -1 : 0;
    });
    const known = Array.from(
      { length: size },
      (_, k) => 2 - 2 * Math.cos(((size - k) * Math.PI) / (size + 1)),
    );
    symmetricEigen(matrix, size).values.forEach((value, k) => expect(value).toBeCloseTo(known[k], 13));
  });

  it('gives orthonormal vectors that the matrix only stretches, largest first', () => {
    fc.assert(
      fc.property(symmetric, ({ size, matrix }) => {
        const before = [...matrix];
        const { values, vectors } = symmetricEigen(matrix, size);
        expect(matrix).toEqual(before);
        const scale = Math.max(1, Math.hypot(...matrix));
        for (let k = 0; k < size; k++) {
          if (k > 0) expect(values[k]).toBeLessThanOrEqual(values[k - 1]);
          for (let row = 0; row < size; row++) {
            const stretched = dot(matrix.slice(row * size, (row + 1) * size), vectors[k]);
            expect(Math.abs(stretched - values[k] * vectors[k][row])).toBeLessThan(1e-13 * scale);
          }
          for (let l = 0; l <= k; l++) {
            expect(dot(vectors[k], vectors[l])).toBeCloseTo(k === l ? 1 : 0, 13);
          }
        }
      }),
    );
  });

  it('refuses a matrix with gaps', () => {
    expect(() => symmetricEigen([1, NaN, NaN, 1], 2)).toThrow(/Element 1, 2 of the matrix is NaN/);
  });
});
