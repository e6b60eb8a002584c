import { expect, it } from 'vitest';
import type { HistoryLine } from '#contract/history';
import { detailsOf } from './details.ts';

const line: HistoryLine = {
  sequence: 7,
  at: '2026-11-23T08:00:00.000Z',
  person: null,
  roles: ['owner'],
  address: '192.0.2.7',
  request: null,
  act: 'people.invite',
  objectKind: 'person',
  objectId: null,
  detail: {},
  before: { roles: [], learners: 'pupils' },
  after: { roles: [{ role: 'staff', school: 's1' }], learners: 'pupils', email: 'hmac:00' },
};

it('says before and after of what changed, by the names of things, and of personal values nothing', () => {
  expect(detailsOf(line, { s1: 'Heron Hill' })).toEqual([
    ['roles', 'none, then staff, Heron Hill'],
    ['email', 'kept as a seal only'],
    ['as', 'owner'],
    ['from', '192.0.2.7'],
    ['line', '7'],
  ]);
});

it('says fields and what was chosen in the words of the pages', () => {
  const settings = {
    objectKind: 'workspace',
    before: { threshold: 5, neighbours: 'named', secondStep: 'own choice' },
    after: { threshold: 7, neighbours: 'letters', secondStep: 'everybody' },
  };
  expect(detailsOf({ ...line, ...settings }, {}).slice(0, 3)).toEqual([
    ['the smallest number of people behind a figure', '5, then 7'],
    ['how schools are called on each other’s pages', 'by name, then by a letter'],
    ['who signs in with a second step', 'nobody must, then everybody'],
  ]);
  const measure = { objectKind: 'measure', before: { shared: false }, after: { shared: true } };
  expect(detailsOf({ ...line, ...measure }, {})[0]).toEqual(['whether it is shared', 'no, then yes']);
});

it('says what is gone, and that the server itself did it', () => {
  const gone = { ...line, roles: [], address: null, before: { name: 'Coast' }, after: null };
  expect(detailsOf(gone, {})).toEqual([
    ['name', 'Coast, until then'],
    ['as', 'no role'],
    ['from', 'the server itself'],
    ['line', '7'],
  ]);
});
