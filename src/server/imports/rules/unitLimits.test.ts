import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkOf, lessThanNone, moreThanAll, notWhole } from './unitLimits.ts';

it.each([
  ['percent', 104, moreThanAll],
  ['%', 100.01, moreThanAll],
  [' Percent ', -0.1, lessThanNone],
  ['percent', 100, null],
  ['percent', 0, null],
  ['pupils', 10.5, notWhole],
  ['students', -1, lessThanNone],
  ['pupils', 0, null],
  ['percentage points', -12.5, null],
  [null, -3.7, null],
])('of %s, %d is %s', (unit, value, fault) => {
  expect(checkOf(unit)(value)).toBe(fault);
});

it('lets every share of a whole through, and every count', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 1_000_000 }), (a, b) => {
      const [part, whole] = [Math.min(a, b), Math.max(a, b)];
      expect(checkOf('percent')((100 * part) / whole)).toBeNull();
      expect(checkOf('pupils')(a)).toBeNull();
    }),
  );
});
