import { expect, it } from 'vitest';
import { plainMeasure, type FileColumn } from '#contract/imports';
import { changeBecomes, changeKind, directionChoices, sectionOf } from './roles.ts';

const column: FileColumn = {
  header: 'FSM',
  samples: ['1', '2', '3'],
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
  expect(sectionOf(column)).toBe('rest');
  expect(sectionOf({ ...column, sure: false })).toBe('measures');
  expect(sectionOf({ ...column, suggestion: { becomes: 'name' } })).toBe('identity');
});
