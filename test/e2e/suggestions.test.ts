import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startResearch, type Research } from './research.ts';
import { expectAccessible, expectNoSideways } from './visit.ts';

/** Lessons of which every fourth sentence presses for reasons, and is tagged so; the last lesson is not tagged yet. */
const others = ['Open your books', 'Who has a ruler', 'Sit down please', 'Look at the board'];
const press = (lesson: number, i: number) => `Why is that so, and how do you know ${String(lesson + i)}?`;
const rows = Array.from({ length: 5 }, (_, lesson) =>
  Array.from({ length: 12 }, (_row, i) => {
    const presses = i % 4 === 1;
    const words = presses ? press(lesson, i) : `${others[(lesson + i) % others.length] ?? ''}.`;
    const tag = lesson === 4 ? '' : presses ? '9 - Press for reasoning' : i === 11 ? '8 - Other talk' : '';
    return `Lesson ${String(lesson)},${String(i)},${i % 2 === 0 ? 'S' : 'T'},"${words}",${tag}`;
  }),
).flat();
const lessons = ['Lesson,Turn,Speaker,Sentence,Teacher Tag', ...rows].join('\n');

let research: Research;
let page: Page;
beforeAll(async () => {
  research = await startResearch();
  ({ page } = research);
}, 180_000);
afterAll(() => research.journey.stop());

it('says that there is nothing to learn from where nothing was coded', async () => {
  await research.goTo('coding/suggestions');
  await page.getByText('Nothing was coded yet, so there is nothing to learn from.').waitFor();
  await expectAccessible(page);
});

it('says of each code how often its suggestions are right where that can be checked', async () => {
  await research.goTo('sources');
  await research.bring('Lessons.csv', lessons);
  await page.getByRole('heading', { name: '5 sources came' }).waitFor();
  await page.reload();
  await page.getByRole('link', { name: 'Suggestions' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Press for reasoning' });
  await row.waitFor();
  expect((await row.innerText()).replaceAll(/\s+/g, ' ')).toContain('12 of 12 100 % 12 of 12 100 %');
  await page.getByRole('row').filter({ hasText: 'too little to learn from' }).waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);
  expect(String(await research.download('Download table'))).toContain('Press for reasoning');
});

it('suggests words with why, and codes them where somebody says so', async () => {
  await page.getByRole('link', { name: 'Look at 3 suggestions of Press for reasoning' }).click();
  await page.getByText('Suggested for 3 places, the most probable first.').waitFor();
  const places = page.locator('.suggested > li');
  expect(await places.count()).toBe(3);
  expect((await places.first().locator('mark').allInnerTexts()).join(' ')).toMatch(/Why|how|know/);
  await page
    .getByText(/^Most like ‘Why is that so/)
    .first()
    .waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);
  await places.first().getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Code 1 place' }).click();
  await page.getByText('1 place coded. Each is yours, and can be taken back at the desk.').waitFor();
  await page.getByText('Suggested for 2 places, the most probable first.').waitFor();
});

it('sets aside by keyboard what is not so', async () => {
  await page.locator('.suggested > li').first().getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Set 1 place aside' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('1 place set aside: the code is not suggested there any more.').waitFor();
  await page.getByText('Suggested for 1 place, the most probable first.').waitFor();
  await page.reload();
  await page.getByText('Suggested for 1 place, the most probable first.').waitFor();
  await page.getByRole('link', { name: 'Suggestions' }).click();
  await page.getByRole('link', { name: 'Look at 1 suggestion of Press for reasoning' }).waitFor();
});

it('leads to the words at the desk, which say what was suggested first', async () => {
  await research.goTo('sources');
  await page.getByRole('link', { name: 'Lesson 4' }).click();
  await page.getByRole('link', { name: 'Code it' }).click();
  await page.locator('.desk mark').first().click();
  await page.getByText('suggested first').waitFor();
  await expectAccessible(page);
});
