import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startResearch, type Research } from './research.ts';
import { expectAccessible, expectNoSideways } from './visit.ts';

let research: Research;
let page: Page;
beforeAll(async () => {
  research = await startResearch();
  ({ page } = research);
  await research.goTo('frameworks');
  await page.locator('.frameworks a').first().click();
  await page.getByRole('button', { name: 'Take it into the workspace' }).click();
  await page.getByRole('heading', { name: 'Codebook meetings' }).waitFor();
}, 180_000);
afterAll(() => research.journey.stop());

const meetings = () => page.getByRole('region', { name: 'Codebook meetings' });

it('a researcher writes down what a meeting decided, with the keyboard', async () => {
  await meetings().getByText('None yet.').waitFor();
  await meetings().getByRole('button', { name: 'Write down a meeting' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('alert').getByText('Say what was decided, and why.').waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Say what was decided, and why.' }).press('Enter');
  const decided = page.getByLabel('What was decided, and why');
  expect(await decided.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.getByLabel('Day', { exact: true }).fill('2024-03-08');
  await page.getByLabel('Who was there').fill('Two coders and the lead');
  await decided.fill('A letter home counts as told.\nAsking counts more.');
  await page.getByRole('button', { name: 'Keep it' }).focus();
  await page.keyboard.press('Enter');
  await meetings().getByText('A letter home counts as told.').waitFor();
  await meetings()
    .getByRole('rowheader', { name: /^8 March 2024/ })
    .waitFor();
  await expectAccessible(page);
});

it('changes it, takes it away as a table, and finds it on a phone, in the dark and on paper', async () => {
  await meetings()
    .getByRole('button', { name: /^Change the meeting/ })
    .click();
  await page.getByLabel('What was decided, and why').fill('A letter home is no concern.');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await meetings().getByText('A letter home is no concern.').waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    meetings().getByRole('link', { name: 'Download table' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('Codebook meetings.csv');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  expect(await meetings().getByRole('button').count()).toBe(0);
  expect(await meetings().getByText('A letter home is no concern.').isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 1366, height: 768 });
});

it('removes it after it was asked', async () => {
  await meetings()
    .getByRole('button', { name: /^Remove the meeting/ })
    .click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Remove it' }).click();
  await meetings().getByText('None yet.').waitFor();
  expect(research.journey.errors).toEqual([]);
});
