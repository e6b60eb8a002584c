import { describe, expect, it } from 'vitest';
import { plainMeasure, type DryRunReport, type Mapping } from '#contract/imports';
import { heading, lede, nameFrom, obstacle, stepAt, stepsOf, unlabelled } from './sentences.ts';

const measure = (kind: 'context' | 'result', label: string) =>
  ({ ...plainMeasure, label, kind, highMeans: 'neither', period: null, unit: null }) as const;
const mapping: Mapping = [
  { becomes: 'reference', group: null },
  { becomes: 'name' },
  { becomes: 'group', label: 'Region' },
  measure('context', 'Meals'),
  measure('result', 'Reading'),
  measure('result', 'Writing'),
  { becomes: 'ignored' },
];
const report: DryRunReport = {
  rows: 215,
  schools: { new: 210, known: 2, changed: 0, unknown: 0, leftOut: 0 },
  aggregates: [],
  repeated: 0,
  missing: [],
  groups: [],
  measures: [],
  refused: 3,
  refusals: [],
  reasons: [],
  faults: [],
};

describe('heading', () => {
  it('says what was recognised', () => {
    expect(heading({ rows: 215 }, mapping)).toBe(
      'A table of 215 schools with 1 indicator of circumstances and 2 results',
    );
    expect(heading({ rows: 1 }, mapping.slice(0, 2))).toBe('A table of 1 school with no measure yet');
  });
  it('asks for what is missing', () => {
    expect(heading({ rows: 215 }, mapping.slice(2))).toBe(
      'A table of 215 rows: which column holds the reference and name?',
    );
  });
});

it('says how many can be stored, and what is left to look at', () => {
  expect(lede(6, 7, report, 1)).toEqual({
    before: '6 of 7 columns are taken. ',
    bold: '212 schools can be stored; 3 rows cannot.',
    after: ' One column is for you to look at.',
  });
  expect(lede(6, 7, undefined, 0).bold).toBe('Checking every row.');
  expect(lede(6, 7, { ...report, faults: ['No name.'] }, 0).bold).toBe('Nothing can be stored yet.');
});

it('lets a file be stored only when nothing is in the way', () => {
  expect(obstacle(undefined, false, true)).toMatch(/being checked/);
  expect(obstacle(report, true, true)).toMatch(/being checked/);
  expect(obstacle({ ...report, faults: ['No name.'] }, false, true)).toMatch(/mend/);
  expect(obstacle(report, false, false)).toMatch(/^3 rows are refused/);
  expect(obstacle({ ...report, refused: 1 }, false, false)).toMatch(/^1 row is refused/);
  expect(obstacle({ ...report, schools: { ...report.schools, new: 0, known: 0 } }, false, true)).toMatch(
    /No row/,
  );
  expect(obstacle(report, false, true)).toBeNull();
  expect(obstacle({ ...report, refused: 0 }, false, false)).toBeNull();
});

it('finds the step a job is at', () => {
  const steps = stepsOf(mapping);
  expect(steps).toEqual([
    'Reading the rows',
    'Storing schools',
    'Storing Region',
    'Storing values',
    'Linking schools with those they followed',
  ]);
  expect(stepAt(steps, 'Reading 24,000 rows')).toBe(0);
  expect(stepAt(steps, 'Storing values')).toBe(3);
  expect(stepAt(steps, 'Waiting for its turn')).toBe(-1);
});

it('makes a name for a workspace from a file’s', () => {
  expect(nameFrom('my_schools-2024.csv')).toBe('My schools 2024');
  expect(nameFrom('Ämter.v2.final.xlsx')).toBe('Ämter v2 final');
});

it('names the columns that still need a label', () => {
  const columns = [{ header: 'fsm' }, { header: 'area' }, { header: 'urn' }];
  const blank: Mapping = [
    measure('context', ' '),
    { becomes: 'group', label: '' },
    { becomes: 'reference', group: null },
  ];
  expect(unlabelled(columns, blank)).toBe('Give ‘fsm’ and ‘area’ a label, or leave them out.');
  expect(unlabelled(columns, blank.with(0, { becomes: 'ignored' }))).toBe(
    'Give ‘area’ a label, or leave it out.',
  );
  expect(unlabelled(columns, [measure('context', 'Meals')])).toBeNull();
});
