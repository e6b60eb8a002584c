import { expect, it } from 'vitest';
import { headsOf } from './heads.ts';

const column = (label: string, period: string | null, unit: string | null = '%') => ({ label, period, unit });

it('gives the years of one measure a heading together, and says a common year once', () => {
  const { heads, notes } = headsOf([
    column('Pupils on roll', '2025', null),
    column('Free meals', '2025'),
    column('Reading', '2023', 'mean scaled score, 80 to 120'),
    column('Reading', '2024', 'mean scaled score, 80 to 120'),
    column('Reading', '2025', 'mean scaled score, 80 to 120'),
    column('Writing', '2025', 'mean scaled score, 80 to 120'),
  ]);
  expect(heads).toEqual([
    { label: 'Pupils on roll', periods: [''] },
    { label: 'Free meals (%)', periods: [''] },
    { label: 'Reading', periods: ['2023', '2024', '2025'] },
    { label: 'Writing', periods: [''] },
  ]);
  expect(notes).toEqual([
    'Year 2025 where none is named.',
    'Reading and Writing: mean scaled score, 80 to 120.',
  ]);
});

it('names the year with each where they differ, and joins only what is the same measure', () => {
  const { heads, notes } = headsOf([
    column('Free meals', '2024'),
    column('Language', '2025'),
    column('Reading', '2025', 'points'),
    column('Reading', '2025', 'per cent'),
  ]);
  expect(heads.map(({ label }) => label)).toEqual([
    'Free meals, 2024 (%)',
    'Language, 2025 (%)',
    'Reading, 2025 (points)',
    'Reading, 2025 (per cent)',
  ]);
  expect(notes).toEqual([]);
});
