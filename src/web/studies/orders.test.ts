import { expect, it } from 'vitest';
import type { StudySchool } from '#contract/studies';
import { ordersOf } from './orders.ts';

const school = (name: string, place: number | null, more: Partial<StudySchool> = {}): StudySchool => ({
  school: name,
  name,
  reference: name,
  letter: name,
  group: 'Eastfold',
  kind: 'struggling',
  place,
  pair: null,
  drawn: false,
  chosen: false,
  leftOut: null,
  index: null,
  values: [],
  declined: null,
  ...more,
});
const declined = { at: '2026-05-14T08:00:00.000Z', why: 'no time', by: null };
const names = (schools: StudySchool[], design: Parameters<typeof ordersOf>[0]['design']) =>
  ordersOf({ schools, design }).map(({ title, waiting }) => [
    title,
    waiting.map((unit) => unit.map(({ name }) => name).join(' and ')),
  ]);

it('has those who wait, by group, and by kind where each has an order', () => {
  const schools = [
    school('in it', 1, { chosen: true }),
    school('next', 2),
    school('declined', 3, { declined }),
    school('other', 1, { kind: 'resilient' }),
    school('left out', null, { leftOut: 'closing' }),
  ];
  expect(names(schools, 'both kinds together')).toEqual([['Eastfold', ['next', 'other']]]);
  expect(names(schools, 'each kind')).toEqual([
    ['Eastfold, struggling', ['next']],
    ['Eastfold, resilient', ['other']],
  ]);
});

it('keeps pairs together, and passes over one in which somebody declined', () => {
  const pair = (number: number, more: Partial<StudySchool> = {}) => [
    school(`r${String(number)}`, 2 * number - 1, { pair: number, kind: 'resilient', ...more }),
    school(`s${String(number)}`, 2 * number, { pair: number }),
  ];
  expect(names([...pair(1, { declined }), ...pair(2)], 'matched pairs')).toEqual([
    ['Eastfold', ['r2 and s2']],
  ]);
});
