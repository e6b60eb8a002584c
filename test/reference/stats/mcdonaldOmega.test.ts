import { describe, expect, it } from 'vitest';
import { mcdonaldOmega, type Direction } from '#stats';
import { findData, numbers, readData } from './data.ts';
import factanal from './mcdonaldOmega.json' with { type: 'json' };

const absent = findData('bfi') === null;
const scales: ['A' | 'C' | 'E' | 'N' | 'O', Direction[]][] = [
  ['A', [-1, 1, 1, 1, 1]],
  ['C', [1, 1, 1, -1, -1]],
  ['E', [-1, -1, 1, 1, 1]],
  ['N', [1, 1, 1, 1, 1]],
  ['O', [1, -1, 1, 1, -1]],
];

describe.skipIf(absent)(`Personality items${absent ? ' (skipped: no bfi in ../shared/data)' : ''}`, () => {
  it.each(scales)('scale %s has the factor and the omega of R’s factanal', (scale, directions) => {
    const rows = readData('bfi');
    const items = directions.map((_, j) => ({
      name: `${scale}${j + 1}`,
      values: numbers(rows, `${scale}${j + 1}`),
    }));
    const found = mcdonaldOmega(items, directions);
    const { n, loadings, uniquenesses, standardDeviations, discrepancy } = factanal[scale];
    expect(found.n).toBe(n);
    loadings.forEach((loading, i) => expect(found.loadings[i]).toBeCloseTo(loading, 6));
    uniquenesses.forEach((value, i) => expect(found.uniquenesses[i]).toBeCloseTo(value, 6));
    expect(found.discrepancy).toBeCloseTo(discrepancy, 8);
    const common =
      loadings.reduce((sum, value, i) => sum + directions[i] * standardDeviations[i] * value, 0) ** 2;
    const unique = uniquenesses.reduce((sum, value, i) => sum + standardDeviations[i] ** 2 * value, 0);
    expect(found.raw).toBeCloseTo(common / (common + unique), 6);
  });
});
