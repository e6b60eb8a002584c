import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantiles } from '../describe/quantile.ts';
import { normalProbability } from '../distributions/normal.ts';
import { seededGenerator } from '../random/generator.ts';
import { fillNormals } from '../random/normals.ts';
import { sampleWithoutReplacement } from '../random/sample.ts';
import { firmness } from './firmness.ts';
import type { FirmnessInput } from './firmnessTypes.ts';
import { identify } from './identify.ts';
import type { IdentifyOptions } from './identifyTypes.ts';
import { outerCutFinder } from './outerCuts.ts';

function simulate(
  seed: number,
  schools: number,
  highMeans: 'better' | 'worse' = 'better',
  cuts: IdentifyOptions['cuts'] = {},
): FirmnessInput {
  const generator = seededGenerator(seed);
  const noise = new Float64Array(2 * schools);
  fillNormals(noise, generator);
  const x = noise.subarray(0, schools);
  const gap = () => generator.uniform() < 0.05;
  const values = x.map((value, i) => (gap() ? NaN : noise[schools + i] - value));
  const groups = {
    names: ['a', 'b', 'nobody'],
    code: Int32Array.from({ length: schools }, () => (gap() ? -1 : generator.below(2))),
  };
  const result = { name: 'y', values, highMeans };
  return {
    ids: Array.from({ length: schools }, (_, i) => `school ${i}`),
    result,
    groups,
    identified: identify(
      { context: [{ name: 'x', values: x, highMeans: 'harder' }], result, groups },
      { cuts },
    ),
    source: {
      rule: 'posterior',
      estimate: values.slice(),
      error: values.map(() => 0.1 + generator.uniform()),
    },
  };
}

const cases = fc
  .record({
    seed: fc.nat(),
    schools: fc.integer({ min: 20, max: 200 }),
    highMeans: fc.constantFrom('better' as const, 'worse' as const),
    cuts: fc.constantFrom({}, { hardest: 1 / 3, top: 0.2, lowest: 0.1, quantileType: 6 as const }),
  })
  .map(({ seed, schools, highMeans, cuts }) => simulate(seed, schools, highMeans, cuts));
const runs = { numRuns: 40 };

