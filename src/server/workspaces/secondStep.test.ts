import { describe, expect, it } from 'vitest';
import { roles } from '#contract/workspaces';
import { isOneStepEnough } from './secondStep.ts';

const enough = (rule: Parameters<typeof isOneStepEnough>[0]) =>
  roles.filter((role) => isOneStepEnough(rule, [role]));

describe('a session of one step', () => {
  it('is enough as the workspace says', () => {
    expect(enough('own choice')).toEqual(roles);
    expect(enough('everybody')).toEqual([]);
    expect(enough('whoever runs it')).toEqual([
      'school leader',
      'staff',
      'researcher',
      'evaluator',
      'partner',
      'viewer',
    ]);
  });

  it('is not enough for who runs it, whatever else they are', () => {
    expect(isOneStepEnough('whoever runs it', ['viewer', 'coordinator'])).toBe(false);
  });
});
