import { describe, expect, it } from 'vitest';
import { plainMeasure, type Mapping } from '#contract/imports';
import { nowWords, stepsOf, timeLeft } from './storing.ts';

const measure = (label: string) =>
  ({ ...plainMeasure, label, kind: 'result', highMeans: 'better', period: null, unit: null }) as const;
const mapping: Mapping = [
  { becomes: 'reference', group: null },
  { becomes: 'fact', fact: 'type', group: 'School type', words: null },
  { becomes: 'group', label: 'Region' },
  measure('Reading'),
  measure('Writing'),
  { becomes: 'ignored' },
];
const storing = { mapping, rows: 110, refused: 10 };
/** A hundred schools: each a cell to be read, one for itself, two groups and two measures. */
const total = 600;

describe('the steps of storing', () => {
  it('are listed with what is to come, while the file is read', () => {
    const steps = stepsOf({ step: 'Reading 110 rows', done: 0, total: 660 }, storing);
    expect(steps.map(({ words, state, told }) => [words, state, told])).toEqual([
      ['File read and rows checked', 'now', ''],
      ['Schools written', 'next', 'next'],
      ['School type written', 'coming', ''],
      ['Region written', 'coming', ''],
      ['Measures written', 'coming', ''],
      ['Schools linked with those they followed', 'coming', ''],
    ]);
    expect(nowWords({ step: 'Reading 110 rows', done: 0, total: 660 }, storing)).toEqual([
      'Reading and checking every row',
      '110 rows',
    ]);
  });

  it('say how many schools are written, and what is finished', () => {
    const job = { step: 'Storing values', done: 400 + 2 * 37, total };
    expect(stepsOf(job, storing).map(({ state, told }) => [state, told])).toEqual([
      ['done', '10 refused'],
      ['done', '100'],
      ['done', '100'],
      ['done', '100'],
      ['now', '37'],
      ['next', 'next'],
    ]);
    expect(nowWords(job, storing)).toEqual(['Measures written', '37 of 100 schools']);
    expect(nowWords({ step: 'Storing Region', done: 342, total }, storing)[1]).toBe('42 of 100 schools');
  });
});

it('tells the time left from the pace so far, once there is one', () => {
  expect(timeLeft({ done: 100, total: 600 }, { done: 0, seconds: 1 })).toBeNull();
  expect(timeLeft({ done: 0, total: 600 }, { done: 0, seconds: 9 })).toBeNull();
  expect(timeLeft({ done: 200, total: 600 }, { done: 0, seconds: 10 })).toBe('About 20 seconds left.');
  expect(timeLeft({ done: 590, total: 600 }, { done: 0, seconds: 10 })).toBe('A few seconds left.');
  expect(timeLeft({ done: 100, total: 1300 }, { done: 0, seconds: 10 })).toBe('About 2 minutes left.');
});