describe('firmness', () => {
  it('is complete where there is no error: every draw gives the labels as they are', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const { values } = input.result;
        const error = values.map((value) => (Number.isNaN(value) ? NaN : 0));
        const found = firmness(
          { ...input, source: { rule: 'posterior', estimate: values, error } },
          { draws: 3, seed: 1 },
        );
        const { kind, contextQuartile } = input.identified;
        found.held.forEach((share, i) => expect(share).toBe(contextQuartile[i] === 0 ? NaN : 1));
        kind.forEach((one, i) => {
          if (contextQuartile[i] === 0) return;
          expect([found.resilient[i], found.struggling[i]]).toEqual([Number(one === 1), Number(one === 2)]);
        });
      }),
      runs,
    );
  });

  it('gives the same shares for the same seed, whatever the order of the schools', () => {
    fc.assert(
      fc.property(cases, fc.nat(), (input, seed) => {
        const here = firmness(input, { draws: 20, seed });
        const length = input.ids.length;
        const order = sampleWithoutReplacement(length, length, seededGenerator(seed));
        const take = (values: Float64Array) => Float64Array.from(order, (i) => values[i]);
        const bytes = (values: Uint8Array) => Uint8Array.from(order, (i) => values[i]);
        if (input.source.rule !== 'posterior') throw new Error('Another source was simulated.');
        const { method, contextQuartile, kind } = input.identified;
        const there = firmness(
          {
            ids: Array.from(order, (i) => input.ids[i]),
            result: { ...input.result, values: take(input.result.values) },
            groups: { ...input.groups, code: Int32Array.from(order, (i) => input.groups.code[i]) },
            identified: { method, contextQuartile: bytes(contextQuartile), kind: bytes(kind) },
            source: {
              rule: 'posterior',
              estimate: take(input.source.estimate),
              error: take(input.source.error),
            },
          },
          { draws: 20, seed },
        );
        expect(there.held).toEqual(take(here.held));
        expect(there.resilient).toEqual(take(here.resilient));
        expect(there.groups).toEqual(here.groups);
      }),
      runs,
    );
  });

  it('counts what it draws', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const found = firmness(input, { draws: 25, seed: 4 });
        const { contextQuartile, kind } = input.identified;
        const sums = [0, 0];
        contextQuartile.forEach((quarter, i) => {
          if (quarter === 0) return;
          sums[0] += found.resilient[i];
          sums[1] += found.struggling[i];
          const neither = 1 - found.resilient[i] - found.struggling[i];
          expect(found.held[i]).toBeCloseTo([neither, found.resilient[i], found.struggling[i]][kind[i]], 12);
          if (quarter !== 1) expect(found.held[i]).toBe(1);
          expect(found.monteCarloError[i]).toBeCloseTo(
            Math.sqrt((found.held[i] * (1 - found.held[i])) / 25),
            12,
          );
        });
        const byGroup = (key: 'resilient' | 'struggling') =>
          found.groups.reduce((sum, group) => sum + group[key], 0);
        expect(byGroup('resilient')).toBeCloseTo(sums[0], 9);
        expect(byGroup('struggling')).toBeCloseTo(sums[1], 9);
      }),
      runs,
    );
  });

  it('finds the chance of one uncertain school among certain ones', () => {
    // Of 401 schools in the hardest and easiest half alternately, the cut is where it is whatever the one does.
    const schools = 401;
    const values = Float64Array.from({ length: schools }, (_, i) => i);
    const x = values.map((_, i) => (i * 7919) % schools);
    const groups = { names: ['all'], code: new Int32Array(schools) };
    const result = { name: 'y', values, highMeans: 'better' as const };
    const identified = identify({ context: [{ name: 'x', values: x, highMeans: 'harder' }], result, groups });
    const one = identified.kind.findIndex((kind, i) => kind === 1 && i > 305);
    const input = { ids: Array.from(values, String), result, groups, identified };
    const error = values.map((_, i) => (i === one ? 30 : 0));
    const draws = 4000;
    const found = firmness(
      { ...input, source: { rule: 'posterior', estimate: values, error } },
      { draws, seed: 9 },
    );
    // As it falls below the cut, at 300, the one above it moves it down to 299.
    const chance = normalProbability((one - 300) / 30);
    expect(Math.abs(found.held[one] - chance)).toBeLessThan(5 * Math.sqrt((chance * (1 - chance)) / draws));
    expect(found.struggling[one]).toBeLessThan(0.001);
    const variances = error.map((value) => value * value);
    const observed = firmness({ ...input, source: { rule: 'observed', variances } }, { draws, seed: 9 });
    expect(observed.held).toEqual(found.held);
  });

  it('lets schools whose chance error is not known stand as they are, and says nothing of them', () => {
    const input = simulate(3, 100);
    const { values } = input.result;
    const known = (i: number) => i % 3 !== 0;
    const error = values.map((_, i) => (known(i) ? 0 : NaN));
    const found = firmness(
      { ...input, source: { rule: 'posterior', estimate: values, error } },
      { draws: 5, seed: 1 },
    );
    const classified = [...input.identified.contextQuartile.keys()].filter(
      (i) => input.identified.contextQuartile[i] !== 0,
    );
    classified.forEach((i) => expect(found.held[i]).toBe(known(i) ? 1 : NaN));
    expect(found.unknown).toBe(classified.filter((i) => !known(i)).length);
    expect(found.n + found.unknown).toBe(classified.length);
    expect(found.warnings.map(({ code }) => code)).toEqual(['unknown-chance']);
  });

  it('says how far it is, and stops when told to', () => {
    const input = simulate(5, 4000);
    const seen: number[] = [];
    firmness(input, { draws: 120, seed: 1, progress: (done) => void seen.push(done) });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toBe(120);
    expect(() => firmness(input, { draws: 120, seed: 1, progress: () => false })).toThrow(
      expect.objectContaining({ code: 'stopped' }),
    );
  });

  it('refuses what it cannot draw, by code', () => {
    const input = simulate(6, 30);
    const refusal = (change: Partial<FirmnessInput>, code: string, draws = 5) =>
      expect(() => firmness({ ...input, ...change }, { draws, seed: 1 })).toThrow(
        expect.objectContaining({ code }),
      );
    const variances = new Float64Array(30).fill(1);
    refusal({ ids: input.ids.slice(1) }, 'length-mismatch');
    refusal({ ids: input.ids.map(() => 'same') }, 'duplicate-id');
    refusal({ source: { rule: 'observed', variances: variances.with(4, -1) } }, 'negative-error');
    refusal({ source: { rule: 'observed', variances: variances.map(() => Infinity) } }, 'infinite-value');
    refusal({ groups: { names: ['a'], code: input.groups.code } }, 'unknown-group');
    refusal({}, 'invalid-count', 0.5);
  });
});

describe('outerCutFinder', () => {
  it('finds the quantiles of one list after another, ties and far values included', () => {
    const type = fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 8, 9);
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 150 }), type, (seed, size, quantileType) => {
        const { uniform } = seededGenerator(seed);
        const shares = { lowest: 0.01 + uniform() / 2.1, top: 0.01 + uniform() / 2.1 };
        const find = outerCutFinder(size, { ...shares, quantileType });
        for (const scale of [1, 30, 0.1]) {
          const values = Float64Array.from({ length: size }, () =>
            uniform() < 0.3 ? Math.round(3 * uniform()) : scale * (uniform() - 0.5),
          );
          const plain = quantiles(values, [shares.lowest, 1 - shares.top], quantileType).values;
          expect(find(values)).toEqual({ low: plain[0], high: plain[1] });
        }
      }),
    );
  });
});
