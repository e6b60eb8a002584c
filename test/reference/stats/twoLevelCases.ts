import { seededGenerator, type MixedInput } from '#stats';
import type { PlainData } from './plainMixed.ts';

/** How a small case is made: standard deviations of intercepts and slopes beside residuals of 1. */
export interface TwoLevelCase {
  groups: number;
  between: number;
  slope?: number;
  /** Of every group; else from 1 to 6, the first with at least 3. */
  size?: number;
  covariates?: number;
}

export function simulate(
  seed: number,
  { groups, between, slope = 0, size, covariates = 2 }: TwoLevelCase,
): MixedInput {
  const { uniform, below } = seededGenerator(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const code: number[] = [];
  const y: number[] = [];
  const x: number[][] = Array.from({ length: covariates }, () => []);
  for (let g = 0; g < groups; g++) {
    const [u0, u1] = [between * normal(), slope * normal()];
    const rows = size ?? (g === 0 ? 3 + below(4) : 1 + below(6));
    for (let i = 0; i < rows; i++) {
      const values = x.map((_, k) => 10 * (k + 1) + 2 * normal());
      values.forEach((value, k) => x[k].push(value));
      const fixed = values.reduce((sum, value, k) => sum + (k + 0.5) * value, 0);
      y.push(3 + fixed + u0 + u1 * ((values[0] ?? 0) - 10) + normal());
      code.push(g);
    }
  }
  return {
    outcome: { name: 'y', values: Float64Array.from(y) },
    covariates: x.map((values, k) => ({ name: `x${k}`, values: Float64Array.from(values) })),
    groups: { names: Array.from({ length: groups }, (_, g) => `g${g}`), code: Int32Array.from(code) },
  };
}

/** The same rows for the plain way; `slope` is the covariate with a random slope. */
export function plainData({ outcome, covariates, groups }: MixedInput, slope: number | null): PlainData {
  const rows = Array.from(outcome.values.keys());
  return {
    y: Array.from(outcome.values),
    x: rows.map((i) => [1, ...covariates.map(({ values }) => values[i])]),
    z: rows.map((i) => (slope === null ? [1] : [1, covariates[slope].values[i]])),
    group: Array.from(groups.code),
  };
}
