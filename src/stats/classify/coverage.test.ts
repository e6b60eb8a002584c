import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededGenerator } from '../random/generator.ts';
import { coverage } from './coverage.ts';
import { identify } from './identify.ts';
import type { IdentifyInput } from './identifyTypes.ts';

function simulate(seed: number, gaps = 0.2): IdentifyInput {
  const { uniform, below } = seededGenerator(seed);
  const length = 20 + below(80);
  const column = () => Float64Array.from({ length }, () => (uniform() < gaps ? NaN : uniform()));
  return {
    context: [{ name: 'x', values: column(), highMeans: below(2) === 0 ? 'harder' : 'easier' }],
    result: { name: 'y', values: column(), highMeans: below(2) === 0 ? 'better' : 'worse' },
    groups: { names: ['a', 'b', 'c'], code: Int32Array.from({ length }, () => below(3) - 1) },
  };
}

const told = (input: IdentifyInput) => {
  const identified = identify(input);
  const covered = identified.contextQuartile.map((quarter) => Number(quarter !== 0));
  return { groups: input.groups, covered, labels: { result: input.result, identified } };
};

describe('coverage', () => {
  it('counts schools of the frame and those with all values, by group', () => {
    const found = coverage({
      groups: { names: ['a', 'b', 'c'], code: Int32Array.of(0, 0, 0, 1, 1, -1, 0) },
      covered: Uint8Array.of(1, 0, 1, 1, 0, 0, 0),
      frame: Uint8Array.of(1, 1, 1, 1, 1, 1, 0),
    });
    expect(found).toEqual({
      groups: [
        { group: 'a', frame: 3, covered: 2, share: 2 / 3, couldChange: null },
        { group: 'b', frame: 2, covered: 1, share: 1 / 2, couldChange: null },
        { group: 'c', frame: 0, covered: 0, share: null, couldChange: null },
      ],
      frame: 5,
      covered: 3,
      share: 3 / 5,
      ungrouped: 1,
      couldChange: null,
      scenarios: null,
    });
  });

  it('finds the labels that change if the missing schools stood at one end, by hand', () => {
    // Eight covered schools, hardest first; the upper quartile of circumstances lies between the second and the third.
    const input: IdentifyInput = {
      context: [
        { name: 'x', values: Float64Array.of(8, 7, 6, 5, 4, 3, 2, 1, NaN, NaN), highMeans: 'harder' },
      ],
      result: { name: 'y', values: Float64Array.of(8, 1, 7, 2, 3, 4, 5, 6, 9, 9), highMeans: 'better' },
      groups: { names: ['a'], code: new Int32Array(10) },
    };
    const given = told(input);
    expect([...given.labels.identified.kind].slice(0, 3)).toEqual([1, 2, 0]);
    const { scenarios, groups } = coverage(given);
    const of = (circumstances: string, results: string) =>
      scenarios?.find((one) => one.circumstances === circumstances && one.results === results);
    // Ten schools: three are in the hardest quarter, and three in the highest of results.
    // Two missing ones harder: only the first covered school stays, and results 9, 9 and 8 are the highest.
    expect(of('harder', 'better')).toMatchObject({ changed: 1, lost: 1, gained: 0 });
    // Easier and better: the third school is in the hardest quarter now, with a result below the highest three.
    expect(of('easier', 'better')).toMatchObject({ changed: 0 });
    // Easier and worse: it is among the highest three results, but 1 is no longer among the lowest … it is the third.
    expect(of('easier', 'worse')).toMatchObject({ changed: 1, lost: 0, gained: 1 });
    expect(groups[0].couldChange).toBe(1);
  });

  it('adds up what could change in each group, where one is worst off at one end and the other at the other', () => {
    // Two easier ones let the third school into the hardest quarter. It has the highest result in a, where better ones take the
    // label of the second, and the lowest in b, where worse ones do.
    const inOne = Float64Array.of(8, 7, 6, 5, 4, 3, 2, 1, NaN, NaN);
    const ofA = [1, 7, 8, 2, 3, 4, 5, 6, NaN, NaN];
    const input: IdentifyInput = {
      context: [{ name: 'x', values: Float64Array.of(...inOne, ...inOne), highMeans: 'harder' }],
      result: { name: 'y', values: Float64Array.of(...ofA, ...ofA.map((y) => 9 - y)), highMeans: 'better' },
      groups: { names: ['a', 'b'], code: Int32Array.from({ length: 20 }, (_, i) => Number(i > 9)) },
    };
    const { scenarios, groups, couldChange } = coverage(told(input));
    const most = Math.max(...(scenarios ?? []).map(({ changed }) => changed));
    expect(groups.map((group) => group.couldChange)).toEqual([2, 2]);
    expect(couldChange).toBe(4);
    expect(most).toBe(3);
  });

  it('says that nothing could change where all are covered, and never more than there are', () => {
    fc.assert(
      fc.property(fc.nat(), fc.boolean(), (seed, whole) => {
        const input = simulate(seed, whole ? 0 : 0.2);
        fc.pre(input.groups.code.some((code) => code >= 0));
        const given = told(input);
        const found = coverage(given);
        const { counts } = given.labels.identified;
        expect(found.covered).toBe(counts.schools);
        for (const { changed, lost, gained } of found.scenarios ?? []) {
          expect(lost).toBeLessThanOrEqual(counts.resilient + counts.struggling);
          expect(changed).toBeLessThanOrEqual(lost + gained);
          if (found.covered === found.frame) expect(changed).toBe(0);
        }
        const most = Math.max(...(found.scenarios ?? []).map(({ changed }) => changed));
        expect(found.couldChange).toBeGreaterThanOrEqual(most);
        expect(found.couldChange).toBe(
          found.groups.reduce((sum, group) => sum + (group.couldChange ?? NaN), 0),
        );
      }),
    );
  });

  it('refuses what does not fit together', () => {
    const groups = { names: ['a'], code: Int32Array.of(0, -1) };
    const refusal = (covered: Uint8Array, code: string, frame?: Uint8Array) =>
      expect(() => coverage({ groups, covered, ...(frame && { frame }) })).toThrow(
        expect.objectContaining({ code }),
      );
    refusal(Uint8Array.of(1), 'length-mismatch');
    refusal(Uint8Array.of(0, 1), 'covered-outside-frame');
    refusal(Uint8Array.of(1, 0), 'covered-outside-frame', Uint8Array.of(0, 1));
    expect(() =>
      coverage({ groups: { names: [], code: groups.code }, covered: Uint8Array.of(0, 0) }),
    ).toThrow(expect.objectContaining({ code: 'unknown-group' }));
  });
});
