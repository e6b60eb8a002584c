import { expect, it } from 'vitest';
import { studyLede, tableTitle } from './titles.ts';

const found = { cuts: { hardest: 0.25, top: 0.25, lowest: 0.25 } };
const titled = (design: Parameters<typeof tableTitle>[0]['design'], resilient: number, struggling: number) =>
  tableTitle({ design, now: { resilient, struggling }, found });

it('says what a table shows as the schools were drawn', () => {
  expect(titled('matched pairs', 3, 3)).toBe('In pairs near in circumstances, far apart in results');
  const both = 'In the hardest quarter of circumstances, at either end of results';
  expect([titled('each kind', 3, 3), titled('both kinds together', 1, 5)]).toEqual([both, both]);
});

it('speaks of one end only where only one kind is in it', () => {
  for (const design of ['each kind', 'both kinds together', 'matched pairs'] as const) {
    expect(titled(design, 2, 0)).toMatch(/among the highest$/);
    expect(titled(design, 0, 2)).toMatch(/among the lowest$/);
    expect(titled(design, 0, 0)).toBe('No school is in this study now');
  }
});

it('follows other parts than quarters', () => {
  const fifths = { cuts: { hardest: 0.2, top: 0.2, lowest: 0.2 } };
  expect(tableTitle({ design: 'each kind', now: { resilient: 1, struggling: 1 }, found: fifths })).toContain(
    'the hardest fifth of circumstances',
  );
});

it('sums a study up without saying more of the struggling than the rule does', () => {
  expect(studyLede({ now: { resilient: 1, struggling: 2 } })).toBe(
    'One does far better than its circumstances predict, two do not.',
  );
  expect(studyLede({ now: { resilient: 0, struggling: 2 } })).toBe(
    'Their results are among the lowest where circumstances are hardest.',
  );
  expect(studyLede({ now: { resilient: 0, struggling: 0 } })).toBe('');
});
