import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startJourney, type Journey } from '../support/journey.ts';
import { becomeResearcher, expectAccessible, expectNoSideways, startWorkspace } from './visit.ts';

const talk = [
  'Interviewer: When did you come to Alder Road?',
  'Head: Ms Villarin asked me, with Ann Lee. It was a hard year.',
  'Interviewer: And Ann Lee stayed?',
  'Head: She did. Heronhill was closed by then.',
].join('\n');

let journey: Journey;
let page: Page;
let workspace: string;
beforeAll(async () => {
  journey = await startJourney();
  ({ page } = journey);
  await startWorkspace(page, 'Reed Schools');
  workspace = new URL(page.url()).pathname.split('/')[2] ?? '';
  await goTo('people');
  await becomeResearcher(page);
}, 180_000);
afterAll(() => journey.stop());

const goTo = (path: string) => page.goto(`${new URL(page.url()).origin}/w/${workspace}/${path}`);

it('takes names out of a source after a look, with a word that was added by hand', async () => {
  await goTo('sources');
  const file = join(journey.data, 'Villarin.txt');
  writeFileSync(file, talk);
  await page.locator('input[type=file]').setInputFiles(file);
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
  await goTo('settings');
  await page.getByRole('link', { name: 'Read the key' }).click();
  await page.getByRole('rowheader', { name: 'Ann Lee' }).waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the key' }).click(),
  ]);
  expect(readFileSync(await file.path(), 'utf8')).toContain('Ann Lee,name,Deputy A');
  await page.getByRole('button', { name: 'Destroy them' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Destroy them' }).click();
  await page.getByText('None are kept.').waitFor();
  expect(journey.errors).toEqual([]);
});
