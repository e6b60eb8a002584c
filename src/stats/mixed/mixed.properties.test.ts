import fc from 'fast-check';
import { expect, it } from 'vitest';
import { StatsError } from '../errors.ts';
import { seededGenerator } from '../random/generator.ts';
import type { MixedInput } from './mixedTypes.ts';
import { randomIntercept } from './randomIntercept.ts';
import { randomSlope } from './randomSlope.ts';

/** A few rows of few different values, where variances of 0, exact fits and covariates that say the same abound. */
function awkward(seed: number): MixedInput {
  const { uniform, below } = seededGenerator(seed);
  const groups = 2 + below(4);
  const code: number[] = [];
  for (let g = 0; g < groups; g++) for (let i = 1 + below(4); i > 0; i--) code.push(g);
  const different = 2 + below(3);
  const draw = () => (different === 4 ? uniform() : below(different * 2 - 2));
  const unit = [1, 1e-8, 1e8][below(3)];
  return {
    outcome: {
      name: 'y',
      values: Float64Array.from(code, (g) => unit * (draw() + (below(2) === 0 ? 0 : g * below(3)))),
    },
    covariates: Array.from({ length: 1 + below(3) }, (_, k) => ({
      name: `x${k}`,
      values: Float64Array.from(code, (g) => (k === 2 ? g : draw())),
    })),
    groups: { names: Array.from({ length: groups }, (_, g) => `g${g}`), code: Int32Array.from(code) },
  };
}

function notFinite(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  if (value instanceof Float64Array) return value.some((one) => !Number.isFinite(one));
  return typeof value === 'object' && value !== null && Object.values(value).some(notFinite);
}

it('gives a finite answer or a reason why there is none, however awkward the rows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom('REML', 'ML'), (seed, method) => {
      const input = awkward(seed);
      for (const fit of [
        () => randomIntercept(input, { method }),
        () => randomSlope({ ...input, slope: 'x0' }, { method }),
      ]) {
        try {
          const found = fit();
          expect(notFinite(found)).toBe(false);
          const warned = found.warnings.some(({ code }) => code === 'no-convergence');
          expect(warned).toBe(!found.convergence.converged);
        } catch (error) {
          if (!(error instanceof StatsError)) throw error;
        }
      }
    }),
    { numRuns: 1000 },
  );
});
