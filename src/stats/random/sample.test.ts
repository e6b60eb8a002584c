import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededGenerator } from './generator.ts';
import { sampleWithoutReplacement, stratifiedSample, type StratifiedInput } from './sample.ts';

describe('sampleWithoutReplacement', () => {
  it('draws different members of the population', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), fc.nat(), (one, other, seed) => {
        const [n, population] = [Math.min(one, other), Math.max(one, other)];
        const drawn = Array.from(sampleWithoutReplacement(n, population, seededGenerator(seed)));
        expect(new Set(drawn).size).toBe(n);
        expect(drawn.every((i) => i >= 0 && i < population)).toBe(true);
      }),
    );
  });

  it('gives every ordered pair of five the same chance', () => {
    const generator = seededGenerator(2026);
    const draws = 20_000;
    const counts = new Map<string, number>();
    for (let i = 0; i < draws; i++) {
      const pair = sampleWithoutReplacement(2, 5, generator).join();
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
    expect(counts.size).toBe(20);
    const expected = draws / 20;
    const chiSquare = [...counts.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    // The chi-square with 19 degrees of freedom exceeds 43.82 once in a thousand times.
    expect(chiSquare).toBeLessThan(43.82);
  });

  it('refuses to draw more than there are', () => {
    expect(() => sampleWithoutReplacement(3, 2, seededGenerator(1))).toThrow(/3 cannot be drawn from 2/);
  });
});

const input: StratifiedInput = {
  ids: ['k', 'c', 'a', 'm', 'b', 'x', 'd'],
  strata: { names: ['north', 'south'], code: Int32Array.of(0, 0, 0, 1, 0, -1, 1) },
  perStratum: 3,
  seed: 42,
};

const idsOf = (rows: number[], ids: readonly string[]) => rows.map((row) => ids[row]);

describe('stratifiedSample', () => {
  it('draws from each stratum, keeps replacements in order and says where there were too few', () => {
    const { strata, warnings } = stratifiedSample(input);
    expect(strata.map(({ stratum, available }) => [stratum, available])).toEqual([
      ['north', 4],
      ['south', 2],
    ]);
    expect(strata[0].drawn).toHaveLength(3);
    expect(new Set([...strata[0].drawn, ...strata[0].replacements])).toEqual(new Set([0, 1, 2, 4]));
    expect(new Set(strata[1].drawn)).toEqual(new Set([3, 6]));
    expect(warnings).toEqual([{ code: 'small-stratum', message: expect.stringContaining('south (2)') }]);
  });

  it('draws the same schools whatever the order of the rows', () => {
    const order = [6, 2, 5, 0, 1, 4, 3];
    const shuffled = {
      ...input,
      ids: order.map((i) => input.ids[i]),
      strata: { ...input.strata, code: Int32Array.from(order, (i) => input.strata.code[i]) },
    };
    const [here, there] = [stratifiedSample(input).strata, stratifiedSample(shuffled).strata];
    here.forEach((stratum, s) => {
      expect(idsOf(there[s].drawn, shuffled.ids)).toEqual(idsOf(stratum.drawn, input.ids));
      expect(idsOf(there[s].replacements, shuffled.ids)).toEqual(idsOf(stratum.replacements, input.ids));
    });
  });

  it('contains the smaller sample in the larger, and leaves other strata alone', () => {
    const [smaller] = stratifiedSample({ ...input, perStratum: 2 }).strata;
    const [larger] = stratifiedSample(input).strata;
    expect(larger.drawn.slice(0, 2)).toEqual(smaller.drawn);
    const withoutSouth = input.strata.code.map((code) => (code === 1 ? -1 : code));
    const alone = stratifiedSample({ ...input, strata: { ...input.strata, code: withoutSouth } });
    expect(alone.strata[0]).toEqual(larger);
  });

  it('draws every member equally often over many seeds', () => {
    const ids = Array.from({ length: 10 }, (_, i) => `school ${i}`);
    const strata = { names: ['one'], code: new Int32Array(10) };
    const times = ids.map(() => 0);
    const seeds = 5000;
    for (let seed = 0; seed < seeds; seed++) {
      const [{ drawn }] = stratifiedSample({ ids, strata, perStratum: 3, seed }).strata;
      for (const row of drawn) times[row]++;
    }
    // Draws of one sample exclude each other, so Σ (n − e)² / (seeds · p · (1 − p)) · 9/10 is chi-square with 9
    // degrees of freedom, which exceeds 27.88 once in a thousand times.
    const p = 3 / 10;
    const sum = times.reduce((total, n) => total + (n - seeds * p) ** 2, 0);
    expect((sum / (seeds * p * (1 - p))) * (9 / 10)).toBeLessThan(27.88);
  });

  it('refuses ids that occur twice and codes without a name', () => {
    expect(() => stratifiedSample({ ...input, ids: ['k', 'c', 'k', 'm', 'b', 'x', 'd'] })).toThrow(
      expect.objectContaining({ code: 'duplicate-id' }),
    );
    const strata = { names: ['north'], code: input.strata.code };
    expect(() => stratifiedSample({ ...input, strata })).toThrow(
      expect.objectContaining({ code: 'unknown-group' }),
    );
  });
});
