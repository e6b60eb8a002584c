import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startResearch, type Research } from './research.ts';
import { expectAccessible, expectNoSideways } from './visit.ts';

const talk = [
  'Interviewer: When did you come to Alder Road?',
  'Head: Ms Villarin asked me, with Ann Lee. It was a hard year.',
  'Interviewer: And Ann Lee stayed?',
  'Head: She did. Heronhill was closed by then.',
].join('\n');

let research: Research;
let page: Page;
beforeAll(async () => {
  research = await startResearch();
  ({ page } = research);
}, 180_000);
afterAll(() => research.journey.stop());

it('takes names out of a source after a look, with a word that was added by hand', async () => {
  await research.goTo('sources');
  await research.bring('Villarin.txt', talk);
  await page.getByRole('link', { name: 'Take names out' }).click();
  await page.getByRole('checkbox', { name: /^Ann Lee/ }).waitFor();
  expect(await page.getByRole('checkbox', { name: /^Alder Road/ }).isChecked()).toBe(true);
  await expectAccessible(page);
  await expectNoSideways(page);
  await page.getByLabel('Another word').fill('hard year');
  await page.getByRole('button', { name: 'Add it' }).click();
  await page.getByLabel('Instead of ‘hard year’').fill('year');
  await page.getByLabel('Instead of ‘Ann Lee’').fill('Deputy A');
  await page.getByLabel(/^Keep the original words/).check();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(page);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByRole('button', { name: /^Take \d+ words out$/ }).click();
  await page.getByText('And Deputy A stayed?').waitFor();
  const said = await page.locator('main').innerText();
  expect(said).not.toMatch(/Ann Lee|Alder Road|Villarin|hard year/);
  await expectAccessible(page);
});

it('keeps the key and the original for the owner, who destroys it', async () => {
  await research.goTo('settings');
  await page.getByRole('link', { name: 'Read the key' }).click();
  await page.getByRole('rowheader', { name: 'Ann Lee' }).waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);
  expect(String(await research.download('Download the key'))).toContain('Ann Lee,name,Deputy A');
  await page.getByRole('button', { name: 'Destroy them' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Destroy them' }).click();
  await page.getByText('None are kept.').waitFor();
  expect(research.journey.errors).toEqual([]);
});
