import { describe, expect, it } from 'vitest';
import { plainMeasure, type DryRunReport, type FileImport, type Mapping } from '#contract/imports';
import type { StoredReport } from '#contract/importStorings';
import { nameFrom } from './nameFrom.ts';
import {
  besideHere,
  changesOf,
  heading,
  keptWords,
  lede,
  obstacle,
  shownSchools,
  storeWords,
  undoneWords,
  unlabelled,
  unrecognisedWords,
} from './sentences.ts';

it('what storing changed tells values that were added from those that are other than before', () => {
  const stored: StoredReport = {
    schools: { new: 13, known: 318, changed: 1, unknown: 0, leftOut: 0 },
    measures: 13,
    known: 13,
    values: 4045,
    missing: 258,
    compared: { added: 163, changed: 0, removed: 0, same: 3882 },
    refused: 0,
    lines: 3,
    links: 5,
  };
  expect(changesOf(stored)).toBe(
    '13 new schools, 1 school changed, 4,045 values (163 added to measures of before)',
  );
  const later = { ...stored, compared: { added: 0, changed: 2, removed: 1, same: 9 }, refused: 1 };
  expect(changesOf(later)).toContain('4,045 values (2 other than before, 1 taken away), 1 row refused');
  expect(changesOf({ ...stored, compared: { added: 0, changed: 0, removed: 0, same: 9 } })).not.toContain(
    '(',
  );
  const known = { ...stored.schools, new: 0, known: 331 };
  expect(changesOf({ ...stored, schools: known })).toMatch(/^1 school changed, /);
});

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

const layout = {
  id: 'ks2-wide',
  title: 'Key stage 2, England, 2018/19',
  period: '2018/19',
  matched: 318,
  columns: 318,
  signature: '',
} as const;

describe('heading', () => {
  const of = (known: FileImport['layout'], rows = 215) => ({ rows, layout: known });
  it('says what was recognised', () => {
    expect(heading(of(null), mapping)).toBe(
      'A table of 215 schools with 1 indicator of circumstances and 2 results',
    );
    expect(heading(of(null, 1), mapping.slice(0, 2))).toBe('A table of 1 school with no measure yet');
    expect(heading(of(layout), mapping)).toBe('This is key stage 2, England, 2018/19');
    const title = 'Ofsted inspection grades, England';
    expect(heading(of({ ...layout, id: 'ofsted', title }), mapping)).toBe(`This is a table of ${title}`);
    const census = { ...layout, id: 'census', title: 'School census, England' } as const;
    expect(heading(of(census), mapping)).toBe('This is the school census, England');
  });
  it('asks for what is missing', () => {
    expect(heading(of(layout), mapping.slice(1))).toBe(
      'A table of 215 rows: which column holds the reference of the school?',
    );
  });
});

it('says how much is known, how many can be stored, and what is left to answer', () => {
  const of = (known: FileImport['layout']) => ({ layout: known, columns: [] });
  expect(lede(of(layout), report, 1, false)).toEqual({
    before: 'All 318 columns are those of this kind of file. ',
    bold: '212 schools can be stored; 3 rows cannot.',
    after: 'One question is left for you.',
  });
  expect(lede(of({ ...layout, matched: 300 }), report, 0, false).before).toMatch(/^300 of 318 columns/);
  expect(lede(of(layout), report, 1, true)).toMatchObject({ bold: 'It is stored.', after: '' });
  expect(lede(of(null), undefined, 0, false).bold).toBe('Checking every row.');
  expect(lede(of(null), { ...report, faults: ['No name.'] }, 0, false).bold).toBe(
    'Nothing can be stored yet.',
  );
});

it('names a number of schools to store only when the rows are checked', () => {
  expect(storeWords(undefined)).toBe('Store the schools');
  expect(storeWords(report)).toBe('Store 212 schools');
});

