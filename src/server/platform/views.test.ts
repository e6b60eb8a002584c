import { expect, it } from 'vitest';
import { Views } from './views.ts';

const hour = 3_600_000;

it('leaves a line once in an hour for each page and person', async () => {
  const views = new Views();
  const left: string[] = [];
  const see = (key: string, now: number) => views.once(key, () => Promise.resolve(void left.push(key)), now);
  await see('a', 0);
  await see('a', hour - 1);
  await see('b', hour - 1);
  expect(left).toEqual(['a', 'b']);
  await see('a', hour);
  expect(left).toEqual(['a', 'b', 'a']);
});

it('does not take a line for left that could not be written', async () => {
  const views = new Views();
  await expect(views.once('a', () => Promise.reject(new Error('no')), 0)).rejects.toThrow('no');
  let left = 0;
  await views.once('a', () => Promise.resolve(void left++), 1);
  expect(left).toBe(1);
});
