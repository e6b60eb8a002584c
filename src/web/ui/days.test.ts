import { expect, it } from 'vitest';
import { dayOf, daysAgo, dayWords, timeOf } from './days.ts';

const now = new Date(2026, 10, 23, 12, 0);
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

it('calls days as people do', () => {
  expect(dayWords(at(2026, 10, 23, 0, 0), now)).toBe('today');
  expect(dayWords(at(2026, 10, 22, 23, 59), now)).toBe('yesterday');
  expect(dayWords(at(2026, 10, 20, 8, 0), now)).toBe('Friday');
  expect(dayWords(at(2026, 10, 16, 8, 0), now)).toBe('16 November');
  expect(dayWords(at(2025, 10, 2, 8, 0), now)).toBe('2 November 2025');
  expect(dayOf(at(2026, 11, 2, 0, 0), now)).toBe('2 December');
  expect(timeOf(at(2026, 11, 2, 8, 5))).toBe('08:05');
});

it('counts days back from midnight', () => {
  expect(daysAgo(6, now)).toEqual(new Date(2026, 10, 17));
  expect(daysAgo(30, now)).toEqual(new Date(2026, 9, 24));
});
