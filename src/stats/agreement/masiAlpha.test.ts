import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alphaIntervals, krippendorffAlpha, masiAlpha, masiInterval } from '../index.ts';
import { masiDistance } from './setPatterns.ts';
import { plainAlpha, ratingsOf } from '../../../test/support/plainAlpha.ts';

describe('sets of codes', () => {
  const set = fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });

  it('are as far apart as MASI says', () => {
    const far = (a: number[], b: number[]) => masiDistance(new Set(a), new Set(b));
    expect([far([], []), far([1, 2], [2, 1]), far([1], [2]), far([], [1])]).toEqual([0, 0, 1, 1]);
    expect(far([1], [1, 2])).toBeCloseTo(1 - (1 / 2) * (2 / 3), 15);
    expect(far([1, 3], [1, 2])).toBeCloseTo(1 - (1 / 3) * (1 / 3), 15);
    fc.assert(
      fc.property(set, set, (a, b) => {
        expect(far(a, b)).toBe(far(b, a));
        expect(far(a, b)).toBeGreaterThanOrEqual(0);
        expect(far(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('agree as their pairs do, one by one; with one code in each set as names do', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(set, set, set), { minLength: 2, maxLength: 10 }), (rows) => {
        const { estimate } = masiAlpha({ sets: rows.flat(), coders: 3 });
        const all = rows.flat();
        const plain = plainAlpha(
          rows.map((_, i) => [3 * i, 3 * i + 1, 3 * i + 2]),
          (a, b) => masiDistance(new Set(all[a]), new Set(all[b])),
        );
        if (estimate === null) expect(plain ?? 0).toBe(0);
        else expect(estimate).toBeCloseTo(plain ?? 2, 10);
      }),
    );
    const rows = [
      [0, 1],
      [2, 2],
      [1, 1],
      [3, -1],
    ];
    const { estimate, units, leftOut, distinctSets } = masiAlpha({
      sets: rows.flat().map((code) => (code === -1 ? null : [code])),
      coders: 2,
    });
    expect(estimate).toBeCloseTo(krippendorffAlpha(ratingsOf(rows), { metric: 'nominal' }).estimate ?? 2, 12);
    expect({ units, leftOut, distinctSets }).toEqual({ units: 3, leftOut: 1, distinctSets: 3 });
    expect(masiAlpha({ sets: [[], [], [], []], coders: 2 })).toMatchObject({
      undefinedBecause: 'no-variation',
    });
  });

  it('do not ask in what order units, coders and codes stand, nor what codes are called', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(set, set, fc.option(set)), { minLength: 2, maxLength: 10 }), (rows) => {
        const turned = rows
          .toReversed()
          .flatMap((row) =>
            row.toReversed().map((one) => one?.toReversed().map((code) => 40 - code) ?? null),
          );
        const [one, other] = [rows.flat(), turned].map((sets) => masiAlpha({ sets, coders: 3 }));
        expect(other.undefinedBecause).toBe(one.undefinedBecause);
        if (one.estimate !== null) expect(other.estimate).toBeCloseTo(one.estimate, 10);
      }),
    );
  });

  it('are 1 where all agree on different sets, and refused where they are none', () => {
    expect(masiAlpha({ sets: [[], [], [1, 2], [2, 1]], coders: 2 }).estimate).toBe(1);
    expect(masiAlpha({ sets: [[1], null], coders: 2 })).toMatchObject({
      estimate: null,
      undefinedBecause: 'no-pairs',
      warnings: [{ code: 'units-left-out' }],
    });
    const refusal = (code: string) => expect.objectContaining({ code });
    expect(() => masiAlpha({ sets: [[1], [1]], coders: 1 })).toThrow(refusal('invalid-count'));
    expect(() => masiAlpha({ sets: [[1], [1], []], coders: 2 })).toThrow(refusal('length-mismatch'));
  });
});

describe('intervals of alpha of sets', () => {
  const rows = Array.from({ length: 50 }, (_, i) => [
    i % 4,
    (i + Number(i % 6 === 0)) % 4,
    i % 5 === 0 ? -1 : (i + Number(i % 7 === 0)) % 4,
  ]);
  const single = rows.flat().map((code) => (code === -1 ? null : [code]));

  it('are those of names where each set has one code, whatever the order of units and coders', () => {
    const options = { seed: 4, resamples: 300 };
    const found = masiInterval({ sets: single, coders: 3 }, options);
    const [names] = alphaIntervals(ratingsOf(rows), { ...options, metrics: ['nominal'] });
    expect(found.units).toBe(names.units);
    expect(found.lower).toBeCloseTo(names.lower ?? 2, 1);
    expect(found.upper).toBeCloseTo(names.upper ?? 2, 1);
    expect(masiInterval({ sets: single.toReversed(), coders: 3 }, options)).toEqual(found);
    expect(masiInterval({ sets: single, coders: 3 }, { ...options, seed: 5 })).not.toEqual(found);
  });

  it('say why there is none', () => {
    const of = (sets: (number[] | null)[]) => masiInterval({ sets, coders: 2 }, { seed: 1, resamples: 20 });
    expect(of([[1], [2]])).toMatchObject({ lower: null, undefinedBecause: 'too-few-units' });
    expect(of([[1], [1], [1], [1]])).toMatchObject({
      upper: null,
      undefinedBecause: 'undefined-resamples',
      undefinedResamples: 20,
      warnings: [{ code: 'undefined-resamples' }],
    });
  });
});
