import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainUnitizing } from '../../../test/support/plainUnitizing.ts';
import { krippendorffAlpha } from './krippendorffAlpha.ts';
import type { Mark, MarkedText } from './markedText.ts';
import { unitizingAlpha, type UnitizingAlpha } from './unitizingAlpha.ts';

const mark = (coder: number, start: number, end: number, value = 'a'): Mark => ({ coder, start, end, value });
const text = (length: number, coders: number, marks: Mark[]): MarkedText => ({
  stretches: [{ start: 0, end: length }],
  coders,
  marks,
});
const estimates = ({ all, marked, values }: UnitizingAlpha) =>
  [all, marked, values].map(({ estimate }) => estimate);

describe('alpha for unitizing', () => {
  it('is what Krippendorff’s example of Alex, Paul and Suzan has', () => {
    const rows = [
      '1 0 7, 2 7 13, 5 30 32, 6 32 37, 6 37 44, 7 44 60',
      '1 0 7, 3 7 13, 5 13 21, 6 32 44',
      '1 0 7, 4 7 13, 5 13 21, 6 32 37, 6 37 41, 6 41 44',
    ];
    const marks = rows.flatMap((own, coder) =>
      own.split(', ').map((one) => {
        const [value, start, end] = one.split(' ');
        return mark(coder, Number(start), Number(end), value);
      }),
    );
    const { all, marked, values } = unitizingAlpha(text(60, 3, marks));
    // Figure 12.11 of Krippendorff (2019) with 0.510, 0.413 and 0.724, as the tests of the R package quallmer quote them.
    expect(all.estimate).toBeCloseTo(0.51, 3);
    // One way, 26 of 180 places differ and 44.34 would by chance; with 44.3 the second is 0.413.
    expect(90 * (marked.observed ?? 0)).toBeCloseTo(26, 10);
    expect(90 * (marked.expected ?? 0)).toBeCloseTo(44.34, 2);
    expect(marked.estimate).toBeCloseTo(0.4136, 4);
    expect(values.estimate).toBeCloseTo(0.724, 3);
  });

  it('is what can be reckoned by hand', () => {
    const found = unitizingAlpha(text(10, 2, [mark(0, 0, 4), mark(1, 2, 6)]));
    // They differ on 4 of 10 places, so 8 of 20; 8 of 20 are marked; each unit has 4 places, and 12 places have none.
    const expected = (2 * 8 * 12) / (20 ** 2 - (16 + 16 + 12));
    expect(found.all).toEqual(found.marked);
    expect(found.marked.estimate).toBeCloseTo(1 - 8 / 20 / expected, 12);
    expect(found.values).toMatchObject({ estimate: null, undefinedBecause: 'no-variation' });
  });

  it('takes overlapping marks of one value for one unit, touching ones for two', () => {
    const by = (marks: Mark[]) => unitizingAlpha(text(30, 2, [...marks, mark(1, 3, 12)])).marked;
    const whole = by([mark(0, 0, 10)]);
    expect(by([mark(0, 0, 6), mark(0, 4, 10)])).toEqual(whole);
    expect(by([mark(0, 0, 10), mark(0, 2, 5)])).toEqual(whole);
    expect(by([mark(0, 0, 5), mark(0, 5, 10)]).expected).toBeLessThan(whole.expected ?? 0);
  });

  it('has no gap where what is left out lies between', () => {
    const stretches = [
      { start: 5, end: 15 },
      { start: 40, end: 60 },
    ];
    const apart = { stretches, coders: 2, marks: [mark(0, 0, 50), mark(1, 10, 45)] };
    expect(unitizingAlpha(apart)).toEqual(unitizingAlpha(text(30, 2, [mark(0, 0, 20), mark(1, 5, 15)])));
  });

  it('says what is undefined, and never gives a number that is none', () => {
    const undefinedIn = ({ all, marked, values }: UnitizingAlpha) =>
      [all, marked, values].map(({ undefinedBecause }) => undefinedBecause);
    expect(undefinedIn(unitizingAlpha(text(9, 2, [])))).toEqual(['no-variation', 'no-variation', 'no-pairs']);
    expect(undefinedIn(unitizingAlpha(text(0, 2, [mark(0, 0, 4)])))).toEqual(Array(3).fill('no-pairs'));
    const alone = { ...text(9, 2, [mark(0, 0, 4)]), looked: [[0]] };
    expect(unitizingAlpha(alone)).toMatchObject({ length: 0, leftOut: 9, all: { estimate: null } });
    const throughout = unitizingAlpha(text(9, 2, [mark(0, 0, 9), mark(1, 0, 9)]));
    expect(undefinedIn(throughout)).toEqual(Array(3).fill('no-variation'));
    expect(undefinedIn(unitizingAlpha(text(9, 2, [mark(0, 0, 4), mark(1, 5, 9)])))).toEqual([
      null,
      null,
      'no-pairs',
    ]);
  });

  it('refuses what is no text', () => {
    const codeOf = (one: MarkedText) => {
      try {
        unitizingAlpha(one);
      } catch (error) {
        return (error as { code: string }).code;
      }
      return 'none';
    };
    expect(codeOf(text(9, 1, []))).toBe('invalid-count');
    expect(codeOf(text(9, 2, [mark(2, 0, 4)]))).toBe('invalid-count');
    expect(codeOf({ ...text(9, 2, []), looked: [] })).toBe('length-mismatch');
    expect(codeOf(text(9, 2, [mark(0, 4, 3)]))).toBe('invalid-stretch');
    expect(codeOf(text(9, 2, [mark(0, 0.5, 3)]))).toBe('invalid-stretch');
    const turned = [
      { start: 4, end: 9 },
      { start: 0, end: 5 },
    ];
    expect(codeOf({ stretches: turned, coders: 2, marks: [] })).toBe('invalid-stretch');
  });
});

