import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainIdentify } from '../../../test/reference/stats/plainIdentify.ts';
import { seededGenerator } from '../random/generator.ts';
import { sampleWithoutReplacement } from '../random/sample.ts';
import { identify } from './identify.ts';
import type { IdentifyInput, IdentifyResult } from './identifyTypes.ts';

/**
 * Schools with a common trait, gaps and groups. Values are continuous, so that which side of a cut a school is on does
 * not hang on the last bit; ties have tests of their own.
 */
function randomSchools(seed: number, length: number, indicators: number): IdentifyInput {
  const { uniform, below } = seededGenerator(seed);
  const trait = Array.from({ length }, () => uniform() * 3);
  const column = (turn: number) =>
    Float64Array.from(trait, (t) => (uniform() < 0.04 ? NaN : turn * t + uniform() + uniform()));
  return {
    context: Array.from({ length: indicators }, (_, j) => ({
      name: `x${j}`,
      values: column(j % 2 === 0 ? 1 : -1),
      highMeans: j % 2 === 0 ? 'harder' : 'easier',
    })),
    result: { name: 'score', values: column(-1), highMeans: 'better' },
    groups: {
      names: ['a', 'b', 'c', 'd'],
      code: Int32Array.from({ length }, () => (uniform() < 0.03 ? -1 : below(3))),
    },
  };
}

const cases = fc
  .record({
    seed: fc.nat(),
    length: fc.integer({ min: 30, max: 300 }),
    indicators: fc.integer({ min: 1, max: 7 }),
  })
  .map(({ seed, length, indicators }) => randomSchools(seed, length, indicators));

const types = ({ contextQuartile, resultQuartile, kind, counts }: IdentifyResult) => ({
  contextQuartile,
  resultQuartile,
  kind,
  counts,
});

const mapContext = (
  input: IdentifyInput,
  change: (indicator: IdentifyInput['context'][number], j: number) => IdentifyInput['context'][number],
): IdentifyInput => ({ ...input, context: input.context.map(change) });

