import { expect, it } from 'vitest';
import type { Frame } from '#contract/identification';
import { chooseSettings, identifyInput } from '#contract/identificationInput';
import { identify } from '#stats';
import { agree, fromAnswer } from './answer.ts';
import { findingsOf, groupNames } from '#contract/identificationFindings';
import { fromMiddle, mostFromMiddle } from './fromMiddle.ts';
import { alphabet, filterRows, sortRows, type List } from './rows.ts';

/** Two regions of eight schools; a high share of meals is harder, one school has no result and one no region. */
const schools = 16;
const names = Array.from({ length: schools }, (_, i) => `School ${String(schools - i)}`);
const frame: Frame = {
  source: null,
  schools: { id: names, reference: names.map((_, i) => String(i)), name: names },
  groupings: [
    {
      key: 'region',
      label: 'Region',
      groups: ['North', 'South'],
      code: names.map((_, i) => (i === 15 ? -1 : i % 2)),
    },
  ],
  measures: [
    measure('meals', 'context', 'harder', (i) => 100 - 5 * i),
    measure('score', 'result', 'better', (i) => (i === 14 ? null : i < 2 ? 90 + i : i < 4 ? 5 + i : 40 + i)),
  ],
};

function measure(
  key: string,
  kind: 'context' | 'result',
  highMeans: 'harder' | 'better',
  value: (i: number) => number | null,
): Frame['measures'][number] {
  return {
    key,
    label: key,
    kind,
    highMeans,
    period: null,
    unit: null,
    values: names.map((_, i) => value(i)),
  };
}

const chosen = chooseSettings(frame, { context: [] })!;
const result = identify(identifyInput(frame, chosen));
const findings = (shown: boolean[]) => findingsOf(frame, chosen, result, shown);
const both = findings([true, true]);
const listed = (list: List, more: { group?: number; find?: string } = {}) =>
  filterRows(frame, both, { list, group: -1, find: '', ...more });

it('adds up what is shown', () => {
  expect(both.tally).toEqual({
    schools: 14,
    hardest: 4,
    resilient: 2,
    struggling: 2,
    // Two of the seven of each group are among the hardest and two at the top.
    byChance: 8 / 7,
  });
  expect(findings([true, false]).tally).toEqual({
    schools: 7,
    hardest: 2,
    resilient: 1,
    struggling: 1,
    byChance: 4 / 7,
  });
  expect(findings([true, false]).single?.group).toBe('North');
  expect(both.single).toBeNull();
  expect(groupNames(frame, chosen)).toEqual(['North', 'South']);
});

it('reaches every school through some list', () => {
  expect(listed('resilient')).toEqual([0, 1]);
  expect(listed('struggling')).toEqual([2, 3]);
  expect(listed('both')).toHaveLength(4);
  expect(new Set([...listed('all'), ...listed('left out')])).toEqual(new Set(names.keys()));
  expect(listed('left out')).toEqual([14, 15]);
});

it('filters by group and by name', () => {
  expect(listed('both', { group: 0 })).toEqual([0, 2]);
  expect(listed('all', { find: ' school 1' })).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(listed('all', { find: 'nowhere' })).toEqual([]);
});

it('sorts by the alphabet with numbers as numbers, and schools without a value last either way', () => {
  const place = alphabet(names);
  const sorted = (by: 'name' | 'index' | 'result' | 'kind', down: boolean) =>
    sortRows([...names.keys()], { findings: both, place }, { by, down });
  expect(sorted('name', false).slice(0, 3)).toEqual([15, 14, 13]);
  expect(sorted('kind', false).slice(0, 5)).toEqual([1, 0, 3, 2, 15]);
  expect(sorted('result', true).slice(0, 2)).toEqual([1, 0]);
  expect(sorted('result', false).at(-1)).toBe(14);
  expect(sorted('result', true).at(-1)).toBe(14);
});

it('knows an equal answer of the server, and one that differs', () => {
  const plain = (values: ArrayLike<number>) =>
    Array.from(values, (value) => (Number.isNaN(value) ? null : value));
  const answer = {
    ...result,
    closed: [],
    index: plain(result.index),
    contextQuartile: Array.from(result.contextQuartile),
    resultQuartile: Array.from(result.resultQuartile),
    kind: Array.from(result.kind),
  };
  expect(agree(result, fromAnswer(answer))).toBe(true);
  expect(agree(result, fromAnswer({ ...answer, kind: answer.kind.with(5, 1) }))).toBe(false);
  expect(agree(result, fromAnswer({ ...answer, index: answer.index.with(5, 0.001) }))).toBe(false);
  expect(agree(result, fromAnswer({ ...answer, index: answer.index.with(14, 1) }))).toBe(false);
});

it('tells how far a result lies from the middle of its group, with better above 0', () => {
  // In the North 90, 7, 44, 46, 48, 50 and 52, of which the middle is 48; the fifteenth school has no result.
  expect([0, 2, 8].map((row) => fromMiddle(both, row))).toEqual([42, -41, 0]);
  expect([14, 15].map((row) => fromMiddle(both, row))).toEqual([null, null]);
  expect(mostFromMiddle(both)).toBe(42);
  const method = { ...result.method, result: { ...result.method.result, highMeans: 'worse' as const } };
  expect(fromMiddle({ ...both, result: { ...result, method } }, 0)).toBe(-42);
});
