import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawSchools, type DrawInput, type SamplingDesign } from './drawSchools.ts';
import { seededGenerator } from './generator.ts';
import { sampleWithoutReplacement, stratifiedSample } from './sample.ts';

function simulate(seed: number, kindOfDesign: SamplingDesign['kind']): DrawInput {
  const { uniform, below } = seededGenerator(seed);
  const schools = 20 + below(60);
  const column = (name: string) => ({
    name,
    // Whole tens, so that equal distances occur.
    values: Float64Array.from({ length: schools }, () => (uniform() < 0.05 ? NaN : 10 * below(6))),
  });
  const circumstances = [column('meals'), column('mobility')];
  const each = below(4);
  return {
    ids: Array.from({ length: schools }, (_, i) => `s${(i * 37) % 101}`),
    kind: Uint8Array.from({ length: schools }, () => below(3)),
    groups: {
      names: ['north', 'south', 'nobody'],
      code: Int32Array.from({ length: schools }, () => below(3) - 1),
    },
    design: kindOfDesign === 'pairs' ? { kind: 'pairs', each, circumstances } : { kind: kindOfDesign, each },
    seed: below(1000),
    excluded: [{ row: 3, reason: 'is closing' }],
  };
}

const kinds = fc.constantFrom<SamplingDesign['kind'][]>('per-region', 'per-type', 'pairs');
const cases = fc.tuple(fc.nat(), kinds).map(([seed, kind]) => simulate(seed, kind));

const eligible = ({ kind, groups, excluded = [] }: DrawInput, row: number) =>
  kind[row] !== 0 && groups.code[row] !== -1 && !excluded.some((one) => one.row === row);

/** Everything that is drawn, by id instead of by row. */
function byId(input: DrawInput) {
  const id = (row: number) => input.ids[row];
  const found = drawSchools(input);
  const pair = ({ resilient, struggling, distance, standIns }: (typeof found.pairs)[0]['drawn'][0]) => [
    id(resilient),
    id(struggling),
    distance.toFixed(9),
    standIns.map(id),
  ];
  return {
    strata: found.strata.map(({ stratum, drawn, replacements }) => [
      stratum,
      drawn.map(id),
      replacements.map(id),
    ]),
    pairs: found.pairs.map(({ group, drawn, replacements, unmatched }) => [
      group,
      drawn.map(pair),
      replacements.map(pair),
      unmatched.map(id),
    ]),
  };
}

