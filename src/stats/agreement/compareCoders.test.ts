import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCoders, type Coding, type CodersCompared } from './compareCoders.ts';
import { krippendorffAlpha } from './krippendorffAlpha.ts';

const options = { uncoded: true, seed: 1, resamples: 50 };
const units = Array.from({ length: 6 }, (_, i) => ({ start: i * 10, end: i * 10 + 10 }));
const said = (coder: number, start: number, end: number, code: string): Coding => ({
  coder,
  start,
  end,
  labels: [code.startsWith('-') ? '-' : '+', code.slice(0, 2), code],
});

describe('what is compared', () => {
  it('counts a coding in every unit that it overlaps, and in none that it only touches', () => {
    const codings = [said(0, 5, 20, '+a1'), said(1, 5, 21, '+a1')];
    const { differing, codedByAny, codedByTwo } = compareCoders({ units, coders: 2, codings }, options);
    expect(differing).toEqual([{ unit: 2, sets: [[], ['+a1']] }]);
    expect([codedByAny, codedByTwo]).toEqual([3, 2]);
  });

  it('gives the alphas of the same ratings reckoned by themselves', () => {
    // Coded at all, unit by unit: 1 1, 1 0, 0 0, 1 1, 0 1, 0 0.
    const codings = [
      said(0, 0, 10, '+a1'),
      said(1, 0, 10, '+a2'),
      said(0, 10, 20, '-b1'),
      said(0, 30, 40, '-b1'),
      said(1, 30, 40, '-b1'),
      said(1, 40, 50, '+a1'),
    ];
    const { together, coded, levels, labels, percent } = compareCoders(
      { units, coders: 2, codings },
      options,
    );
    const codes = Int32Array.from([1, 1, 1, 0, 0, 0, 1, 1, 0, 1, 0, 0]);
    const alone = krippendorffAlpha({ codes, coders: 2, categories: 2 }, { metric: 'nominal' });
    // By hand: coincidences 4, 2, 2, 4 of 12; 1 − 11 × 4 ⁄ (2 × 6 × 6).
    expect(alone.estimate).toBeCloseTo(1 - 44 / 72, 12);
    expect(coded.alpha).toBe(alone.estimate);
    // By hand: alike on 4 of 6, each says yes of half: (2 ⁄ 3 − 1 ⁄ 2) ⁄ (1 ⁄ 2).
    expect(coded.kappa).toBeCloseTo(1 / 3, 12);
    expect(coded.percent).toBeCloseTo(4 / 6, 12);
    // By hand: half of the answers are yes, so that chance is a half here too.
    expect(coded.ac1).toBeCloseTo(1 / 3, 12);
    // By hand: sets alike on 3 of 6; of twelve sets 2, 1, 3 and 6 are +a1, +a2, -b1 and none, so that chance is 94 ⁄ 432.
    expect(together.ac1).toBeCloseTo((1 / 2 - 94 / 432) / (1 - 94 / 432), 12);
    expect(levels.map(({ alpha }) => alpha)).toEqual(
      [1, 1, 1 - (3 * 2) / (2 * 2 + 2 * 1 * 3)].map((x) => expect.closeTo(x, 12) as number),
    );
    expect(labels.map(({ label, used }) => [label, used])).toEqual([
      ['+a1', 2],
      ['+a2', 1],
      ['-b1', 2],
    ]);
    expect(percent).toBeCloseTo(3 / 6, 12);
  });

  it('gives Fleiss’ kappa where more than two code', () => {
    const codings = [
      said(0, 0, 10, '+a1'),
      said(1, 0, 10, '+a1'),
      said(2, 0, 10, '+a1'),
      said(0, 10, 20, '+a1'),
      said(1, 20, 30, '+a1'),
    ];
    const { labels } = compareCoders({ units, coders: 3, codings }, options);
    // By hand: of 18 answers 5 are yes; pairs agree wholly on 4 units and by a third on 2.
    const [observed, expected] = [(4 + 2 / 3) / 6, (5 / 18) ** 2 + (13 / 18) ** 2];
    expect(labels[0]?.kappa).toBeCloseTo((observed - expected) / (1 - expected), 12);
    expect(labels[0]?.percent).toBeCloseTo(observed, 12);
    const alone = compareCoders({ units, coders: 3, codings: [] }, options);
    expect([alone.coded.kappa, alone.coded.percent]).toEqual([null, 1]);
  });

  it('leaves out what nobody coded where that is asked', () => {
    const codings = [said(0, 0, 10, '+a1'), said(1, 0, 10, '+a1'), said(0, 20, 25, '+a1')];
    const compared = { units, coders: 2, codings };
    expect(compareCoders(compared, options).units).toBe(6);
    const without = compareCoders(compared, { ...options, uncoded: false });
    expect(without.units).toBe(2);
    expect(without.together.alpha).toBeLessThan(compareCoders(compared, options).together.alpha ?? -1);
  });

  it('says what is undefined: nothing coded, nobody who met, one code throughout', () => {
    const nothing = compareCoders({ units, coders: 2, codings: [] }, options);
    expect(nothing.together).toMatchObject({ alpha: null, undefinedBecause: 'no-variation' });
    expect(nothing.levels[0]).toMatchObject({ alpha: null, undefinedBecause: 'no-pairs', ac1: null });
    // All said no, and could have said yes; but there is one set alone, the empty one.
    expect([nothing.coded.ac1, nothing.together.ac1]).toEqual([1, null]);
    const one = units.flatMap(({ start, end }) => [said(0, start, end, '+a1'), said(1, start, end, '+a1')]);
    expect(compareCoders({ units, coders: 2, codings: one }, options).together).toMatchObject({
      alpha: null,
      undefinedBecause: 'no-variation',
    });
    expect(compareCoders({ units: [], coders: 2, codings: [] }, options).percent).toBeNull();
  });

  it('refuses one coder alone, and codings of nobody', () => {
    expect(() => compareCoders({ units, coders: 1, codings: [] }, options)).toThrow(/at least two/);
    expect(() => compareCoders({ units, coders: 2, codings: [said(2, 0, 4, '+a1')] }, options)).toThrow(
      /one of 2 coders/,
    );
  });
});

