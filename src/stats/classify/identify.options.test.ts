import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantiles } from '../describe/quantile.ts';
import { seededGenerator } from '../random/generator.ts';
import { identify } from './identify.ts';
import type { IdentifyInput, IdentifyOptions } from './identifyTypes.ts';

function simulate(seed: number, indicators: number, gaps = 0.1): IdentifyInput {
  const { uniform, below } = seededGenerator(seed);
  const length = 60 + below(200);
  const trait = Array.from({ length }, () => uniform() * 3);
  const column = (turn: number) =>
    Float64Array.from(trait, (t) => (uniform() < gaps ? NaN : turn * t + uniform() + uniform()));
  return {
    context: Array.from({ length: indicators }, (_, j) => ({
      name: `x${j}`,
      values: column(j % 2 === 0 ? 1 : -1),
      highMeans: j % 2 === 0 ? 'harder' : 'easier',
    })),
    result: { name: 'score', values: column(-1), highMeans: below(2) === 0 ? 'better' : 'worse' },
    groups: {
      names: ['a', 'b', 'c'],
      code: Int32Array.from({ length }, () => (uniform() < gaps / 3 ? -1 : below(2))),
    },
  };
}

const cases = fc
  .record({ seed: fc.nat(), indicators: fc.integer({ min: 1, max: 5 }) })
  .map(({ seed, indicators }) => simulate(seed, indicators));
const runs = { numRuns: 40 };
const gapsOf = ({ context }: IdentifyInput, i: number) =>
  context.filter(({ values }) => Number.isNaN(values[i])).length;

