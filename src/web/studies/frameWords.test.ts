import { expect, it } from 'vitest';
import { frameWords } from './frameWords.ts';

const group = (name: string, resilient: number, struggling: number, unmatched = 0) => ({
  name,
  schools: 50,
  known: 53,
  found: { resilient, struggling },
  drawn: { resilient: 1, struggling: 1 },
  unmatched,
  index: null,
  means: [],
});
const left = (group: string) => ({ group, leftOut: 'closes' });
const kept = (group: string) => ({ group, leftOut: null });
const groups = [group('East', 2, 5), group('West', 4, 6, 2)];

it('counts the schools that could be drawn, without those left out by hand', () => {
  expect(
    frameWords({
      design: 'each kind',
      found: { grouping: 'Region', groups },
      schools: [kept('East'), left('West'), left('West')],
    }),
  ).toBe('15 schools of the two kinds; in East and West 7 and 8. 2 more were left out before the draw.');
});

it('tells of pairs how many could not be drawn for lack of a partner, and nothing that is not so', () => {
  const found = { grouping: 'Region', groups };
  expect(frameWords({ design: 'matched pairs', found, schools: [] })).toBe(
    '17 schools of the two kinds; in East and West 7 and 10. Of these 2 had no partner and could not be drawn.',
  );
  expect(
    frameWords({ design: 'each kind', found: { grouping: null, groups: [group('', 1, 0)] }, schools: [] }),
  ).toBe('1 school of the two kinds.');
});
