import { expect, it } from 'vitest';
import type { SchoolStanding } from '#contract/standings';
import { closedSentence, closedWords } from './closed.ts';

const school = { id: 'a', name: 'Saltern Street' };
const method = { result: { periods: ['2023-24', '2024-25'] } };
const published = { method } as unknown as SchoolStanding['published'];
const on = (day: string | null) => ({ school, closed: { on: day }, page: null, published });

it('says that a school closed, is to close, or is closed on a day that nobody told', () => {
  expect(closedSentence(on('2023-08-31'), '2026-01-01')).toBe('Saltern Street closed on 31 August 2023');
  expect(closedSentence(on('2026-08-31'), '2026-01-01')).toBe('Saltern Street is to close on 31 August 2026');
  expect(closedSentence(on(null), '2026-01-01')).toBe('Saltern Street is closed');
  expect(closedSentence({ ...on(null), closed: null }, '2026-01-01')).toBeNull();
});

it('gives that as the reason for no page only where it is the reason', () => {
  expect(closedWords(on('2023-08-31'))).toContain('about 2024-25, when it was no more');
  expect(closedWords(on('2025-08-31'))).toBeNull();
  expect(closedWords({ ...on('2023-08-31'), published: null })).toBeNull();
  expect(closedWords({ ...on('2023-08-31'), page: {} as SchoolStanding['page'] })).toBeNull();
});