const anyText = fc
  .record({
    lengths: fc.array(fc.record({ skip: fc.nat(3), length: fc.nat(12) }), { minLength: 1, maxLength: 4 }),
    looked: fc.array(fc.subarray([0, 1, 2]), { minLength: 4, maxLength: 4 }),
    marks: fc.array(
      fc.record({
        coder: fc.nat(2),
        start: fc.nat(45),
        long: fc.nat(15),
        value: fc.constantFrom('a', 'b', 'c'),
      }),
      { maxLength: 14 },
    ),
    partly: fc.boolean(),
  })
  .map(({ lengths, looked, marks, partly }): MarkedText => {
    let end = 0;
    const stretches = lengths.map(({ skip, length }) => {
      const start = end + skip;
      end = start + length;
      return { start, end };
    });
    return {
      stretches,
      coders: 3,
      marks: marks.map(({ coder, start, long, value }) => mark(coder, start, start + long, value)),
      ...(partly ? { looked: looked.slice(0, stretches.length) } : {}),
    };
  });

describe('alpha for unitizing of whatever was marked', () => {
  it('is what its definition says, place by place', () => {
    fc.assert(
      fc.property(anyText, (one) => {
        const plain = plainUnitizing(one);
        const found = estimates(unitizingAlpha(one));
        [plain.all, plain.marked, plain.values].forEach((estimate, i) => {
          if (estimate === null) expect(found[i]).toBeNull();
          else expect(found[i]).toBeCloseTo(estimate, 9);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('does not ask in what order marks and coders stand, nor what values are called', () => {
    fc.assert(
      fc.property(anyText, (one) => {
        const renamed = one.marks.map((own) => ({
          ...own,
          coder: 2 - own.coder,
          value: `${own.value === 'a' ? 'z' : own.value}!`,
        }));
        const looked = one.looked?.map((readers) => readers.map((coder) => 2 - coder));
        const turned = { ...one, marks: renamed.toReversed(), ...(looked === undefined ? {} : { looked }) };
        const [before, after] = [one, turned].map((either) => estimates(unitizingAlpha(either)));
        before.forEach((estimate, i) => {
          if (estimate === null) expect(after[i]).toBeNull();
          else expect(after[i]).toBeCloseTo(estimate, 9);
        });
      }),
    );
  });

  it('is 1 where all marked the same', () => {
    fc.assert(
      fc.property(anyText, (one) => {
        const same = [0, 1, 2].flatMap((coder) => one.marks.map((own) => ({ ...own, coder })));
        for (const estimate of estimates(unitizingAlpha({ ...one, marks: same })))
          if (estimate !== null) expect(estimate).toBeCloseTo(1, 12);
      }),
    );
  });

  it('is nominal alpha of single places where every mark has one place', () => {
    const places = fc.array(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 2, maxLength: 2 }), {
      minLength: 2,
      maxLength: 20,
    });
    fc.assert(
      fc.property(places, (rows) => {
        const marks = rows.flatMap((row, place) =>
          row.flatMap((value, coder) => (value === 0 ? [] : [mark(coder, place, place + 1, String(value))])),
        );
        const nominal = (list: number[][]) =>
          krippendorffAlpha(
            { codes: Int32Array.from(list.flat()), coders: 2, categories: 3 },
            { metric: 'nominal' },
          ).estimate;
        const [all, , values] = estimates(unitizingAlpha(text(rows.length, 2, marks)));
        const both = rows.filter((row) => row.every((value) => value > 0));
        for (const [found, alone] of [
          [all, nominal(rows)],
          [values, nominal(both)],
        ]) {
          if (alone === null) expect(found).toBeNull();
          else expect(found).toBeCloseTo(alone, 10);
        }
      }),
    );
  });
});
