import { expect, it } from 'vitest';
import { learnWords } from './sentences.ts';

it('says whom one could learn from, and does not speak of the nearest where there is none', () => {
  expect(learnWords(0, 0)).toMatch(/^Which schools are near in circumstances cannot be told/);
  expect(learnWords(1, 0)).toMatch(/^The one nearest does not do better in anything/);
  expect(learnWords(10, 0)).toMatch(/^None of the 10 nearest does better in anything/);
  expect(learnWords(10, 1)).toMatch(/^One of the nearest does better/);
  expect(learnWords(10, 3)).toMatch(/^Three of the nearest do better/);
});
