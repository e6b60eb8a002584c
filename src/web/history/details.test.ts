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
  before: { roles: [], threshold: 5, learners: 'pupils' },
  after: { roles: [{ role: 'staff', school: 's1' }], threshold: 7, learners: 'pupils', email: 'hmac:00' },
};

it('says before and after of what changed, by the names of things, and of personal values nothing', () => {
  expect(detailsOf(line, { s1: 'Heron Hill' })).toEqual([
    ['roles', 'none → staff, Heron Hill'],
    ['threshold', '5 → 7'],
    ['email', 'kept as a seal only'],
    ['as', 'owner'],
    ['from', '192.0.2.7'],
    ['line', '7'],
  ]);
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
