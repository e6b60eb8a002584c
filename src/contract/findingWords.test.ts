import { expect, it } from 'vitest';
import { behind } from './findingWords.ts';
import type { Finding } from './findings.ts';

const finding = (counts: Partial<Finding>): Finding => ({
  id: '0',
  said: 'Heads look outwards.',
  day: '2026-03-04',
  by: null,
  shared: false,
  speaksFor: 0,
  speaksAgainst: 0,
  sources: 0,
  schools: 0,
  cited: [],
  ...counts,
});

it.each([
  [{}, 'No evidence yet.'],
  [{ speaksFor: 1, sources: 1 }, '1 quotation for it, from 1 source.'],
  [
    { speaksFor: 12, speaksAgainst: 2, sources: 5, schools: 3 },
    '12 quotations for it and 2 quotations against it, from 5 sources and 3 schools.',
  ],
  [{ speaksAgainst: 1, sources: 1, schools: 1 }, '1 quotation against it, from 1 source and 1 school.'],
])('%o is told as %s', (counts, words) => {
  expect(behind(finding(counts))).toBe(words);
});
