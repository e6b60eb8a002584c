import { expect, it } from 'vitest';
import type { Frame } from '#contract/identification';
import { chooseSettings } from '#contract/identificationInput';
import { tellingApart } from './tellingApart.ts';

const schools = ['Ash', 'Birch', 'Cedar', 'Elm'];
const measure = (
  key: string,
  values: (number | null)[],
  kind: 'context' | 'result' = 'context',
): Frame['measures'][number] => ({
  key,
  label: key,
  kind,
  highMeans: kind === 'context' ? 'harder' : 'better',
  period: null,
  unit: null,
  values,
});
const told = (...context: Frame['measures']) => {
  const frame: Frame = {
    source: null,
    schools: { id: schools, reference: schools, name: schools },
    groupings: [],
    measures: [...context, measure('score', [1, 2, 3, null], 'result')],
  };
  const chosen = chooseSettings(frame, { context: [] });
  return chosen && tellingApart(frame, chosen);
};

it('keeps what differs between schools with all values, and leaves out what is the same in all of them', () => {
  const meals = measure('meals', [10, 20, 30, 40]);
  expect(told(meals, measure('none', [0, 0, 0, 0]))).toEqual(['meals']);
  // It differs only in a school that has no result.
  expect(told(meals, measure('one', [0, 0, 0, 9]), measure('mobility', [3, 1, 2, 5]))).toEqual([
    'meals',
    'mobility',
  ]);
});

it('has nothing to leave out where all differ, and nothing to keep where none does', () => {
  expect(told(measure('meals', [10, 20, 30, 40]))).toBeNull();
  expect(told(measure('none', [0, 0, 0, 0]), measure('nor', [1, 1, 1, null]))).toBeNull();
});
