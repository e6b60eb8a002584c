import { describe, expect, it } from 'vitest';
import { nearestName } from './nearestName.ts';

const names = ['URN', 'SCHNAME', 'PNUMFSMEVER', 'P8MEA', 'score'];

describe('the name that was probably meant', () => {
  it.each([
    ['SCNAME', 'SCHNAME'],
    ['schname', 'SCHNAME'],
    ['P8MAE', 'P8MEA'],
    ['scoer', 'score'],
    ['PNUMFSMEV', 'PNUMFSMEVER'],
  ])('%s was %s', (wanted, name) => expect(nearestName(wanted, names)).toBe(name));

  it.each(['LEA', 'COUNTY', ''])('%s was none of them', (wanted) => {
    expect(nearestName(wanted, names)).toBeUndefined();
  });
});
