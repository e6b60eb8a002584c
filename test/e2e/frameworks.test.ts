import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { frameworkFile } from '../../src/contract/frameworkFile.ts';
import { startJourney, type Journey } from '../support/journey.ts';
import { expectAccessible, expectNoSideways, startWorkspace } from './visit.ts';

/** Of those that come with the product, read from its file: what the page shows is held against it. */
const shipped = frameworkFile.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../frameworks/school-elements.json'), 'utf8')),
).content;
const parents = shipped.elements.find(({ poles }) => (poles['-']?.codes.length ?? 0) > 1);
const [strength, concern] = [parents?.poles['+'], parents?.poles['-']];

let journey: Journey;
let page: Page;
beforeAll(async () => {
  journey = await startJourney();
  ({ page } = journey);
  await startWorkspace(page, 'Reed Schools');
}, 180_000);
afterAll(() => journey.stop());

const row = () => page.getByRole('row').filter({ hasText: concern?.name ?? '' });
const changes = () => page.locator('.changes > li').allInnerTexts();

it('a researcher finds the languages of elements, and none is taken yet', async () => {
  await page.getByRole('link', { name: /^Understand/ }).click();
  await page.getByRole('link', { name: 'Read the languages of elements' }).click();
  await page.getByText('None yet.').waitFor();
  expect(await page.locator('.frameworks > li').count()).toBe(7);
  await expectAccessible(page);
});

it('reads one before it is taken, with the keyboard', async () => {
  await page.getByRole('link', { name: shipped.title }).click();
  await page.getByRole('heading', { name: shipped.title, level: 1 }).waitFor();
  await page.getByRole('button', { name: concern?.name ?? '', exact: true }).focus();
  await page.keyboard.press('Enter');
  await row()
    .getByText(concern?.definition ?? '')
    .waitFor();
  await row()
    .getByText(strength?.include ?? '')
    .waitFor();
  await expectAccessible(page);
  await page.reload();
  await row()
    .getByText(concern?.definition ?? '')
    .waitFor();
});

it('sees what a model of research says behind each mark', async () => {
  const [mark] = shipped.crosswalks[0]?.marks ?? [];
  const name = shipped.elements.find(({ key }) => key === mark?.element)?.name ?? '';
  const table = page.locator('.crosswalk').first();
  await table.getByRole('row').filter({ hasText: name }).locator('.marks').first().click();
  await table
    .locator('.passages')
    .getByText(mark?.says ?? '', { exact: false })
    .first()
    .waitFor();
  await expectAccessible(page);
});

it('takes it, and finds a code by what it means', async () => {
  await page.getByRole('button', { name: 'Take it into the workspace' }).click();
  await page.getByRole('heading', { name: 'The language of elements' }).waitFor();
  await page.getByText(/^Version 1 of Reed Schools, as it came with Reedbed/).waitFor();
  const [code] = concern?.codes ?? [];
  await page.getByLabel('Find an element or code').fill(code?.definition ?? '');
  await page.getByText(/^Showing 1 of/).waitFor();
  await page.getByRole('button', { name: concern?.name ?? '', exact: true }).waitFor();
  await page.getByLabel('Find an element or code').fill('');
  await expectAccessible(page);
});

it('adapts it: words, a code found in what people said, and one set aside', async () => {
  await page.getByRole('button', { name: 'Adapt this one' }).click();
  await page.getByRole('button', { name: concern?.name ?? '', exact: true }).click();
  await page.getByRole('button', { name: `Change: ${concern?.name ?? ''}` }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Families kept at a distance');
  await page.getByRole('button', { name: 'Keep these words' }).click();
  await page.getByRole('button', { name: 'Add a code: Families kept at a distance' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('No words in their language');
  await page.getByRole('button', { name: 'Add it' }).click();
  // Without a meaning it is refused in words, and nothing typed is lost.
  await page.getByRole('alert').waitFor();
  await page.getByLabel('What it means').fill('Letters and meetings are in one language only.');
  await page.getByLabel('Found in what people said').check();
  await page.getByLabel('Why it is needed').fill('Heard in four interviews.');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add it' }).click();
  const aside = concern?.codes[1]?.name ?? '';
  await page.getByRole('button', { name: `Set aside: ${aside}` }).click();
  await page.getByRole('textbox', { name: 'Why', exact: true }).fill('Never heard here.');
  await page.getByRole('button', { name: 'Set it aside' }).click();
  await expect.poll(async () => (await changes()).length).toBe(3);
  const told = (await changes()).join('\n');
  for (const words of [
    'Families kept at a distance',
    'New code',
    'Heard in four interviews.',
    'Set aside',
    'Never heard here.',
  ])
    expect(told).toContain(words);
  await expectAccessible(page);
});

it('publishes it; every version stays readable', async () => {
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByLabel('Why it was changed').fill('After the pilot.');
  await page.getByRole('button', { name: 'Publish it' }).click();
  await page.getByText(/^Version 2 of Reed Schools, adapted from version 1/).waitFor();
  await page.getByRole('heading', { name: 'What Reed Schools changed' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Read version 1' }).click();
  await page.getByText(/The latest is version 2/).waitFor();
  expect(await page.getByText('Families kept at a distance').count()).toBe(0);
  await page.getByRole('button', { name: 'Read version 2' }).click();
  await page.getByText(/^Version 2 of Reed Schools/).waitFor();
});

it('takes it away as a file, and brings it into another workspace', async () => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download', exact: true }).click(),
  ]);
  const file = join(journey.files, 'elements.json');
  await download.saveAs(file);
  expect(readFileSync(file, 'utf8')).toContain('Families kept at a distance');
  await startWorkspace(page, 'Sedge Schools');
  await page.goto(page.url().replace(/\/identify.*/, '/frameworks'));
  const bring = page.locator('input[type=file]');
  const wrong = join(journey.files, 'wrong.json');
  writeFileSync(wrong, '{"format": "else"}');
  await bring.setInputFiles(wrong);
  await page.getByText('This is not a framework').waitFor();
  await bring.setInputFiles(file);
  await page.getByText(/^What Sedge Schools is changing/).waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'The language of elements' }).waitFor();
  await expectAccessible(page);
});

it('reads on a phone, in the dark and on paper', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Open all' }).click();
  await expectNoSideways(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  expect(await page.getByRole('button', { name: 'Close' }).count()).toBe(0);
  await page.emulateMedia({ media: 'screen' });
});

it('removes it after it was asked', async () => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByRole('button', { name: 'Remove' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Remove it' }).click();
  await page.getByText('None yet.').waitFor();
  expect(journey.errors).toEqual([]);
});
