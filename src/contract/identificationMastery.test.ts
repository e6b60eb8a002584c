import { expect, it } from 'vitest';
import { effectiveSchool } from '#stats';
import type { Frame } from './identification.ts';
import { masteryCounts, masteryMeasures, masteryResults } from './identificationMastery.ts';

type Measure = Frame['measures'][number];

function share(
  period: string,
  pupilGroup: string | undefined,
  of: [percent: number, pupils: number][],
): Measure {
  const label = 'Expected standard';
  return {
    key: `${period} ${pupilGroup ?? 'all'}`,
    label: pupilGroup === undefined ? label : `${label}: ${pupilGroup}`,
    ...(pupilGroup !== undefined && { pupilGroup }),
    kind: 'result',
    highMeans: 'better',
    period,
    unit: 'percent',
    values: of.map(([percent]) => percent),
    denominator: of.map(([, pupils]) => pupils),
  };
}

const frameOf = (...measures: Measure[]): Frame => ({
  source: null,
  schools: { id: ['a', 'b'], reference: ['a', 'b'], name: ['Ash', 'Birch'] },
  groupings: [],
  measures,
});
const years = ['2016/17', '2017/18', '2018/19'];
const whole = frameOf(
  ...years.flatMap((period) => [
    share(period, undefined, [
      [98, 100],
      [80, 50],
    ]),
    share(period, 'Disadvantaged pupils', [
      [100, 40],
      [60, 20],
    ]),
    share(period, 'Pupils who are not disadvantaged', [
      [97, 60],
      [93, 30],
    ]),
    share(period, 'Boys', [
      [98, 50],
      [80, 25],
    ]),
  ]),
);

it('finds the results that tell a social class apart, and the counts of each school', () => {
  const [result, ...others] = masteryResults(whole);
  expect(others).toEqual([]);
  expect(result).toMatchObject({ label: 'Expected standard', socialClass: 'Disadvantaged pupils' });
  expect(masteryMeasures(result!)).toHaveLength(6);
  expect(masteryCounts(whole, result!, 0).slice(0, 2)).toEqual([
    {
      year: 2017,
      yearGroup: 'Expected standard',
      socialClass: 'Disadvantaged pupils',
      pupils: 40,
      mastered: 40,
    },
    { year: 2017, yearGroup: 'Expected standard', socialClass: 'All others', pupils: 60, mastered: 58 },
  ]);
  expect(effectiveSchool(masteryCounts(whole, result!, 0)).effective).toBe(true);
  expect(effectiveSchool(masteryCounts(whole, result!, 1)).effective).toBe(false);
});

it('needs numbers of pupils, a class and years; a school without them has no counts', () => {
  const plain = share('2018/19', undefined, [
    [98, 100],
    [80, 50],
  ]);
  expect(masteryResults(frameOf(plain))).toEqual([]);
  const uncounted = { ...share('2018/19', 'Disadvantaged pupils', [[90, 10]]), denominator: undefined };
  expect(masteryResults(frameOf(plain, uncounted))).toEqual([]);
  const [result] = masteryResults(whole);
  const empty = {
    ...whole,
    measures: whole.measures.map((one) => ({ ...one, values: [], denominator: [] })),
  };
  expect(masteryCounts(empty, result!, 0)).toEqual([]);
});
