import { describe, expect, it } from 'vitest';
import { caterpillar, effectiveSchool, funnel, weightedQuantiles, type WeightedQuantileRule } from '#stats';
import expected from './compare.json' with { type: 'json' };

/** The columns that compare.R makes. */
const column = (of: (k: number) => number) => Float64Array.from({ length: 60 }, (_, k) => of(k));

function allClose(found: readonly number[], wanted: readonly number[], digits: number): void {
  expect(found.length).toBe(wanted.length);
  wanted.forEach((value, i) => expect(found[i] / value).toBeCloseTo(1, digits));
}

describe('comparing schools, against R', () => {
  it.each<WeightedQuantileRule>(['inverse', 'averaged'])('weighted quantiles, %s, as in survey', (rule) => {
    const values = column((k) => ((k * 37) % 61) / 4);
    const weights = column((k) => 1 + ((k * 17) % 23) / 8);
    const probabilities = [0.05, 0.1, 0.25, 0.333, 0.5, 0.75, 0.9, 0.99];
    const found = weightedQuantiles(values, weights, probabilities, rule);
    expect(found.values).toEqual(expected.weighted[rule]);
    const even = Float64Array.of(1, 2, 1, 4, 2, 2, 1, 3);
    const steps = weightedQuantiles(
      even.map((_, k) => k + 1),
      even,
      [1 / 16, 1 / 4, 1 / 2, 3 / 4],
      rule,
    );
    expect(steps.values).toEqual(expected.steps[rule]);
  });

  it('intervals for pairs of schools with unequal errors', () => {
    const errors = column((k) => 0.1 + ((k * 29) % 61) / 20);
    const found = [0.9, 0.95, 0.99].map(
      (confidence) => caterpillar(new Float64Array(60), errors, { confidence }).pairMultiplier,
    );
    allClose(found, expected.pairMultiplier, 9);
  });

  it('target and overdispersion of a funnel', () => {
    const sizes = column((k) => 20 + ((k * 13) % 150));
    const means = column((k) => 50 + (((k * 31) % 61) - 30) / 3);
    const found = funnel(means, sizes, { kind: 'mean', standardDeviation: 10 });
    allClose([found.target, found.overdispersion], [expected.target, expected.overdispersion], 12);
  });

  it('Holm’s correction of the social classes of an effective school', () => {
    const counts = [99, 96, 90, 96].map((mastered, i) => ({
      year: 2024,
      yearGroup: '7',
      socialClass: `class ${i}`,
      pupils: 100,
      mastered,
    }));
    const [year] = effectiveSchool(counts).years;
    const adjusted = year?.comparisons.map((comparison) => comparison.adjusted) ?? [];
    allClose(adjusted, expected.holm, 10);
  });
});
