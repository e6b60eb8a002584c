import { describe, expect, it } from 'vitest';
import type { Coding } from './compareCoders.ts';
import { compareMarks } from './compareMarks.ts';
import { unitizingAlpha } from './unitizingAlpha.ts';

const said = (coder: number, start: number, end: number, code: string): Coding => ({
  coder,
  start,
  end,
  labels: [code.startsWith('-') ? '-' : '+', code.slice(0, 2), code],
});
const units = [
  { start: 0, end: 40 },
  { start: 50, end: 90 },
];
const codings = [
  said(0, 0, 10, '+a1'),
  said(1, 2, 10, '+a2'),
  said(0, 30, 60, '-b1'),
  said(1, 30, 55, '-b1'),
  said(1, 70, 80, '+a1'),
  said(2, 0, 12, '+a1'),
];

describe('which words coders mark', () => {
  const found = compareMarks({ units, coders: 3, codings });
  const alone = (level: number, only: (code: string) => boolean = () => true) =>
    unitizingAlpha({
      stretches: units,
      coders: 3,
      marks: codings
        .filter(({ labels }) => only(labels[2]))
        .map(({ coder, start, end, labels }) => ({ coder, start, end, value: labels[level] })),
    });

  it('is asked with all codes, of being coded at all, and level by level', () => {
    expect(found.together).toEqual(alone(2).all);
    expect(found.coded).toEqual(alone(2).marked);
    expect(found.levels).toEqual([0, 1, 2].map((level) => alone(level).values));
    // By hand: two of three on 2 places, three on 8 with one apart, two on 15. Shared are 41, of which 16 differ; by code 18, 8
    // and 15; by unit 9, 9, 8, 7.5 and 7.5.
    const expected = (41 ** 2 - 18 ** 2 - 8 ** 2 - 15 ** 2) / (41 ** 2 - 2 * 9 ** 2 - 8 ** 2 - 2 * 7.5 ** 2);
    expect(found.levels.map(({ estimate }) => estimate)).toEqual([1, 1, 1 - 16 / 41 / expected]);
    expect([found.length, found.leftOut]).toEqual([80, 0]);
  });

  it('is asked of each code by itself', () => {
    expect([...found.labels.keys()].toSorted()).toEqual(['+a1', '+a2', '-b1']);
    for (const [label, one] of found.labels) expect(one).toEqual(alone(2, (code) => code === label).marked);
    // Nobody else gave it.
    expect(found.labels.get('+a2')?.estimate).toBeLessThan(0);
  });

  it('takes nothing for said by who did not look', () => {
    const looked = [
      [0, 1, 2],
      [0, 1],
    ];
    const partly = compareMarks({ units, coders: 3, codings, looked });
    expect(partly.labels.get('-b1')?.estimate).toBeGreaterThan(found.labels.get('-b1')?.estimate ?? 1);
    expect(compareMarks({ units, coders: 3, codings, looked: [[0], [0, 1]] }).leftOut).toBe(40);
  });

  it('refuses one coder alone, and labels that differ in number', () => {
    expect(() => compareMarks({ units, coders: 1, codings: [] })).toThrow(/at least two/);
    expect(() => compareMarks({ units, coders: 2, codings })).toThrow(/one of 2 coders/);
  });
});