describe('where not everybody looked at everything', () => {
  it('does not take silence for having seen nothing', () => {
    // Two texts of three units; the third coder read the first alone.
    const looked = units.map((_, i) => (i < 3 ? [0, 1, 2] : [0, 1]));
    const codings = [
      said(0, 0, 10, '+a1'),
      said(1, 0, 10, '+a1'),
      said(2, 10, 20, '+a1'),
      said(0, 40, 50, '+a1'),
    ];
    const { coded, labels, percent, differing } = compareCoders(
      { units, coders: 3, codings, looked },
      options,
    );
    const codes = Int32Array.from([1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, -1, 1, 0, -1, 0, 0, -1]);
    const alone = krippendorffAlpha({ codes, coders: 3, categories: 2 }, { metric: 'nominal' });
    expect(coded.alpha).toBe(alone.estimate);
    expect(labels[0]).toMatchObject({ alpha: alone.estimate, kappa: null, used: 3 });
    // By hand: of pairs, 1 of 3, 1 of 3, 3 of 3, then 1, 0 and 1 of 1.
    expect(percent).toBeCloseTo(7 / 12, 12);
    expect(differing.at(-1)).toEqual({ unit: 4, sets: [['+a1'], [], null] });
  });

  it('leaves out what fewer than two looked at, and keeps kappa where as many looked at each', () => {
    const looked = units.map((_, i) => [[0], [0, 1], [1, 2], [0, 2], [], [0, 1]][i] ?? []);
    const codings = [said(0, 0, 60, '+a1'), said(1, 10, 20, '+a1'), said(2, 20, 30, '+a1')];
    const found = compareCoders({ units, coders: 3, codings, looked }, options);
    expect([found.units, found.codedByAny, found.labels[0]?.used]).toEqual([4, 4, 4]);
    // By hand: pairs 1 1, 0 1, 1 0, 1 0; of eight answers five are yes.
    const [observed, expected] = [1 / 4, (5 / 8) ** 2 + (3 / 8) ** 2];
    expect(found.labels[0]?.kappa).toBeCloseTo((observed - expected) / (1 - expected), 12);
  });

  it('refuses to guess who looked', () => {
    const compared = { units, coders: 2, codings: [], looked: [[0, 1]] };
    expect(() => compareCoders(compared, options)).toThrow(/said of 1 who looked/);
  });
});

const anyCodings = fc.array(
  fc.record({
    coder: fc.nat(2),
    start: fc.nat(50),
    length: fc.integer({ min: 1, max: 20 }),
    code: fc.constantFrom('+a1', '+a2', '-b1', '+c1'),
  }),
  { maxLength: 30 },
);

describe('whatever was coded', () => {
  const make = (
    made: readonly { coder: number; start: number; length: number; code: string }[],
  ): CodersCompared => ({
    units,
    coders: 3,
    codings: made.map(({ coder, start, length, code }) => said(coder, start, start + length, code)),
  });

  it('is compared alike in whatever order codings come, and whoever is called first', () => {
    fc.assert(
      fc.property(anyCodings, (made) => {
        const found = compareCoders(make(made), options);
        const turned = compareCoders(
          make(made.toReversed().map((one) => ({ ...one, coder: 2 - one.coder }))),
          options,
        );
        const bare = ({ differing: _, ...rest }: typeof found) => rest;
        expect(bare(turned)).toEqual(bare(found));
      }),
    );
  });

  it('is the same where it is said that all looked at all', () => {
    fc.assert(
      fc.property(anyCodings, (made) => {
        const looked = units.map(() => [2, 0, 1]);
        expect(compareCoders({ ...make(made), looked }, options)).toEqual(compareCoders(make(made), options));
      }),
    );
  });

  it('is in full agreement where all did the same, and differs nowhere', () => {
    fc.assert(
      fc.property(anyCodings, (made) => {
        const same = [0, 1, 2].flatMap((coder) => made.map((one) => ({ ...one, coder })));
        const { together, coded, levels, labels, differing, percent } = compareCoders(make(same), options);
        for (const { alpha } of [together, coded, ...levels, ...labels])
          if (alpha !== null) expect(alpha).toBeCloseTo(1, 12);
        expect(differing).toEqual([]);
        expect(percent).toBe(1);
      }),
    );
  });
});
