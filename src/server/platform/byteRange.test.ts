import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byteRange } from './byteRange.ts';

it.each([
  [undefined, null],
  ['bytes=0-', { start: 0, end: 99 }],
  ['bytes=10-19', { start: 10, end: 19 }],
  ['bytes=90-500', { start: 90, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-500', { start: 0, end: 99 }],
  ['bytes=100-', 'beyond'],
  ['bytes=-0', 'beyond'],
  ['bytes=20-10', null],
  ['bytes=0-1,5-6', null],
  ['bytes=-', null],
  ['lines=0-1', null],
])('of a hundred bytes, %s asks for %j', (header, range) => {
  expect(byteRange(header, 100)).toEqual(range);
});

it('never names a byte that is not there', () => {
  const number = fc.oneof(fc.constant(''), fc.nat(200).map(String));
  fc.assert(
    fc.property(number, number, fc.nat(100), (from, to, length) => {
      const range = byteRange(`bytes=${from}-${to}`, length);
      if (range === null || range === 'beyond') return;
      expect(range.start).toBeLessThanOrEqual(range.end);
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeLessThan(length);
    }),
  );
});
