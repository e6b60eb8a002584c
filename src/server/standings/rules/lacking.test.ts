import { describe, expect, it } from 'vitest';
import type { MissingReason } from '#contract/importCodes';
import type { Series } from '#contract/schools';
import type { SchoolFound, StandingFound } from './found.ts';
import { whyNoPlace } from './lacking.ts';

const standing = {
  method: {
    grouping: 'Region',
    result: { label: 'Reading', periods: ['2024/25'] },
    indicators: [{ label: 'Free meals' }, { label: 'Special needs' }],
  },
  groups: [{ name: 'Coast' }, { name: null }],
} as unknown as StandingFound;
const inGroup = (group: number) => ({ group }) as SchoolFound;
const asked = { context: ['meals', 'needs'], result: 'reading' };

function known(missing: Partial<Record<string, MissingReason>>, predecessor: string | null = null): Series[] {
  return ['meals', 'needs', 'reading'].map((key) => ({
    label: key,
    points: [{ key, period: '2024/25', missing: missing[key] ?? null, predecessor }],
  })) as unknown as Series[];
}
const why = (missing: Parameters<typeof known>[0], group = 0) =>
  whyNoPlace(standing, inGroup(group), asked, known(missing));

describe('why a school has no place', () => {
  it('says that its result is held back, and whose fault that is not', () => {
    expect(why({ reading: 'suppressed' })).toBe(
      'Its result (reading, 2024/25) is not known: held back by the source, because too few pupils stand behind it. That protects pupils, and is no fault of the school or of the file.',
    );
  });

  it('says indicators together that are lacking for one reason', () => {
    expect(why({ meals: 'blank', needs: 'blank' })).toBe(
      'Of its circumstances free meals and special needs, all of 2024/25 are not known: nothing is written there. Whoever brings files can add it.',
    );
    expect(why({ meals: 'new', needs: 'no-entries' })).toBe(
      'Of its circumstances free meals, 2024/25 is not known: the school is too new to have a value. ' +
        'Of its circumstances special needs, 2024/25 is not known: nobody was entered, so there is nothing to report.',
    );
  });

  it('says that it has no group, where quarters are cut within groups', () => {
    expect(why({}, -1)).toMatch(/^It belongs to no group, and schools are compared within each region\./);
    const one = { ...standing, groups: standing.groups.slice(1) };
    expect(whyNoPlace(one, inGroup(-1), asked, known({ reading: 'blank' }))).not.toContain('no group');
  });

  it('leaves out an indicator that need not be known', () => {
    const filled = { ...asked, missing: 'mean' };
    const words = whyNoPlace(standing, inGroup(0), filled, known({ reading: 'blank', meals: 'blank' }));
    expect(words).not.toContain('free meals');
    expect(whyNoPlace(standing, inGroup(0), filled, known({ meals: 'blank', needs: 'blank' }))).toContain(
      'free meals',
    );
  });

  it('tells what no file has, what is only of the school before, and what came since', () => {
    expect(whyNoPlace(standing, inGroup(0), asked, [])).toContain('(reading, 2024/25) is not known: no file');
    expect(whyNoPlace(standing, inGroup(0), asked, known({}, 'Old Lane'))).toContain(
      'it is known only of Old Lane, which it followed',
    );
    expect(why({})).toMatch(/counts when it is published again/);
  });
});
