import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startResearch, type Research } from './research.ts';
import { expectAccessible, expectNoSideways } from './visit.ts';

const talk = [
  'Interviewer: Can you take me back to when things began to change with families?',
  'Head: It was the winter the boiler went. I stood at the gate every morning.',
].join('\n');

let research: Research;
let page: Page;
beforeAll(async () => {
  research = await startResearch();
  ({ page } = research);
  await research.goTo('frameworks');
  await page.getByRole('link', { name: 'Effective and ineffective school elements' }).click();
  await page.getByRole('button', { name: /^Take it/ }).click();
  await page.getByRole('heading', { name: 'Codebook meetings' }).waitFor();
  await research.goTo('sources');
  await research.bring('Alder Road.txt', talk);
  await page.getByRole('link', { name: 'Code it' }).click();
  await page.getByText('0 of 2 turns coded').waitFor();
}, 180_000);
afterAll(() => research.journey.stop());

const text = () => page.getByRole('application', { name: /^What was said/ });
const book = () => page.getByRole('navigation', { name: 'Codebook' });
const side = () => page.getByRole('complementary', { name: 'What is chosen' });
const dialog = () => page.getByRole('dialog');
const focused = () => page.evaluate(() => document.activeElement?.id ?? '');
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
/** Writes into the dialog that stands open, with the keyboard alone. */
const write = async (words: string) => {
  await dialog().getByLabel('Your memo').fill(words);
  await press('Tab', 'Enter');
  await dialog().waitFor({ state: 'detached' });
};

it('a memo on the code of the chosen words is written with the keyboard, which stays among the words', async () => {
  await text().focus();
  await press('ArrowDown', 'ArrowDown', '1', 'Shift+M');
  await dialog().getByLabel('Your memo').waitFor();
  await expectAccessible(page);
  await write('Accident or plan? Ask the lead.');
  expect(await focused()).toBe('coded-text');
  await side()
    .getByRole('button', { name: /^1 memo: / })
    .waitFor();
  await book()
    .getByRole('button', { name: /^1 memo: / })
    .waitFor();
  await expectAccessible(page);
});

it('one on any code of the codebook with m, and one on the element above it', async () => {
  await book().locator('.say').nth(1).focus();
  await press('m');
  await write('Hard to tell from the code above.');
  expect(
    await book()
      .locator('.say')
      .nth(1)
      .evaluate((one) => one === document.activeElement),
  ).toBe(true);
  await expect.poll(() => book().locator('.memo-on.there').count()).toBe(2);
  await book().locator('.chapter-head .memo-on').first().focus();
  await press('Enter');
  await write('Families, not only parents.');
  await expect.poll(() => book().locator('.memo-on.there').count()).toBe(3);
  await press('Enter');
  await expect.poll(() => dialog().getByLabel('Your memo').inputValue()).toBe('Families, not only parents.');
  await press('Escape');
  await dialog().waitFor({ state: 'detached' });
});

it('they stand beneath what the code means, and go when their words go', async () => {
  await research.goTo('frameworks');
  await page.locator('.frameworks a').first().click();
  await page.locator('.memo-count', { hasText: '3 memos' }).waitFor();
  await page.locator('.ledger .named').first().click();
  await page.getByText('Families, not only parents.').waitFor();
  await page.getByRole('button', { name: 'Read 8 codes' }).click();
  await page.getByText('Accident or plan? Ask the lead.').waitFor();
  await expectAccessible(page);
  const change = page.locator('.codes-read').getByRole('button', { name: /^Change your memo: / });
  expect(await change.count()).toBe(2);
  await change.first().click();
  await expectAccessible(page);
  await write('');
  await page.getByText('Accident or plan? Ask the lead.').waitFor({ state: 'detached' });
  expect(await change.count()).toBe(1);
});

it('holds on a phone, in the dark and on paper', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  expect(await page.getByText('Families, not only parents.').isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: /your memo/ }).count()).toBe(0);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 1366, height: 768 });
  expect(research.journey.errors).toEqual([]);
});
