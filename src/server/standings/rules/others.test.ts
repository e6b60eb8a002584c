import { describe, expect, it } from 'vitest';
import { besides, othersOf } from './others.ts';

const effects = [-8, -4.1, -3.9, -1, 0, 0.2, 2, 3, 9, null];
const quarters = [1, 1, 1, 1, 1, 1, 1, 2, 2, 1];

describe('where others stand', () => {
  it('tells how many stand at each multiple of a step, and nothing of one alone', () => {
    const [hardest] = othersOf(effects, quarters, 5);
    expect(hardest).toMatchObject({ step: 0.5, schools: 7 });
    expect(hardest?.at).toEqual([-16, -8, -2, 0, 4]);
    expect(hardest?.times).toEqual([1, 2, 1, 2, 1]);
  });

  it('is kept back where fewer than the threshold would be beside a school', () => {
    expect(othersOf(effects, quarters, 6)[0]).not.toBeNull();
    expect(othersOf(effects, quarters, 7)[0]).toBeNull();
    expect(othersOf(effects, quarters, 2)[1]).toBeNull();
  });

  it('leaves out the school whose page it is', () => {
    const [all] = othersOf(effects, quarters, 5);
    if (all === null || all === undefined) throw new Error('Nobody stands there.');
    const rest = besides(all, -8);
    expect(rest).toMatchObject({ schools: 6, at: [-8, -2, 0, 4], times: [2, 1, 2, 1] });
    expect(besides(all, -3.9)).toMatchObject({ schools: 6, at: all.at, times: [1, 1, 1, 2, 1] });
    expect(all.schools).toBe(7);
  });
});
