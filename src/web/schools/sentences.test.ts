import { expect, it } from 'vitest';
import type { Point } from '#contract/schools';
import {
  aboutMeasure,
  nationalWords,
  factWords,
  intervalWords,
  linkWords,
  originsOf,
  registryLede,
  valueWords,
  whoItIs,
  untilWords,
} from './sentences.ts';

it('says who a school is as far as it is known, and nothing where nothing is', () => {
  expect(
    whoItIs({
      facts: [
        { fact: 'type', value: 'Community school' },
        { fact: 'town', value: 'Alton' },
        { fact: 'authority name', value: 'Hampshire' },
        { fact: 'lowest age', value: '7' },
        { fact: 'highest age', value: '11' },
        { fact: 'opened', value: '1972-02-02' },
      ],
    }),
  ).toEqual({
    bold: 'Community school for ages 7 to 11 in Alton, Hampshire.',
    after: ' Open since 2 February 1972.',
  });
  expect(whoItIs({ facts: [] })).toEqual({ bold: '', after: '' });
  // A code tells a reader nothing, and the first day of 1900 stands for ‘not known’.
  expect(
    whoItIs({
      facts: [
        { fact: 'type', value: 'CY' },
        { fact: 'town', value: 'Alton' },
        { fact: 'opened', value: '1900-01-01' },
        { fact: 'closed', value: '2018-08-31' },
      ],
    }),
  ).toEqual({ bold: 'A school in Alton.', after: ' Closed on 31 August 2018.' });
});

it('writes days and links as people say them', () => {
  expect(factWords({ fact: 'opened', value: '2019-09-01' })).toBe('1 September 2019');
  const link = { link: '', id: '', name: 'Ash', reference: '1', byHand: true } as const;
  expect(linkWords({ ...link, kind: 'academy', on: '2019-09-01', source: 'the register' })).toBe(
    'became an academy; 1 September 2019; the register',
  );
});

it('writes a value, the word of its scale, or why there is none', () => {
  const point: Point = {
    key: 'k',
    period: null,
    value: 3.456,
    missing: null,
    level: null,
    numerator: null,
    denominator: null,
    lower: null,
    upper: null,
    origin: null,
    predecessor: null,
  };
  expect(valueWords(point)).toBe('3.46');
  expect(valueWords({ ...point, value: -2 })).toBe('−2');
  expect(valueWords({ ...point, level: 'Good' })).toBe('Good');
  expect(valueWords({ ...point, value: null, missing: 'suppressed' })).toBe('Suppressed');
  expect(valueWords({ ...point, value: null })).toBe('–');
  expect(intervalWords({ ...point, lower: -1, upper: 1.5 })).toBe('−1 to 1.5');
  expect(intervalWords(point)).toBeNull();
});

it('gives each file and row one letter, those of the latest period first', () => {
  const origin = (fileName: string, row: number) => ({ fileName, import: 'i', row, at: '2026-01-01' });
  const points = [
    { period: '2017/18', origin: origin('a.csv', 3) },
    { period: '2018/19', origin: origin('b.csv', 7) },
    { period: '2018/19', origin: origin('b.csv', 7) },
    { period: null, origin: null },
  ];
  const found = originsOf(points);
  expect(found.map(({ letter, words }) => [letter, words])).toEqual([
    ['a', 'b.csv, row 7'],
    ['b', 'a.csv, row 3'],
  ]);
  expect(points.map((point) => found.find((one) => one.holds(point))?.letter)).toEqual([
    'b',
    'a',
    'a',
    undefined,
  ]);
});

it('says of a measure only what is known', () => {
  const nothing = { unit: null, definition: null, numerator: null, denominator: null };
  expect(aboutMeasure(nothing)).toBe('');
  expect(
    aboutMeasure({
      unit: 'percent',
      definition: 'Who reach it.',
      numerator: 'pupils who do',
      denominator: 'all',
    }),
  ).toBe('Percent. Who reach it. Pupils who do out of all');
});

it('counts the schools of the workspace for whoever sees them all, and only what is seen for others', () => {
  const grouping = { id: 'g', key: 'region', label: 'Region', groups: [], own: false };
  const words = (total: number, own: boolean, groupings = [grouping, { ...grouping, own: true }]) => {
    const { bold, after } = registryLede({ total, groupings }, own);
    return `${bold}${after}`;
  };
  expect(words(536, false)).toBe(
    '536 schools in this workspace. Two groupings divide them, one of them made here.',
  );
  expect(words(536, false, [])).toBe('536 schools in this workspace.');
  expect(words(1, true)).toBe(
    'You see one school of this workspace. Others may belong to it that you do not see.',
  );
});

it('says that a measure kept until a day of the past goes soon', () => {
  expect(untilWords('2026-11-27', '2026-11-28')).toMatch(/^This day is past/);
  expect(untilWords('2026-11-28', '2026-11-28')).toMatch(/^On the day after/);
  expect(untilWords('', '2026-11-28')).toMatch(/^On the day after/);
});

it('says what the national lines of a file say of a measure', () => {
  expect(nationalWords({ national: [] })).toBe('');
  expect(
    nationalWords({
      national: [
        { label: 'National, all schools', value: -0.03 },
        { label: 'National, state-funded', value: 46.5 },
      ],
    }),
  ).toBe('In the file as a whole: National, all schools −0.03; National, state-funded 46.5');
});