describe('drawSchools', () => {
  it('draws the same schools whatever the order of the rows', () => {
    fc.assert(
      fc.property(cases, fc.nat(), (input, seed) => {
        const length = input.ids.length;
        const order = Array.from(sampleWithoutReplacement(length, length, seededGenerator(seed)));
        const { design } = input;
        const moved: DrawInput = {
          ...input,
          ids: order.map((i) => input.ids[i]),
          kind: Uint8Array.from(order, (i) => input.kind[i]),
          groups: { ...input.groups, code: Int32Array.from(order, (i) => input.groups.code[i]) },
          excluded: [{ row: order.indexOf(3), reason: 'is closing' }],
          design:
            design.kind !== 'pairs'
              ? design
              : {
                  ...design,
                  circumstances: design.circumstances.map(({ name, values }) => ({
                    name,
                    values: Float64Array.from(order, (i) => values[i]),
                  })),
                },
        };
        expect(byId(moved)).toEqual(byId(input));
      }),
    );
  });

  it('gives every school that may be drawn one place, and no other', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const found = drawSchools(input);
        const rows = Array.from(input.ids.keys()).filter((row) => eligible(input, row));
        const ofStrata = found.strata.flatMap(({ drawn, replacements }) => [...drawn, ...replacements]);
        const pairs = found.pairs.flatMap(({ drawn, replacements }) => [...drawn, ...replacements]);
        const paired = pairs.flatMap(({ resilient, struggling }) => [resilient, struggling]);
        const left = found.pairs.flatMap(({ unmatched, incomplete }) => [...unmatched, ...incomplete]);
        const standIns = input.groups.names.flatMap((_, group) => {
          const [first] = pairs.filter(({ resilient }) => input.groups.code[resilient] === group);
          const all = rows.filter((row) => input.groups.code[row] === group && input.kind[row] === 2);
          return first?.standIns ?? all.filter((row) => !left.includes(row));
        });
        const placed = input.design.kind === 'pairs' ? [...paired, ...left, ...standIns] : ofStrata;
        expect(placed.toSorted((a, b) => a - b)).toEqual(rows);
        expect(found.excluded).toEqual(input.kind[3] === 0 ? [] : input.excluded);
      }),
    );
  });

  it('contains the smaller sample in the larger', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const more = { ...input, design: { ...input.design, each: input.design.each + 1 } };
        const [smaller, larger] = [drawSchools(input), drawSchools(more)];
        smaller.strata.forEach(({ drawn }, s) => {
          expect(larger.strata[s].drawn.slice(0, drawn.length)).toEqual(drawn);
        });
        smaller.pairs.forEach(({ drawn }, s) => {
          expect(larger.pairs[s].drawn.slice(0, drawn.length)).toEqual(drawn);
        });
      }),
    );
  });

  it('draws both types together as a stratified sample of the groups', () => {
    const input = simulate(5, 'per-region');
    const code = input.groups.code.map((group, row) => (eligible(input, row) ? group : -1));
    const plain = stratifiedSample({
      ids: input.ids,
      strata: { names: input.groups.names, code },
      perStratum: input.design.each,
      seed: input.seed,
    });
    const found = drawSchools(input);
    expect(found.strata.map(({ drawn }) => drawn)).toEqual(plain.strata.map(({ drawn }) => drawn));
    expect(found.strata.every(({ type }) => type === null)).toBe(true);
  });

  it('keeps to the type of each stratum', () => {
    const input = simulate(6, 'per-type');
    const found = drawSchools(input);
    expect(found.strata).toHaveLength(6);
    for (const { group, type, drawn, replacements } of found.strata) {
      for (const row of [...drawn, ...replacements]) {
        expect(input.groups.names[input.groups.code[row]]).toBe(group);
        expect(input.kind[row]).toBe(type === 'resilient' ? 1 : 2);
      }
    }
  });

  it('gives each resilient school in turn the nearest struggling one that is left', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const input = simulate(seed, 'pairs');
        if (input.design.kind !== 'pairs') throw new Error('Pairs were asked for.');
        const { circumstances } = input.design;
        const rows = Array.from(input.ids.keys());
        const complete = rows.filter((row) =>
          circumstances.every(({ values }) => !Number.isNaN(values[row])),
        );
        const deviation = circumstances.map(({ values }) => {
          const mean = complete.reduce((sum, row) => sum + values[row], 0) / complete.length;
          const squares = complete.reduce((sum, row) => sum + (values[row] - mean) ** 2, 0);
          return Math.sqrt(squares / (complete.length - 1));
        });
        const distance = (a: number, b: number) =>
          Math.hypot(...circumstances.map(({ values }, j) => (values[a] - values[b]) / deviation[j]));
        for (const { drawn, replacements } of drawSchools(input).pairs) {
          const pairs = [...drawn, ...replacements];
          pairs.forEach((pair, turn) => {
            expect(input.groups.code[pair.struggling]).toBe(input.groups.code[pair.resilient]);
            expect(pair.distance).toBeCloseTo(distance(pair.resilient, pair.struggling), 10);
            const left = [...pairs.slice(turn).map(({ struggling }) => struggling), ...pair.standIns];
            for (const other of left) {
              expect(distance(pair.resilient, other)).toBeGreaterThanOrEqual(pair.distance - 1e-9);
            }
          });
        }
      }),
    );
  });

  it('warns of groups with too few, and of schools that cannot be paired', () => {
    const circumstances = [{ name: 'meals', values: Float64Array.of(1, 2, NaN, 4) }];
    const found = drawSchools({
      ids: ['a', 'b', 'c', 'd'],
      kind: Uint8Array.of(1, 2, 2, 0),
      groups: { names: ['north'], code: new Int32Array(4) },
      design: { kind: 'pairs', each: 2, circumstances },
      seed: 1,
    });
    expect(found.pairs[0]).toMatchObject({ resilient: 1, struggling: 1, incomplete: [2], unmatched: [] });
    expect(found.pairs[0].drawn[0]).toMatchObject({ resilient: 0, struggling: 1, standIns: [] });
    expect(found.warnings.map(({ code }) => code)).toEqual(['small-stratum', 'incomplete-row']);
  });

  it('refuses what it cannot draw from, by code', () => {
    const input = simulate(8, 'pairs');
    const refusal = (change: Partial<DrawInput>, code: string) =>
      expect(() => drawSchools({ ...input, ...change })).toThrow(expect.objectContaining({ code }));
    refusal({ kind: input.kind.slice(1) }, 'length-mismatch');
    refusal({ excluded: [{ row: 1000, reason: 'unknown' }] }, 'unknown-row');
    refusal({ groups: { names: ['a'], code: input.groups.code.map(() => 1) } }, 'unknown-group');
    refusal({ ids: input.ids.map(() => 'same'), kind: input.kind.map(() => 1) }, 'duplicate-id');
    refusal({ design: { ...input.design, each: -1 } }, 'invalid-sample-size');
    refusal({ design: { kind: 'per-type', each: 0.5 } }, 'invalid-sample-size');
    refusal({ seed: -1 }, 'invalid-seed');
  });
});