it('says how a file differs from the last of its kind', () => {
  const kept = {
    mapping: [],
    taken: 12,
    by: 'Ines',
    at: '2024-01-01',
    period: '2017/18',
    renamed: [
      { from: 'A_17', to: 'A_18' },
      { from: 'B_17', to: 'B_18' },
    ],
    added: ['C', 'D', 'E', 'F', 'G'],
    gone: ['H'],
  };
  expect(keptWords(kept, '2018/19')).toEqual([
    'As Ines chose for the last file of this kind, of 2017/18.',
    'Headings say another year: A_18 was A_17, and 1 other alike.',
    'New in this file: C, D, E and 2 more.',
    'Taken last time and not here: H.',
  ]);
  expect(keptWords({ ...kept, renamed: [], added: [], gone: [] }, '2017/18')).toEqual([
    'As Ines chose for the last file of this kind.',
  ]);
});

it('lets a file be stored only when nothing is in the way', () => {
  const now = { checking: false, leaveOut: true, asksUnknown: false };
  const refusing = { ...now, leaveOut: false };
  expect(obstacle(undefined, now)).toMatch(/being checked/);
  expect(obstacle(report, { ...now, checking: true })).toMatch(/being checked/);
  expect(obstacle({ ...report, faults: ['No name.'] }, now)).toMatch(/mend/);
  expect(obstacle(report, { ...now, asksUnknown: true })).toMatch(/which schools/);
  expect(obstacle(report, refusing)).toMatch(/^3 rows are refused/);
  expect(obstacle({ ...report, refused: 1 }, refusing)).toMatch(/^1 row is refused/);
  expect(obstacle({ ...report, schools: { ...report.schools, new: 0, known: 0 } }, now)).toMatch(/No row/);
  expect(obstacle(report, now)).toBeNull();
  expect(obstacle({ ...report, refused: 0 }, refusing)).toBeNull();
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

it('says what undoing takes away and brings back, and nothing of what it does not', () => {
  const none = {
    removed: 0,
    staying: 0,
    restored: 0,
    measures: { removed: 0, restored: 0 },
    links: 0,
    lines: 0,
  };
  expect(undoneWords({ ...none, removed: 1, staying: 2, measures: { removed: 3, restored: 0 } })).toEqual([
    '1 school that it had added goes.',
    '2 schools that it had added stay without its values, because something else here refers to them.',
    '3 measures go, with every value.',
  ]);
  expect(undoneWords({ ...none, restored: 1 })).toEqual([
    '1 school gets back the name, facts and groups of before.',
  ]);
  expect(undoneWords(none)).toEqual(['Nothing of what is here now would change.']);
});

it('says before storing what would become of values that are here', () => {
  const one = (compared: DryRunReport['measures'][number]['compared']) => ({
    label: 'Score',
    pupilGroup: 'All pupils',
    period: null,
    values: 3,
    missing: [],
    minimum: 1,
    maximum: 2,
    compared,
  });
  const of = (schools: Partial<DryRunReport['schools']>, ...measures: DryRunReport['measures']) =>
    besideHere({ ...report, schools: { ...report.schools, ...schools }, measures });
  const same = one({ added: 0, changed: 0, removed: 0, same: 3 });
  expect(of({}, one(null))).toBeNull();
  expect(of({ new: 0 }, same)).toMatch(/^All of this is here already/);
  expect(of({ new: 1 }, same)).toBe('Of the measures that are here, no value changes.');
  expect(of({ new: 0 }, same, one({ added: 2, changed: 1, removed: 1, same: 0 }))).toBe(
    'Of the measures that are here, 1 value changes, 2 are added and 1 goes.',
  );
});

it('says whose values stand beside the columns, and what an unknown column may be', () => {
  expect([shownSchools(0, 3), shownSchools(3, 5), shownSchools(0, 1)]).toEqual([
    'The first three schools of the file are shown.',
    'Schools 4 to 5 of the file are shown.',
    'Of the file, school 1 is shown.',
  ]);
  expect(unrecognisedWords(mapping)).toBe('take what you need');
  expect(unrecognisedWords([])).toMatch(/^perhaps a result or circumstances/);
});
