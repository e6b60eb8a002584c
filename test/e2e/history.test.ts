import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startJourney, type Journey } from '../support/journey.ts';
import { csv } from '../support/schools.ts';
import { choose, expectAccessible, startWorkspace } from './visit.ts';

let journey: Journey;
let files: string;
let page: Page;

beforeAll(async () => {
  journey = await startJourney();
  ({ files, page } = journey);
  await startWorkspace(page, 'Marram Schools');
  const file = join(files, 'schools.csv');
  writeFileSync(file, csv);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/import\//);
  await choose(page, 'Rename this workspace');
  await page.getByLabel('Name of the workspace').fill('Marram Partnership');
  await page.getByRole('button', { name: /^Rename/ }).click();
  await page.locator('.pick', { hasText: 'Marram Partnership' }).waitFor();
  await page.goto(page.url().replace(/\/import\/.*/, '/people'));
}, 180_000);
afterAll(() => journey.stop());

const section = () => page.locator('section.history');
const sentences = () => section().locator('.log summary span').allInnerTexts();

it('an owner reads what happened, by day, in sentences', async () => {
  await section().getByText('changed of the workspace: its name').waitFor();
  const told = await sentences();
  expect(told).toContain('started the workspace Marram Partnership');
  expect(told).toContain('brought the file schools.csv');
  expect(await section().locator('.log .day').first().innerText()).toBe('today');
  expect(await section().getByText('Nobody can edit or delete a line').count()).toBe(1);
  await expectAccessible(page);
});

it('filters it, and a reload shows the same', async () => {
  const all = (await sentences()).length;
  await section().getByLabel('What').selectOption({ label: 'Changes' });
  await page.waitForURL(/what=changes/);
  await expect.poll(async () => (await sentences()).length).toBeLessThan(all + 1);
  await section()
    .getByText(/^\d+ of \d+ lines$/)
    .waitFor();
  const told = await sentences();
  expect(told.some((one) => one.startsWith('opened'))).toBe(false);
  await page.reload();
  await expect.poll(sentences).toEqual(told);
  await section().getByLabel('Who').selectOption({ label: 'Nobody signed in' });
  await section().getByText('Nothing of this kind happened').waitFor();
  await expectAccessible(page);
  await section().getByRole('button', { name: 'Show all that is kept' }).click();
  await page.waitForURL(/when=all/);
  await section().getByText('started the workspace').waitFor();
});

it('opens a line by keyboard: from where, in which role, before and after', async () => {
  const line = section().locator('.log summary').first();
  await line.focus();
  await page.keyboard.press('Enter');
  const details = await section().locator('.log details[open]').innerText();
  expect(details).toContain('owner');
  expect(details).toContain('127.0.0.1');
  await expectAccessible(page);
});

it('takes the list and the sealed lines away, and has the seals checked', async () => {
  const download = async (name: string) => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      section().getByRole('link', { name }).click(),
    ]);
    return readFileSync(await file.path(), 'utf8');
  };
  expect(await download('Download the list')).toContain('brought the file schools.csv');
  expect((await download('take the sealed lines')).split('\n')[0]).toContain('Reedbed audit trail 1');
  await section().getByRole('button', { name: 'Check all seals now' }).click();
  await section().getByText('Unbroken.').waitFor();
  await expectAccessible(page);
});

it('is read on a phone without scrolling sideways', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  const overflow = await section().evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await expectAccessible(page);
});
