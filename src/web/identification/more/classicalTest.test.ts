import { expect, it } from 'vitest';
import type { Frame } from '#contract/identification';
import { masteryResults } from '#contract/identificationMastery';
import { classicalTest } from './classicalTest.ts';

type Measure = Frame['measures'][number];
type Told = [percent: number | null, pupils: number | null];

/** Of the five schools one passes and one does not; of two the class is not told, of these of one in a single year. */
const names = ['Ash', 'Birch', 'Cedar', 'Elm', 'Fir'];
const all: Told[] = [
  [98, 100],
  [80, 50],
  [98, 100],
  [98, 100],
  [null, null],
];
const ofClass = (last: boolean): Told[] => [
  [98, 50],
  [60, 20],
  last ? [null, null] : [98, 50],
  [null, null],
  [null, null],
];

function share(period: string, pupilGroup: string | undefined, told: Told[]): Measure {
  return {
    key: `${period} ${pupilGroup ?? 'all'}`,
    label: pupilGroup === undefined ? 'Expected standard' : `Expected standard: ${pupilGroup}`,
    ...(pupilGroup !== undefined && { pupilGroup }),
    kind: 'result',
    highMeans: 'better',
    period,
    unit: 'percent',
    values: told.map(([percent]) => percent),
    denominator: told.map(([, pupils]) => pupils),
  };
}

const frame: Frame = {
  source: null,
  schools: { id: names, reference: names, name: names },
  groupings: [],
  measures: ['2016/17', '2017/18', '2018/19'].flatMap((period) => [
    share(period, undefined, all),
    share(period, 'Disadvantaged pupils', ofClass(period === '2018/19')),
  ]),
};

it('says in how many schools what is lacking, for it is lacking in those alone', () => {
  const found = classicalTest(frame, masteryResults(frame)[0]!);
  expect(found).toMatchObject({ effective: ['Ash'], failed: 1, undecided: 2, without: 1 });
  const needed = 'The social class of all pupils, in at least two classes, would be needed for';
  expect(found.lacking).toEqual([
    { message: `${needed} 2019.`, schools: 1 },
    { message: `${needed} 2017, 2018, 2019.`, schools: 1 },
  ]);
});
