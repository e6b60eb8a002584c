import { describe, expect, it } from 'vitest';
import { samplingVariance } from '#stats';
import expected from './samplingVariance.json' with { type: 'json' };

const column = (values: readonly (number | null)[]) => Float64Array.from(values, (value) => value ?? NaN);
const results = expected.results.map(column);
const pupils = expected.pupils.map(column);

function close(found: number | null | undefined, wanted: number, share: number): void {
  expect(Math.abs((found ?? NaN) - wanted) / wanted).toBeLessThan(share);
}

describe('chance error of results over the years, against R', () => {
  it('finds the variances of pupils and of real change as a gamma regression does, with robust errors', () => {
    const years = results.map((values, year) => ({ values, pupils: pupils[year] }));
    const found = samplingVariance({ rule: 'size-and-change', years });
    expect(found.basis?.observations).toBe(expected.changes);
    close(found.pupil?.estimate, expected.pupil[0], 1e-9);
    close(found.pupil?.standardError, expected.pupil[1], 1e-9);
    close(found.year?.estimate, expected.year[0], 1e-9);
    close(found.year?.standardError, expected.year[1], 1e-9);
    found.variances.forEach((variance, school) => {
      if (Number.isNaN(results[2][school])) expect(variance).toBeNaN();
      else close(variance, expected.pupil[0] / pupils[2][school], 1e-9);
    });
    expect(found.warnings).toEqual([]);
  });

  it('finds the variance within schools as a two-way analysis of variance does, years missing or not', () => {
    const found = samplingVariance({ rule: 'change', years: results });
    close(found.year?.estimate, expected.within[0], 1e-11);
    close(found.year?.standardError, expected.within[1], 1e-11);
    expect(found.basis?.observations).toBe(expected.withinObservations);
    expect(found.warnings.map(({ code }) => code)).toEqual(['same-for-all']);
  });
});
