import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { silence } from '../support/silence.ts';
import { startResearch, type Research } from './research.ts';
import { expectAccessible, expectNoSideways } from './visit.ts';

const line = (number: number, at: number, words: string) =>
  `${String(number)}\n00:00:0${String(at)},000 --> 00:00:09,000\n${words}\n\n`;
const lesson =
  line(1, 0, 'Teacher: Who agrees?') +
  line(2, 2, 'Pupil: I do.') +
  line(3, 6, 'Teacher: Why?') +
  line(4, 8, 'Pupil: Because.');

let research: Research;
let page: Page;
beforeAll(async () => {
  research = await startResearch();
  ({ page } = research);
  await research.goTo('sources');
  await research.bring('Lesson.srt', lesson);
  await page.getByRole('heading', { name: 'Lesson', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Code it' }).click();
  await text().waitFor();
}, 180_000);
afterAll(() => research.journey.stop());

const text = () => page.getByRole('application', { name: /^What was said/ });
const recording = () => page.getByRole('region', { name: 'Recording' });
const player = () => page.locator('audio');
const at = () => player().evaluate((one: HTMLAudioElement) => one.currentTime);
const plays = () => player().evaluate((one: HTMLAudioElement) => !one.paused);
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

it('a source without a recording has no player at the desk', async () => {
  expect(await player().count()).toBe(0);
  await page.getByRole('link', { name: 'Lesson' }).click();
  const sound = join(research.journey.data, 'Lesson.wav');
  writeFileSync(sound, silence(30));
  await page.getByLabel('Bring a recording').setInputFiles(sound);
  await page.getByText('Press the time of a turn to hear it.').waitFor();
});

it('with the keyboard, the turn of the chosen words is heard, stopped and heard on', async () => {
  await page.getByRole('link', { name: 'Code it' }).click();
  await recording().getByText('Choose words, and hear their turn.').waitFor();
  await expectAccessible(page);
  await text().focus();
  await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'p');
  await expect.poll(at).toBeGreaterThanOrEqual(6);
  expect(await plays()).toBe(true);
  await press('p');
  expect(await plays()).toBe(false);
  const stopped = await at();
  await press('p');
  await expect.poll(at).toBeGreaterThan(stopped);
  await press('p', 'ArrowUp', 'p');
  expect(await at()).toBeLessThan(6);
  await press('p');
  expect(await plays()).toBe(false);
});

it('with the mouse too, and no letter of a memo plays anything', async () => {
  await text().focus();
  await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
  await recording().getByRole('button', { name: 'Hear the turn from 0:08' }).click();
  await expect.poll(at).toBeGreaterThanOrEqual(8);
  await recording().getByRole('button', { name: 'Hear the turn from 0:08' }).click();
  expect(await plays()).toBe(false);
  await page.getByLabel('Memo', { exact: true }).first().focus();
  await page.keyboard.type('puppet');
  expect(await plays()).toBe(false);
  expect(await page.getByLabel('Memo', { exact: true }).first().inputValue()).toBe('puppet');
  await expectAccessible(page);
});

it('holds on a phone and in the dark', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(research.journey.errors).toEqual([]);
});
