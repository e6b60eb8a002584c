import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fisherExact } from '../contingency/fisherExact.ts';
import { StatsError } from '../errors.ts';
import { effectiveSchool } from './effectiveSchool.ts';
import type { MasteryCount } from './effectiveSchoolTypes.ts';

/** Two year groups of two classes, 50 pupils each, of whom `lacking` of the poorer class fall short. */
function school(years: number[], lacking = 1): MasteryCount[] {
  return years.flatMap((year) =>
    ['7', '8'].flatMap((yearGroup) => [
      { year, yearGroup, socialClass: 'poorer', pupils: 50, mastered: 50 - lacking },
      { year, yearGroup, socialClass: 'richer', pupils: 50, mastered: 49 },
    ]),
  );
}

const codes = (list: { code: string }[]) => list.map(({ code }) => code);

describe('effectiveSchool', () => {
  it('is met by three years of nearly all pupils of either class', () => {
    const found = effectiveSchool(school([2022, 2023, 2024]));
    expect(found).toMatchObject({ effective: true, run: 3, lacking: [], warnings: [] });
    expect(found.years[0].yearGroups).toEqual([
      { name: '7', pupils: 100, mastered: 98, share: 0.98, met: true },
      { name: '8', pupils: 100, mastered: 98, share: 0.98, met: true },
    ]);
  });

  it('counts exactly 95 % as reached', () => {
    const counts = school([2022, 2023, 2024], 4);
    expect(effectiveSchool(counts).years[2].yearGroups[0]).toMatchObject({ mastered: 95, met: true });
    expect(effectiveSchool(counts).effective).toBe(true);
    counts[0] = { ...counts[0], mastered: 45 };
    expect(effectiveSchool(counts)).toMatchObject({ effective: false, run: 2 });
  });

  it('is failed by a difference between classes, though all year groups reach the minimum', () => {
    const counts = school([2022, 2023, 2024], 5).map((count) =>
      count.socialClass === 'richer' ? { ...count, pupils: 150, mastered: 150 } : count,
    );
    const found = effectiveSchool(counts);
    expect(found.years[2]).toMatchObject({ mastery: true, equal: false, met: false });
    const [{ p, adjusted, difference }] = found.years[2].comparisons;
    expect(p).toBe(
      fisherExact([
        [90, 10],
        [300, 0],
      ]),
    );
    expect(adjusted).toBe(p);
    expect(difference).toBeCloseTo(-0.1, 12);
    expect(found.effective).toBe(false);
  });

  it('corrects for several comparisons by Holm’s rule', () => {
    const counts = ['a', 'b', 'c'].map((socialClass, i) => ({
      year: 2024,
      yearGroup: '7',
      socialClass,
      pupils: 100,
      mastered: 99 - 3 * i,
    }));
    const [year] = effectiveSchool(counts, { minimum: 0.9 }).years;
    const sorted = year.comparisons.toSorted((one, other) => one.p - other.p);
    expect(sorted[0].adjusted).toBeCloseTo(Math.min(1, 3 * sorted[0].p), 12);
    expect(sorted[1].adjusted).toBeCloseTo(Math.max(sorted[0].adjusted, Math.min(1, 2 * sorted[1].p)), 12);
  });

  it('says what is lacking where it cannot tell', () => {
    expect(codes(effectiveSchool(school([2024])).lacking)).toEqual(['too-few-years']);
    const gap = effectiveSchool(school([2021, 2022, 2024]));
    expect(gap).toMatchObject({ effective: null, run: 1 });
    expect(codes(gap.lacking)).toEqual(['missing-year']);
    const unknown = school([2022, 2023, 2024]).map((count) =>
      count.year === 2023 ? { ...count, socialClass: null } : count,
    );
    expect(effectiveSchool(unknown)).toMatchObject({ effective: null, run: 1 });
    expect(effectiveSchool(unknown).lacking).toEqual([
      { code: 'no-social-class', message: expect.stringContaining('2023') },
    ]);
    const without8 = school([2022, 2023, 2024]).filter(
      ({ year, yearGroup }) => year !== 2022 || yearGroup !== '8',
    );
    expect(effectiveSchool(without8).lacking).toEqual([
      { code: 'missing-year-group', message: expect.stringContaining('‘8’ in 2022') },
    ]);
  });

  it('needs no more data to fail', () => {
    expect(effectiveSchool(school([2024], 20)).effective).toBe(false);
  });

  it('looks at the latest years only', () => {
    expect(effectiveSchool([...school([2019], 30), ...school([2022, 2023, 2024])]).effective).toBe(true);
  });

  it('warns of classes too small for any difference to show', () => {
    const counts = school([2022, 2023, 2024]).map((count) =>
      count.socialClass === 'poorer' ? { ...count, pupils: 8, mastered: 8 } : count,
    );
    const found = effectiveSchool(counts);
    expect(found.effective).toBe(true);
    expect(codes(found.warnings)).toEqual(['small-class']);
  });

  it('does not mind the order of the counts, nor how they are split', () => {
    const part = fc.record({
      year: fc.constantFrom(2022, 2023, 2024),
      yearGroup: fc.constantFrom('7', '8'),
      socialClass: fc.constantFrom('poorer', 'richer', null),
      pupils: fc.integer({ min: 1, max: 40 }),
      short: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 20 }), (parts) => {
        const counts = parts.map(({ short, ...count }) => ({
          ...count,
          mastered: Math.max(0, count.pupils - short),
        }));
        const split = counts.toReversed().flatMap((count) => [
          { ...count, pupils: count.mastered, mastered: count.mastered },
          { ...count, pupils: count.pupils - count.mastered, mastered: 0 },
        ]);
        const [a, b] = [effectiveSchool(counts), effectiveSchool(split)];
        expect([b.effective, b.run]).toEqual([a.effective, a.run]);
        expect(codes(b.lacking)).toEqual(codes(a.lacking));
        // The verdict is null exactly if something is said to be lacking, unless a year has failed already.
        if (a.effective === null) expect(a.lacking.length).toBeGreaterThan(0);
        if (a.effective === true) expect(a.lacking).toEqual([]);
      }),
    );
  });

  it('refuses impossible counts and settings, by code', () => {
    const codeOf = (change: Partial<MasteryCount>, options = {}) => {
      try {
        effectiveSchool([{ ...school([2024])[0], ...change }], options);
      } catch (error) {
        return error instanceof StatsError ? error.code : error;
      }
      return 'nothing thrown';
    };
    expect(codeOf({ mastered: 51 })).toBe('invalid-count');
    expect(codeOf({ pupils: 1.5 })).toBe('invalid-count');
    expect(codeOf({ pupils: 0, mastered: 0 })).toBe('no-values');
    expect(codeOf({ year: NaN })).toBe('invalid-year');
    expect(codeOf({}, { minimum: 95 })).toBe('invalid-option');
    expect(codeOf({}, { years: 0 })).toBe('invalid-option');
  });
});
