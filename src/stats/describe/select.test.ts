import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededGenerator } from '../random/generator.ts';
import { selectRanks } from './select.ts';

/** Columns of every shape that could mislead equal bins. */
const shapes: Record<string, (uniform: () => number, i: number) => number> = {
  even: (uniform) => uniform(),
  'two decimals, many ties': (uniform) => Math.round(uniform() * 100) / 100,
  'far outliers': (uniform, i) => (i % 997 === 3 ? 1e300 : i % 991 === 5 ? -1e300 : uniform()),
  'nearly all equal': (uniform, i) => (i % 500 === 0 ? uniform() : 7),
  'all equal': () => -3,
  'many magnitudes': (uniform) => 10 ** (600 * uniform() - 300),
  'width beyond a number': (uniform, i) => (i % 2 === 0 ? 1.7e308 : -1.7e308) * uniform(),
  subnormal: (uniform) => Math.round(uniform() * 50) * Number.MIN_VALUE,
  falling: (_, i) => -i,
};

describe('selectRanks', () => {
  it.each(Object.keys(shapes))('finds what sorting finds: %s', (shape) => {
    const { uniform } = seededGenerator(1, shape);
    for (const length of [1, 2, 511, 512, 5000]) {
      const values = Float64Array.from({ length }, (_, i) => shapes[shape](uniform, i));
      const before = values.slice();
      const sorted = values.toSorted();
      const ranks = [0, 0.25, 0.5, 0.75, 1].map((p) => Math.floor(p * (length - 1)));
      expect(selectRanks(values, ranks)).toEqual(ranks.map((rank) => sorted[rank]));
      expect(values).toEqual(before);
    }
  });

  it('finds any ranks in any order', () => {
    const { below } = seededGenerator(2);
    const values = Float64Array.from({ length: 2000 }, () => below(900));
    const sorted = values.toSorted();
    fc.assert(
      fc.property(fc.array(fc.nat(1999), { maxLength: 20 }), (ranks) => {
        expect(selectRanks(values, ranks)).toEqual(ranks.map((rank) => sorted[rank]));
      }),
    );
  });
});
