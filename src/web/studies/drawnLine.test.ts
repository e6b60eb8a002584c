import { expect, it } from 'vitest';
import { drawnLine } from './drawnLine.ts';

const set = {
  design: 'both kinds together',
  number: '3',
  seed: '2026',
  grouping: 'Region',
  left: 0,
} as const;

it('says in one line how schools will be drawn', () => {
  expect(drawnLine(set)).toBe('3 from each region, both kinds together, seed 2026');
  expect(drawnLine({ ...set, design: 'each kind', grouping: null })).toBe('3 of each kind, seed 2026');
  expect(drawnLine({ ...set, design: 'matched pairs', number: '1' })).toBe(
    '1 matched pair from each region, seed 2026',
  );
});

it('does not hide that schools are left out', () => {
  expect(drawnLine({ ...set, left: 1 })).toMatch(/seed 2026, 1 school left out$/);
});
