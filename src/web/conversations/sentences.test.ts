import { expect, it } from 'vitest';
import type { Conversation } from '#contract/conversations';
import { learnWords, ledeOf } from './sentences.ts';

it('says whom one could learn from, and does not speak of the nearest where there is none', () => {
  expect(learnWords(0, 0, true)).toMatch(/^Which schools are near in circumstances cannot be told/);
  expect(learnWords(1, 0, true)).toMatch(/^The one nearest does not do better by more than chance/);
  // The school itself, or those nearest, may lack the value of a measure: then nothing is said of it.
  expect(learnWords(10, 0, true)).toBe(
    'None of the 10 nearest does better by more than chance would explain in anything that is known of both. With more years or more pupils this may change.',
  );
  expect(learnWords(10, 1, true)).toMatch(/^One of the nearest does better/);
  expect(learnWords(10, 3, true)).toMatch(/^Three of the nearest do better/);
});

it('tells those who cannot ask who can', () => {
  expect(learnWords(10, 1, true)).toMatch(/Whoever leads the network introduces you\.$/);
  expect(learnWords(10, 1, false)).toMatch(/something\. The head of this school can ask to be introduced\.$/);
});

it('says of requests that were taken back that they do not wait, not that they are answered', () => {
  const states = ['withdrawn', 'arranged'] as const;
  const requests = states.map((state) => ({ state }) as Conversation);
  expect(ledeOf(requests)).toMatchObject({
    bold: 'No request waits for an answer',
    after: ', of 2 requests in all.',
  });
});
