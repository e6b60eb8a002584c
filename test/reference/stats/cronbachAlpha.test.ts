import { describe, expect, it } from 'vitest';
import { cronbachAlpha, type Direction } from '#stats';
import { findData, numbers, readData } from './data.ts';

const absent = findData('bfi') === null;

/** The five scales of the inventory, with its key: −1 for items that are worded the other way round. */
const scales: [name: string, directions: Direction[], alpha: number][] = [
  ['A', [-1, 1, 1, 1, 1], 0.703],
  ['C', [1, 1, 1, -1, -1], 0.727],
  ['E', [-1, -1, 1, 1, 1], 0.762],
  ['N', [1, 1, 1, 1, 1], 0.814],
  ['O', [1, -1, 1, 1, -1], 0.6],
];

describe.skipIf(absent)(`Personality items${absent ? ' (skipped: no bfi in ../shared/data)' : ''}`, () => {
  it.each(scales)('has the published alpha of scale %s', (scale, directions, alpha) => {
    const rows = readData('bfi');
    const items = directions.map((_, j) => {
      const name = `${scale}${j + 1}`;
      return { name, values: numbers(rows, name) };
    });
    // Published from pairwise complete rows, here from complete ones: they differ by less than 0.01.
    expect(Math.abs(cronbachAlpha(items, directions).raw - alpha)).toBeLessThan(0.01);
  });
});
