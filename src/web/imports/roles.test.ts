import { expect, it } from 'vitest';
import { plainMeasure, type FileColumn, type Mapping } from '#contract/imports';
import { directionChoices } from '#contract/measureChoices';
import {
  asksDirection,
  changeBecomes,
  changeKind,
  commonPeriod,
  directionWords,
  sectionsOf,
  storedWords,
} from './roles.ts';

const column: FileColumn = {
  header: 'FSM',
  samples: ['1', '2', '3'],
  firstSchools: ['1', '2', '3'],
  filled: 3,
  numeric: 3,
  distinct: 3,
  suggestion: { becomes: 'ignored' },
  offer: null,
  reason: 'Holds numbers',
  sure: true,
};
const meals = {
  ...plainMeasure,
  label: 'Meals',
  kind: 'context',
  highMeans: 'harder',
  period: null,
  unit: '%',
} as const;

it('keeps what was said of a column where it still fits', () => {
  expect(changeBecomes({ becomes: 'ignored' }, 'measure', column)).toMatchObject({
    label: 'FSM',
    highMeans: 'neither',
  });
  expect(changeBecomes(meals, 'group', column)).toEqual({ becomes: 'group', label: 'Meals' });
  expect(changeBecomes(meals, 'name', column)).toEqual({ becomes: 'name' });
  expect(changeBecomes({ becomes: 'ignored' }, 'measure', { ...column, suggestion: meals })).toEqual(meals);
});

it('drops a direction that another kind does not have', () => {
  expect(changeKind(meals, 'result')).toMatchObject({ kind: 'result', highMeans: 'neither' });
  expect(changeKind(meals, 'context')).toEqual(meals);
  expect(directionChoices('result').map((choice) => choice.value)).toEqual(['better', 'worse', 'neither']);
});

it('shows a column left out only on demand, unless a person should look at it', () => {
  const mapping: Mapping = [
    { becomes: 'ignored' },
    { becomes: 'ignored' },
    { becomes: 'name' },
    { becomes: 'group', label: 'Region' },
    { becomes: 'reference', group: null },
    meals,
  ];
  expect(sectionsOf(mapping, new Set([1, 5]))).toEqual({
    identity: [4, 2],
    groups: [3],
    measures: [5],
    unrecognised: [1],
    rest: [0],
  });
});

it('asks which way a measure is read only where it can be read both ways', () => {
  const either = { ...meals, highMeans: 'neither' } as const;
  expect(asksDirection({ suggestion: either, sure: false })).toBe(true);
  expect(asksDirection({ suggestion: either, sure: true })).toBe(false);
  expect(asksDirection({ suggestion: meals, sure: false })).toBe(false);
});

it('says what is stored, and beneath it only what is not said elsewhere', () => {
  const one = { ...meals, period: '2024', lower: 'L', upper: 'U' } as const;
  expect(storedWords(one, '2024')).toEqual({
    label: 'Meals',
    note: '%, with its interval, from 2 more columns, circumstances',
  });
  expect(storedWords(one, '2025').note).toBe(
    '%, 2024, with its interval, from 2 more columns, circumstances',
  );
  expect(
    storedWords({ becomes: 'fact', fact: 'authority code', group: 'Authority', words: null }, null),
  ).toEqual({
    label: 'Authority code',
    note: 'and a group, Authority',
  });
  const type = {
    becomes: 'fact',
    fact: 'type',
    group: 'School type',
    words: { CY: 'Community school' },
  } as const;
  expect(storedWords(type, null).note).toBe('its codes in words, and a group, School type');
  expect([directionWords(meals), directionWords({ becomes: 'name' })]).toEqual(['higher is harder', null]);
});

it('finds the period of most measures', () => {
  const of = (period: string | null) => ({ ...meals, period });
  expect(commonPeriod([of('2024'), of('2023'), of('2024'), { becomes: 'name' }])).toBe('2024');
  expect(commonPeriod([of(null), of(null), of('2024')])).toBeNull();
  expect(commonPeriod([])).toBeNull();
});
