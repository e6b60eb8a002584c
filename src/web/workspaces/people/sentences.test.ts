import { describe, expect, it } from 'vitest';
import type { Member } from '#contract/people';
import type { Role, Sight } from '#contract/workspaces';
import { lede, matches, networkSentences, openHeading, rolesOf, schoolsOf, seenWords } from './sentences.ts';

const alder = { id: 'a', name: 'Alder Road' };
function member(name: string, sight: Sight, ...roles: [Role, typeof alder | null][]): Member {
  const held = roles.map(([role, school]) => ({ role, school, until: null, mayTake: true }));
  return { id: name, name, invented: false, you: name === 'You', sight, roles: held, grants: [], seen: null };
}
const text = (words: { before: string; bold: string; after: string }) =>
  words.before + words.bold + words.after;

describe('the lede', () => {
  const you = member('You', 'all', ['owner', null]);
  it('speaks to somebody who is alone', () => {
    expect(text(lede([you], 'all'))).toMatch(/^Nobody but you works here yet\./);
  });
  it('counts people, schools and who sees all', () => {
    const people = [you, member('B', 'own', ['staff', alder]), member('C', 'own', ['viewer', alder])];
    expect(text(lede(people, 'all'))).toBe(
      'Three people work here, some of them for one school. One of them sees every school by name; the other two see less, as their roles say.',
    );
    expect(lede(people.slice(0, 2), 'all').before).toBe('Two people work here, one of them for one school. ');
    expect(lede(people.slice(1), 'all').before).toBe('Two people work here, for one school. ');
    expect(text(lede([you, member('D', 'all', ['viewer', null])], 'all'))).toBe(
      'Two people work here. All of them see every school by name; nobody else sees any.',
    );
  });
  it('says to those who see one school that there may be others', () => {
    expect(text(lede([member('You', 'own', ['staff', alder]), you], 'own'))).toContain(
      'those of your school',
    );
    expect(text(lede([member('You', 'own', ['staff', alder]), you, member('B', 'all')], 'own'))).toMatch(
      /^You know of one other person here: /,
    );
    expect(text(lede([member('You', 'shared', ['partner', null])], 'shared'))).toMatch(
      /^You know of nobody else/,
    );
  });
});

describe('a member', () => {
  it('is named by roles and schools', () => {
    const person = member('B', 'own', ['school leader', alder], ['staff', alder]);
    expect(rolesOf(person)).toBe('School leader, staff');
    expect(schoolsOf(person, 8)).toBe('Alder Road');
    expect(schoolsOf(member('O', 'all', ['owner', null]), 8)).toBe('all 8 schools');
    expect(schoolsOf(member('O', 'all', ['owner', null]), null)).toBe('all schools');
    expect(schoolsOf(member('E', 'letters', ['evaluator', null]), 8)).toBe('all, under letters');
    expect(schoolsOf(member('P', 'shared', ['partner', null]), 8)).toBe('what is shared');
    expect(matches(person, ' ALDER ')).toBe(true);
    expect(matches(person, 'heron')).toBe(false);
  });
  it('was last here at a time, a day, or not yet', () => {
    const now = new Date(2026, 10, 23, 12, 0);
    const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();
    expect(seenWords(at(2026, 10, 23, 8, 42), now)).toBe('today, 08:42');
    expect(seenWords(at(2026, 10, 22, 23, 59), now)).toBe('yesterday');
    expect(seenWords(at(2026, 10, 20, 8, 0), now)).toBe('Friday');
    expect(seenWords(at(2026, 10, 2, 8, 0), now)).toBe('2 November');
    expect(seenWords(at(2025, 10, 2, 8, 0), now)).toBe('2 November 2025');
    expect(seenWords(null, now)).toBe('not yet');
  });
});

it('counts what is open, and joins schools of one network', () => {
  expect(openHeading([])).toBe('No invitation is open');
  const invitation = {
    id: '1',
    name: '',
    email: null,
    roles: [],
    message: '',
    by: null,
    sent: '',
    until: '',
    open: true,
  };
  expect(openHeading([invitation, invitation, { ...invitation, open: false }])).toBe(
    'Two invitations are open',
  );
  const coast = (name: string) => ({ id: name, name: 'Coast Network', school: { id: name, name } });
  expect(networkSentences([coast('Alder Road'), coast('Heron Hill')])).toEqual([
    'Alder Road and Heron Hill also belong to Coast Network.',
  ]);
});
