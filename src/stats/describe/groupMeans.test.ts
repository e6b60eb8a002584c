import { expect, it } from 'vitest';
import { groupMeans } from './groupMeans.ts';

const column = (...values: number[]) => ({ name: 'one', values: Float64Array.from(values) });

it('gives the mean of each group over the rows that count and have a value', () => {
  const code = Int32Array.of(0, 0, 1, 1, -1, 0);
  const among = Uint8Array.of(1, 1, 1, 1, 1, 0);
  const [found] = groupMeans([column(1, 4, NaN, 8, 100, 100)], code, 3, among);
  expect(Array.from(found.means)).toEqual([2.5, 8, NaN]);
  expect(Array.from(found.n)).toEqual([2, 1, 0]);
});

it('does not lose small values beside large ones, in whatever order', () => {
  const all = (...values: number[]) =>
    groupMeans(
      [column(...values)],
      new Int32Array(values.length),
      1,
      new Uint8Array(values.length).fill(1),
    )[0].means[0];
  expect(all(1e16, 1, -1e16, 1)).toBe(0.5);
  expect(all(1, 1, -1e16, 1e16)).toBe(0.5);
});

it('refuses rows that do not fit and groups that are not', () => {
  const among = new Uint8Array(2);
  expect(() => groupMeans([column(1)], new Int32Array(2), 1, among)).toThrow(/2 rows with a group/);
  expect(() => groupMeans([column(1, 2)], Int32Array.of(0, 1), 1, among)).toThrow(
    expect.objectContaining({ code: 'unknown-group' }),
  );
});
