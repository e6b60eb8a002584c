import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { roles } from '#contract/workspaces';
import { withRoleTable } from '../../../test/support/roleTable.ts';
import { abilitiesOf, actWords, givesOf, mayDo, policy } from './policy.ts';

it('is printed in the guide as it is (else: node --conditions=source scripts/roles.ts)', () => {
  const page = readFileSync(new URL('../../../docs/guide/people-and-roles.md', import.meta.url), 'utf8');
  expect(page).toBe(withRoleTable(page));
});

it('has words for every act, each in its own', () => {
  expect(Object.keys(actWords).toSorted()).toEqual(Object.keys(policy).toSorted());
  expect(new Set(Object.values(actWords)).size).toBe(Object.keys(actWords).length);
});

it('lets a person with two roles do what either allows, and one without a role nothing', () => {
  expect(mayDo(['staff', 'coordinator'], 'audit.read')).toBe(true);
  expect(mayDo(['staff'], 'audit.read')).toBe(false);
  expect(abilitiesOf([])).toEqual([]);
  expect(givesOf(['researcher', 'evaluator', 'partner', 'viewer', 'staff'])).toEqual({
    whole: [],
    inSchool: [],
  });
  expect(givesOf(['owner'])).toEqual({
    whole: roles.filter((role) => role !== 'school leader' && role !== 'staff'),
    inSchool: ['school leader', 'staff', 'viewer'],
  });
  expect(givesOf(['viewer', 'school leader']).whole).toEqual([]);
});
