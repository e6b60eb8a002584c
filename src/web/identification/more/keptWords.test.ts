import { expect, it } from 'vitest';
import { labelStability } from '#stats';
import { keptWords } from './keptWords.ts';

/** Two years of schools by their labels: 0 neither, 1 resilient, 2 struggling, 3 not classified. */
const between = (before: readonly number[], after: readonly number[]) => {
  const year = (labels: readonly number[]) => ({
    contextQuartile: Uint8Array.from(labels, (label) => Number(label !== 3)),
    kind: Uint8Array.from(labels, (label) => (label === 3 ? 0 : label)),
  });
  const [change] = labelStability({ years: [year(before), year(after)] }).transitions;
  if (change === undefined) throw new Error('Two years have one change between them.');
  return (label: 'resilient' | 'struggling') => keptWords(change, label, '2023', '2024');
};

it('counts every school that had the label, and says which could not be told again', () => {
  const words = between([1, 1, 1, 1, 0, 0], [1, 1, 0, 3, 0, 0]);
  expect(words('resilient')).toBe(
    'Of 4 schools resilient in 2023, 1 lacks a value in 2024; of the other 3, 2 are in 2024 too. ' +
      'Were labels dealt out anew, 40 in a hundred would be.',
  );
  expect(words('struggling')).toBe('No school was struggling in 2023.');
});

it('is short where all can be told, and says so where none can', () => {
  expect(between([1, 2, 0], [1, 0, 0])('resilient')).toMatch(
    /^Of 1 school resilient in 2023, 1 is in 2024 too\./,
  );
  expect(between([2, 2, 0], [3, 3, 0])('struggling')).toBe(
    'Of 2 schools struggling in 2023, 2 lack a value in 2024, so nothing can be said of them.',
  );
});