describe('identify with options', () => {
  it('says nothing else without them, and the same where they are what is usual', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const usual = identify(input);
        expect(usual.method).not.toHaveProperty('choices');
        const cuts = { hardest: 0.25, top: 0.25, lowest: 0.25, quantileType: 7 as const };
        const { method, ...rest } = identify(input, { missing: 'listwise', cuts });
        const { choices, ...others } = method;
        expect({ method: others, ...rest }).toEqual(usual);
        expect(choices).toEqual({
          weights: null,
          componentCorrelation: null,
          cuts: { hardest: 0.25, top: 0.25, lowest: 0.25 },
          missing: null,
        });
      }),
      runs,
    );
  });

  it('cuts off the shares asked for, by the quantile type asked for', () => {
    const share = fc.double({ min: 0.02, max: 0.48, noNaN: true });
    const wanted = fc.record({ hardest: share, top: share, lowest: share });
    const type = fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 8, 9);
    fc.assert(
      fc.property(cases, wanted, type, (input, cuts, quantileType) => {
        const found = identify(input, { cuts: { ...cuts, quantileType } });
        const { index, contextQuartile, resultQuartile, kind, method } = found;
        const better = input.result.highMeans === 'better';
        const easy = method.indexHighMeans === 'easier';
        found.groups.forEach(({ schools, index: ofIndex, result }, group) => {
          const members = [...index.keys()].filter(
            (i) => input.groups.code[i] === group && contextQuartile[i] !== 0,
          );
          expect(members.length).toBe(schools);
          if (schools === 0) return;
          const of = (values: Float64Array, low: number, high: number) => {
            const all = Float64Array.from(members, (i) => values[i]);
            const [q1, median, q3] = quantiles(all, [low, 0.5, 1 - high], quantileType).values;
            return { q1, median, q3 };
          };
          const { hardest, top, lowest } = cuts;
          expect(ofIndex).toEqual(of(index, hardest, hardest));
          const low = better ? lowest : top;
          expect(result).toEqual(of(input.result.values, low, better ? top : lowest));
          for (const i of members) {
            const hard = easy ? index[i] <= (ofIndex?.q1 ?? 0) : index[i] >= (ofIndex?.q3 ?? 0);
            const both = ofIndex?.q1 === ofIndex?.q3 && index[i] === ofIndex?.q1;
            expect(contextQuartile[i] === 1).toBe(hard && !both);
          }
        });
        kind.forEach((one, i) => {
          const pair = [contextQuartile[i], resultQuartile[i]].join();
          expect(one).toBe(pair === '1,4' ? 1 : pair === '1,1' ? 2 : 0);
        });
      }),
      runs,
    );
  });

  it('weighs by hand as the sum written out, whatever the scale of the weights', () => {
    fc.assert(
      fc.property(
        cases,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 5, maxLength: 5 }),
        (input, all) => {
          fc.pre(input.context.length > 1);
          const weights = all.slice(0, input.context.length);
          const found = identify(input, { weights });
          const sum = weights.reduce((total, weight) => total + weight, 0);
          found.index.forEach((value, i) => {
            if (Number.isNaN(value)) return;
            const terms = found.method.context.map(({ mean, standardDeviation, highMeans }, j) => {
              const z = (input.context[j].values[i] - mean) / standardDeviation;
              return ((highMeans === 'harder' ? 1 : -1) * weights[j] * z) / sum;
            });
            expect(value).toBeCloseTo(
              terms.reduce((total, term) => total + term, 0),
              10,
            );
          });
          expect(found.method.context.every(({ loading }) => loading === null)).toBe(true);
          const tenfold = identify(input, { weights: weights.map((weight) => 10 * weight) });
          expect(tenfold.kind).toEqual(found.kind);
          expect(tenfold.method.choices?.weights?.reduce((total, one) => total + one, 0)).toBeCloseTo(1, 12);
          const turned: IdentifyInput = {
            ...input,
            context: input.context.map(({ name, values, highMeans }) => ({
              name,
              values: values.map((value) => -value),
              highMeans: highMeans === 'harder' ? 'easier' : 'harder',
            })),
          };
          expect(identify(turned, { weights }).kind).toEqual(found.kind);
        },
      ),
      runs,
    );
  });

  it('lets a school take part with at least half of the indicators, a result and a group, and counts it', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom('mean' as const, 'available' as const), (input, missing) => {
        const found = identify(input, { missing });
        const plain = identify(input);
        const { context, result, groups } = input;
        const without = context.map(() => 0);
        let lacking = 0;
        found.index.forEach((value, i) => {
          const gaps = gapsOf(input, i);
          const takes =
            2 * gaps <= context.length && !Number.isNaN(result.values[i]) && groups.code[i] !== -1;
          expect(Number.isNaN(value)).toBe(!takes);
          if (!takes || gaps === 0) return;
          lacking++;
          context.forEach(({ values }, j) => (without[j] += Number(Number.isNaN(values[i]))));
        });
        const told = found.method.choices?.missing;
        expect(told?.schools).toBe(lacking);
        expect(told?.indicators.map(({ schools }) => schools)).toEqual(without);
        expect(found.method.context.map((one) => one.missing)).toEqual(
          plain.method.context.map((one) => one.missing),
        );
        expect(found.counts.schools).toBe(plain.counts.schools + lacking);
        let [differ, added] = [0, 0];
        found.kind.forEach((kind, i) => {
          if (plain.contextQuartile[i] === 0) added += Number(kind !== 0);
          else differ += Number(kind !== plain.kind[i]);
        });
        expect(told?.listwise).toEqual({
          schools: plain.counts.schools,
          labelsDiffer: differ,
          labelsAdded: added,
        });
      }),
      runs,
    );
  });

  it('makes the index of what is available so that complete schools keep theirs', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const [plain, found] = [identify(input), identify(input, { missing: 'available' })];
        plain.index.forEach((value, i) => {
          if (!Number.isNaN(value)) expect(found.index[i]).toBe(value);
        });
        expect(found.method.context.map(({ loading }) => loading)).toEqual(
          plain.method.context.map(({ loading }) => loading),
        );
      }),
      runs,
    );
  });

  it('is the same with any rule where nothing is missing', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('mean' as const, 'available' as const), (seed, missing) => {
        const input = simulate(seed, 3, 0);
        const [plain, found] = [identify(input), identify(input, { missing })];
        expect(found.index).toEqual(plain.index);
        expect(found.kind).toEqual(plain.kind);
        const listwise = { schools: plain.counts.schools, labelsDiffer: 0, labelsAdded: 0 };
        expect(found.method.choices?.missing).toMatchObject({ schools: 0, listwise });
      }),
      runs,
    );
  });

  it('fills with the mean of the school’s group, where there is one', () => {
    const x = (values: number[]) => Float64Array.from(values);
    const input: IdentifyInput = {
      context: [
        { name: 'x', values: x([1, 2, 3, 6, NaN, 5, NaN, 8]), highMeans: 'harder' },
        { name: 'y', values: x([1, 3, 2, 4, 5, 6, 8, 7]), highMeans: 'harder' },
      ],
      result: { name: 'r', values: x([1, 2, 3, 4, 5, 6, 7, 8]), highMeans: 'better' },
      groups: { names: ['a', 'b'], code: Int32Array.of(0, 0, 0, 0, 0, 0, 1, -1) },
    };
    const found = identify(input, { missing: 'mean' });
    // Group a has 1, 2, 3, 6 and 5: mean 3.4. In group b nobody has the indicator.
    const filled = identify({
      ...input,
      context: [{ ...input.context[0], values: x([1, 2, 3, 6, 3.4, 5, NaN, 8]) }, input.context[1]],
    });
    found.index.forEach((value, i) => {
      if (i > 5) expect(value).toBeNaN();
      else expect(value).toBeCloseTo(filled.index[i], 12);
    });
    expect(found.method.choices?.missing?.indicators).toEqual([
      { name: 'x', schools: 1 },
      { name: 'y', schools: 0 },
    ]);
  });

  it('refuses what is no choice, by code', () => {
    const input = simulate(1, 2);
    const refusal = (options: IdentifyOptions, code: string) =>
      expect(() => identify(input, options)).toThrow(expect.objectContaining({ code }));
    refusal({ weights: [1] }, 'invalid-weight');
    refusal({ weights: [1, 0] }, 'invalid-weight');
    refusal({ weights: [1, NaN] }, 'invalid-weight');
    refusal({ missing: 'guess' as 'mean' }, 'invalid-option');
    refusal({ cuts: { hardest: 0.5 } }, 'invalid-option');
    refusal({ cuts: { top: 0 } }, 'invalid-option');
    refusal({ cuts: { quantileType: 10 as 7 } }, 'invalid-option');
  });
});
