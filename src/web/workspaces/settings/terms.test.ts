import { expect, it } from 'vitest';
import { draftOf, settingsLede, settingsOf } from './terms.ts';

const settings = {
  threshold: 5,
  learners: 'pupils' as const,
  firstQuantile: 'lowest' as const,
  neighbours: 'named' as const,
  secondStep: 'own choice' as const,
  terms: [
    { name: 'Autumn', starts: '09-01', ends: '12-20' },
    { name: 'Spring', starts: '01-04', ends: '03-31' },
  ],
};

it('comes back from the form as it went in', () => {
  expect(settingsOf(draftOf(settings))).toEqual(settings);
});

it('hands on what is no number or no day, so that the server says what is wrong with it', () => {
  const draft = draftOf(settings);
  const first = draft.terms[0]!;
  const typed = { ...draft, threshold: 'five', terms: [{ ...first, starts: { day: '31', month: 2 } }] };
  expect(settingsOf(typed)).toMatchObject({ threshold: 0, terms: [{ starts: '02-31' }] });
});

it('says in one sentence what is set', () => {
  const { before, bold, after } = settingsLede(settings);
  expect(before + bold + after).toBe(
    'A figure by group of people is shown only where 5 or more stand behind it. ' +
      'Those who learn are called pupils; the school year has two terms, from 1 September on.',
  );
});