describe('identify', () => {
  it('equals the method written out plainly', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const answer = identify(input);
        const plain = plainIdentify(input);
        expect(Array.from(answer.contextQuartile)).toEqual(plain.contextQuartile);
        expect(Array.from(answer.resultQuartile)).toEqual(plain.resultQuartile);
        expect(Array.from(answer.kind)).toEqual(plain.kind);
        plain.index.forEach((value, i) => {
          if (Number.isNaN(value)) expect(answer.index[i]).toBeNaN();
          else expect(answer.index[i]).toBeCloseTo(value, 9);
        });
      }),
    );
  });

  it.each([1023, 1024, 1025, 4097])('equals it over blocks, here with %i schools', (length) => {
    const input = randomSchools(length, length, 5);
    const plain = plainIdentify(input);
    const answer = identify(input);
    expect(Array.from(answer.contextQuartile)).toEqual(plain.contextQuartile);
    expect(Array.from(answer.kind)).toEqual(plain.kind);
  });

  it('does not depend on the order of the schools', () => {
    fc.assert(
      fc.property(cases, fc.nat(), (input, seed) => {
        const length = input.groups.code.length;
        const order = sampleWithoutReplacement(length, length, seededGenerator(seed));
        const take = (values: Float64Array) => Float64Array.from(order, (i) => values[i]);
        const moved = identify({
          context: input.context.map((indicator) => ({ ...indicator, values: take(indicator.values) })),
          result: { ...input.result, values: take(input.result.values) },
          groups: { ...input.groups, code: Int32Array.from(order, (i) => input.groups.code[i]) },
        });
        const here = identify(input);
        expect(moved.counts).toEqual(here.counts);
        expect(moved.contextQuartile).toEqual(Uint8Array.from(order, (i) => here.contextQuartile[i]));
        expect(moved.kind).toEqual(Uint8Array.from(order, (i) => here.kind[i]));
      }),
    );
  });

  it('does not depend on the units of indicators and results', () => {
    const unit = fc.record({ scale: fc.double({ min: 0.001, max: 1000, noNaN: true }), shift: fc.integer() });
    fc.assert(
      fc.property(cases, unit, ({ context, result, groups }, { scale, shift }) => {
        // A shift up to 1,000 times the spread leaves enough digits to tell all schools apart.
        const rescale = (values: Float64Array) => values.map((value) => scale * (value + (shift % 1000)));
        const moved = identify({
          context: context.map((indicator) => ({ ...indicator, values: rescale(indicator.values) })),
          result: { ...result, values: rescale(result.values) },
          groups,
        });
        expect(types(moved)).toEqual(types(identify({ context, result, groups })));
      }),
    );
  });

  it('does not depend on what the groups are called and in which order they are listed', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const { names, code } = input.groups;
        const last = names.length - 1;
        const relabelled = identify({
          ...input,
          groups: {
            names: names.toReversed().map((name) => `the ${name}`),
            code: code.map((group) => (group === -1 ? -1 : last - group)),
          },
        });
        const here = identify(input);
        expect(types(relabelled)).toEqual(types(here));
        expect(relabelled.groups).toEqual(
          here.groups.toReversed().map((group) => ({ ...group, group: `the ${group.group}` })),
        );
      }),
    );
  });

  it('does not depend on which way an indicator or the result is written', () => {
    fc.assert(
      fc.property(cases, fc.nat(6), (input, which) => {
        const negate = (values: Float64Array) => values.map((value) => -value);
        const flipped = mapContext(input, (indicator, j) =>
          j === which % input.context.length
            ? {
                ...indicator,
                values: negate(indicator.values),
                highMeans: indicator.highMeans === 'harder' ? 'easier' : 'harder',
              }
            : indicator,
        );
        const both: IdentifyInput = {
          ...flipped,
          result: { ...input.result, values: negate(input.result.values), highMeans: 'worse' },
        };
        expect(types(identify(flipped))).toEqual(types(identify(input)));
        expect(types(identify(both))).toEqual(types(identify(input)));
      }),
    );
  });

  it('leaves its input as it was', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const before = structuredClone(input);
        identify(input);
        expect(input).toEqual(before);
      }),
    );
  });

  it('gives answers that the next call leaves alone', () => {
    fc.assert(
      fc.property(cases, cases, (one, other) => {
        const answer = identify(one);
        const before = structuredClone(answer);
        const next = identify(other);
        expect(answer).toEqual(before);
        expect(next).toEqual(identify(other));
      }),
    );
  });

  it('cuts by values alone where many schools share a bin with a cut point', () => {
    const outliers = fc.record({ seed: fc.nat(), length: fc.integer({ min: 100, max: 700 }) });
    fc.assert(
      fc.property(outliers, ({ seed, length }) => {
        const { uniform, below } = seededGenerator(seed);
        // One far value leaves nearly all others in one bin; two decimals make ties at the cut points.
        const column = () =>
          Float64Array.from({ length }, (_, i) =>
            i === 0 ? 1e9 : uniform() < 0.1 ? NaN : Math.round(uniform() * 100) / 100,
          );
        const input: IdentifyInput = {
          context: [{ name: 'x', values: column(), highMeans: 'easier' }],
          result: { name: 'score', values: column(), highMeans: 'worse' },
          groups: { names: ['a', 'b'], code: Int32Array.from({ length }, () => below(2)) },
        };
        const answer = identify(input);
        const plain = plainIdentify(input);
        expect(Array.from(answer.contextQuartile)).toEqual(plain.contextQuartile);
        expect(Array.from(answer.resultQuartile)).toEqual(plain.resultQuartile);
        expect(Array.from(answer.kind)).toEqual(plain.kind);
        expect(answer.counts.resilient).toBe(plain.kind.filter((kind) => kind === 1).length);
      }),
      { numRuns: 30 },
    );
  });

  it('counts what it marks', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const { counts, kind, contextQuartile, groups, index } = identify(input);
        const count = (values: Uint8Array, value: number) => values.filter((one) => one === value).length;
        expect(counts.hardest).toBe(count(contextQuartile, 1));
        expect(counts.resilient).toBe(count(kind, 1));
        expect(counts.struggling).toBe(count(kind, 2));
        expect(counts.excluded).toBe(count(contextQuartile, 0));
        expect(counts.excluded).toBe(index.filter(Number.isNaN).length);
        expect(groups.reduce((sum, { schools }) => sum + schools, 0)).toBe(counts.schools);
      }),
    );
  });
});
