import { describe, expect, it } from 'vitest';
import { identityChange } from './identityChange.ts';

const known = { school_id: '1', reference: '10', name: 'Ash', type: 'Community school', status: 'Open' };
const brought = (facts: object) => ({ reference: '10', name: 'Ash', facts });

describe('what a later file says of a school that is known', () => {
  it('takes the place of what was said before', () =>
    expect(identityChange(known, brought({ type: 'Academy converter', town: 'HULL' }))).toEqual({
      type: 'Academy converter',
      town: 'HULL',
    }));

  it('never puts a code in the place of words', () =>
    expect(identityChange(known, brought({ type: 'CY', status: '1' }))).toBeNull());

  it('puts a code where nothing or another code stood', () => {
    expect(identityChange({ ...known, type: null }, brought({ type: 'CY' }))).toEqual({ type: 'CY' });
    expect(identityChange({ ...known, type: 'VA' }, brought({ type: 'CY' }))).toEqual({ type: 'CY' });
  });
});
