import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fayHerriot } from '../mixed/fayHerriot.ts';
import { seededGenerator } from '../random/generator.ts';
import { fillNormals } from '../random/normals.ts';
import { compareViews, type ViewsInput } from './compareViews.ts';
import { identify } from './identify.ts';

function simulate(seed: number, highMeans: 'better' | 'worse' = 'better'): ViewsInput {
  const generator = seededGenerator(seed);
  const schools = 80 + generator.below(200);
  const noise = new Float64Array(3 * schools);
  fillNormals(noise, generator);
  const x = noise.subarray(0, schools);
  const variances = Float64Array.from({ length: schools }, () =>
    generator.uniform() < 0.05 ? NaN : 0.02 + 2 * generator.uniform() ** 3,
  );
  const turn = highMeans === 'better' ? 1 : -1;
  const values = x.map((value, i) => {
    const chance = Math.sqrt(variances[i] || 1) * noise[2 * schools + i];
    return generator.uniform() < 0.03 ? NaN : turn * (noise[schools + i] - value + chance);
  });
  const groups = { names: ['a', 'b'], code: Int32Array.from({ length: schools }, () => generator.below(2)) };
  const indicator = { name: 'x', values: x, highMeans: 'harder' as const };
  const result = { name: 'y', values, highMeans };
  return {
    result,
    groups,
    identified: identify({ context: [indicator], result, groups }),
    model: fayHerriot({ outcome: result, variances, covariates: [indicator], within: groups }),
  };
}

const cases = fc
  .record({ seed: fc.nat(), highMeans: fc.constantFrom('better' as const, 'worse' as const) })
  .map(({ seed, highMeans }) => simulate(seed, highMeans));
const runs = { numRuns: 40 };

/** Four schools in hard circumstances and four in easy ones, with effects as they are given. */
function byHand(
  effects: Partial<Record<'raw' | 'effect' | 'fullError' | 'reliability' | 'samplingError', number[]>>,
) {
  const column = (values: number[]) => Float64Array.from(values);
  const same = (value: number) => Array.from({ length: 8 }, () => value);
  const result = { name: 'y', values: column([8, 1, 6, 4, 2, 3, 5, 7]), highMeans: 'better' as const };
  const groups = { names: ['a'], code: new Int32Array(8) };
  const context = [{ name: 'x', values: column([8, 7, 6.95, 1, 2, 3, 4, 5]), highMeans: 'harder' as const }];
  const { raw = same(0), effect = raw, fullError = same(1) } = effects;
  const { reliability = same(0.8), samplingError = same(0.5) } = effects;
  const all = { raw, effect, fullError, reliability, samplingError };
  const columns = Object.fromEntries(Object.entries(all).map(([name, values]) => [name, column(values)]));
  const model = { effects: columns } as unknown as ViewsInput['model'];
  return compareViews({ result, groups, identified: identify({ context, result, groups }), model });
}

describe('compareViews', () => {
  it('gives the reasons why a label is not borne out', () => {
    // The first school is resilient with 8 where the cut is at 6.25; the second struggles with 1, the cut being 2.75.
    const one = byHand({ raw: [1, 1, 0, 0, 0, 0, 0, 0], samplingError: [2, 0.5, 1, 1, 1, 1, 1, 1] });
    expect(one.resilient).toEqual({
      labelled: 1,
      confirmed: 0,
      unconfirmed: [{ row: 0, reasons: ['near-cut'] }],
      overlooked: [],
      unknown: 0,
    });
    expect(one.struggling.unconfirmed).toEqual([{ row: 1, reasons: ['circumstances'] }]);
    const two = byHand({ raw: [1, -1, 0, 0, 0, 0, 0, 0], reliability: [0.3, 0.8, 1, 1, 1, 1, 1, 1] });
    expect(two.resilient.unconfirmed).toEqual([{ row: 0, reasons: ['small-school'] }]);
    expect(two.struggling.unconfirmed).toEqual([{ row: 1, reasons: ['uncertain'] }]);
    const three = byHand({ raw: [3, NaN, 0, 0, 0, 0, 0, 0] });
    expect(three.resilient).toMatchObject({ labelled: 1, confirmed: 1, unconfirmed: [] });
    expect(three.struggling).toMatchObject({ labelled: 1, confirmed: 0, unconfirmed: [], unknown: 1 });
  });

  it('gives the reasons why a school is left out that does clearly better', () => {
    const { resilient, standing } = byHand({ raw: [3, 3, 3, 3, 0, 0, 0, 0] });
    expect([...standing]).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
    // The cut of circumstances lies at 6.9625, that of the easiest at 2.75; the third school has 6.95.
    expect(resilient.overlooked).toEqual([
      { row: 1, reasons: ['beyond-cut'] },
      { row: 2, reasons: ['other-circumstances', 'near-hardest'] },
      { row: 3, reasons: ['other-circumstances'] },
    ]);
    const near = byHand({ raw: [0, 3, 0, 0, 0, 0, 0, 0], samplingError: [1, 6, 1, 1, 1, 1, 1, 1] });
    expect(near.resilient.overlooked).toEqual([{ row: 1, reasons: ['near-cut'] }]);
  });

  it('counts every school once, and lists those on whom the views differ', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const found = compareViews(input);
        const { kind, contextQuartile, counts } = input.identified;
        const { effect, fullError } = input.model.effects;
        const turn = input.result.highMeans === 'better' ? 1 : -1;
        for (const [label, side, of] of [
          [1, 1, found.resilient],
          [2, -1, found.struggling],
        ] as const) {
          expect(of.labelled).toBe(label === 1 ? counts.resilient : counts.struggling);
          expect(of.confirmed + of.unconfirmed.length + of.unknown).toBe(of.labelled);
          const clear = (i: number) => side * turn * effect[i] - 1.959963984540054 * fullError[i] > 0;
          const overlooked = [...kind.keys()].filter((i) => clear(i) && kind[i] !== label);
          expect(of.overlooked.map(({ row }) => row)).toEqual(overlooked);
          for (const { row, reasons } of of.overlooked) {
            expect(reasons[0] === 'not-classified').toBe(contextQuartile[row] === 0);
            expect(reasons.includes('other-circumstances')).toBe(contextQuartile[row] > 1);
          }
          for (const { row, reasons } of of.unconfirmed) {
            expect(clear(row)).toBe(false);
            expect(reasons.length).toBeGreaterThan(0);
          }
        }
        const known = [...effect.keys()].filter((i) => !Number.isNaN(effect[i]));
        expect(found.both + found.onlyModel).toBe(known.length);
        expect(found.both + found.onlyRule).toBe(counts.schools);
      }),
      runs,
    );
  });

  it('tells the same of a result written the other way round', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const [one, other] = (['better', 'worse'] as const).map((way) => compareViews(simulate(seed, way)));
        expect(other.standing).toEqual(one.standing);
        expect(other.resilient).toEqual(one.resilient);
        expect(other.struggling).toEqual(one.struggling);
      }),
      runs,
    );
  });

  it('calls fewer schools clear the more confidence is asked for', () => {
    const input = simulate(7);
    const clear = (confidence: number) =>
      compareViews({ ...input, confidence }).standing.filter((standing) => standing !== 0).length;
    expect(clear(0.5)).toBeGreaterThan(clear(0.99));
    expect(() => clear(95)).toThrow(expect.objectContaining({ code: 'invalid-confidence' }));
    const { effects } = input.model;
    const model = { effects: { ...effects, effect: effects.effect.slice(1) } };
    expect(() => compareViews({ ...input, model })).toThrow(
      expect.objectContaining({ code: 'length-mismatch' }),
    );
  });
});
