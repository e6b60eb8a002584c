import { describe, expect, it } from 'vitest';
import { drawStudy, type StudyInput } from './drawStudy.ts';

/** Two groups: five and four schools of the two kinds, and one of neither in each. */
const kind = Uint8Array.of(1, 1, 2, 2, 2, 0, 1, 2, 2, 2, 0);
const input: StudyInput = {
  ids: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'],
  kind,
  leftOut: new Uint8Array(11),
  groups: { names: ['Eastfold', 'Northmarsh'], code: Int32Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1) },
  design: 'both kinds together',
  perGroup: 3,
  seed: 2026,
  circumstances: [{ name: 'meals', values: Float64Array.of(60, 70, 61, 69, 90, 10, 80, 79, 60, 95, 5) }],
};
const sorted = (rows: readonly number[]) => rows.toSorted((a, b) => a - b);

describe('drawStudy', () => {
  it('draws so many of each group among both kinds, with everyone else in order behind', () => {
    const { orders } = drawStudy(input);
    expect(orders.map(({ group, kind: of, drawn }) => [group, of, drawn])).toEqual([
      [0, 0, 3],
      [1, 0, 3],
    ]);
    expect(orders.map(({ rows }) => sorted(rows))).toEqual([
      [0, 1, 2, 3, 4],
      [6, 7, 8, 9],
    ]);
  });

  it('draws so many of each kind of a group, and the whole of one that is too small', () => {
    const { orders } = drawStudy({ ...input, design: 'each kind', perGroup: 2 });
    expect(orders.map(({ group, kind: of, drawn, rows }) => [group, of, drawn, rows.length])).toEqual([
      [0, 1, 2, 2],
      [0, 2, 2, 3],
      [1, 1, 1, 1],
      [1, 2, 2, 3],
    ]);
    for (const { kind: of, rows } of orders) expect(rows.every((row) => kind[row] === of)).toBe(true);
  });

  it('draws pairs that are alike, the resilient school first', () => {
    const { orders, unmatched } = drawStudy({ ...input, design: 'matched pairs', perGroup: 1 });
    const pairs = orders[0].rows.flatMap((row, i, rows) => (i % 2 === 0 ? [[row, rows[i + 1]]] : []));
    expect(pairs.toSorted((one, other) => one[0] - other[0])).toEqual([
      [0, 2],
      [1, 3],
    ]);
    expect(orders.map(({ drawn }) => drawn)).toEqual([2, 2]);
    expect(orders[1].rows).toEqual([6, 7]);
    expect(unmatched).toEqual([1, 2]);
  });

  it.each(['both kinds together', 'each kind', 'matched pairs'] as const)(
    'leaves out who is left out, and the other groups as they are: %s',
    (design) => {
      const before = drawStudy({ ...input, design });
      const leftOut = input.leftOut.with(9, 1);
      const after = drawStudy({ ...input, design, leftOut });
      expect(after.orders.some(({ rows }) => rows.includes(9))).toBe(false);
      expect(after.orders.filter(({ group }) => group === 0)).toEqual(
        before.orders.filter(({ group }) => group === 0),
      );
    },
  );

  it('gives each design, and each seed, an order of its own that does not depend on the order of the rows', () => {
    const order = input.ids.map((_, i) => i).reverse();
    const turned: StudyInput = {
      ...input,
      ids: order.map((i) => input.ids[i]),
      kind: Uint8Array.from(order, (i) => kind[i]),
      groups: { ...input.groups, code: Int32Array.from(order, (i) => input.groups.code[i]) },
    };
    const ids = (of: StudyInput) => drawStudy(of).orders.map(({ rows }) => rows.map((row) => of.ids[row]));
    expect(ids(turned)).toEqual(ids(input));
    const seeds = [1, 2, 3, 4, 5].map((seed) => JSON.stringify(ids({ ...input, seed })));
    expect(new Set(seeds).size).toBeGreaterThan(1);
  });

  it('leaves a group that has neither kind without an order', () => {
    const code = input.groups.code.map((group) => (group === 1 ? -1 : group));
    expect(drawStudy({ ...input, groups: { ...input.groups, code } }).orders).toHaveLength(1);
  });

  it('refuses marks of another length and a number that is none', () => {
    expect(() => drawStudy({ ...input, leftOut: new Uint8Array(3) })).toThrow(
      expect.objectContaining({ code: 'length-mismatch' }),
    );
    for (const design of ['each kind', 'matched pairs'] as const) {
      expect(() => drawStudy({ ...input, design, perGroup: 1.5 })).toThrow(
        expect.objectContaining({ code: 'invalid-sample-size' }),
      );
    }
  });
});
