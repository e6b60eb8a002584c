import { expect, it } from 'vitest';
import type { Frame } from '#contract/identification';
import { lackingForQuestion } from './lacking.ts';

type Measure = Frame['measures'][number];
const measure = (kind: Measure['kind'], highMeans: Measure['highMeans']): Measure => ({
  key: kind,
  label: kind,
  kind,
  highMeans,
  period: null,
  unit: null,
  values: [],
});

it('says what has to come before the question can be asked', () => {
  const poor = measure('context', 'harder');
  const score = measure('result', 'better');
  expect(lackingForQuestion({ measures: [poor, score] })).toBeNull();
  expect(lackingForQuestion({ measures: [poor] })).toBe('there is no result here');
  expect(lackingForQuestion({ measures: [score] })).toBe('there is no measure of circumstances here');
  expect(lackingForQuestion({ measures: [] })).toMatch(/neither .* nor a result$/);
});
