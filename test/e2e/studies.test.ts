import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startJourney, type Journey } from '../support/journey.ts';
import { csvOf, lines } from '../support/twoRegions.ts';
import { reach } from './guests.ts';
import { expectAccessible } from './visit.ts';

let journey: Journey;
let page: Page;

beforeAll(async () => {
  journey = await startJourney();
  ({ page } = journey);
}, 180_000);
afterAll(() => journey.stop());

const main = () => page.locator('main').innerText();

it('goes from a file to a study, its method paragraph and its print, by keyboard where it matters', async () => {
  const file = join(journey.files, 'schools.csv');
  writeFileSync(file, csvOf(lines));
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByLabel('Name of the workspace').fill('Marram network');
  await page.getByRole('button', { name: 'Bring the file' }).click();
  await page.waitForURL(/\/import\//);
  // The columns are not those of a national file: one says what they are.
  await page.getByText('64 schools can be stored.').waitFor();
  const store = page.getByRole('button', { name: 'Store 64 schools' });
  await expect.poll(() => store.isEnabled()).toBe(true);
  await store.click();
  await page.getByRole('link', { name: /which schools beat the odds/i }).click();
  await page.getByText('checked by the server').waitFor();

  await page.getByRole('link', { name: 'Studies of this workspace' }).click();
  await page.getByText('No studies yet.').waitFor();
  await expectAccessible(page);
  // The page is opened afresh: what another page brought must not be what sets its lines apart.
  await page.reload();
  await page.getByRole('link', { name: 'Choose schools to study' }).waitFor();
  const gaps = await page
    .locator('.empty > * + *')
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).marginTop));
  expect(gaps).toEqual(['12px', '12px']);
  await page.getByRole('link', { name: 'Choose schools to study' }).click();

  // One is left out with a reason, and the count follows what is asked for.
  await page.getByRole('button', { name: 'Draw 6 schools' }).waitFor();
  await page.locator('.how-drawn > summary').click();
  await page.getByLabel('Seed').fill('2026');
  await page.getByText('Leave a school out').click();
  await page.getByLabel('School', { exact: true }).fill('Zq School 8 (1007)');
  await page.getByRole('button', { name: 'Leave it out' }).click();
  await page.getByText('Say why this school is left out').waitFor();
  await page.getByLabel('Reason').fill('closes next summer');
  await page.getByRole('button', { name: 'Leave it out' }).click();
  await page.getByText('1 school left out', { exact: true }).waitFor();
  await page.getByText(/, 1 school left out/).waitFor();
  await page.getByLabel(/^Each kind/).check();
  await page.getByLabel(/^Of each kind from each/).fill('1');
  await page.getByRole('button', { name: 'Draw 4 schools' }).waitFor();
  await page.getByLabel(/^Both kinds together/).check();
  await page.getByLabel(/^From each/).fill('3');
  await page.getByRole('button', { name: 'Draw 6 schools' }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await reach(page, 'Draw 6 schools');
  await page.keyboard.press('Enter');

  await page.waitForURL(/\/studies\//);
  await page.getByRole('heading', { name: 'Six schools in two regions' }).waitFor();
  await expectAccessible(page);
  expect(await main()).toContain('closes next summer');
  expect(await main()).toContain('(seed 2026, generator xoshiro128**)');
  expect(await page.locator('.table.paper tbody tr').count()).toBe(8);
});

it('records a refusal, compares, and shows the same numbers after a reload', async () => {
  const first = (await page.locator('.kinds li b').first().innerText()).trim();
  const next = (await page.locator('.reps li').first().innerText()).trim();
  await page.getByRole('button', { name: 'Record a refusal' }).click();
  await page.getByRole('button', { name: 'Record the refusal' }).click();
  await page.getByText('Say why, in a few words').first().waitFor();
  await expectAccessible(page);
  const declining = await page.getByLabel('School', { exact: true }).locator('option').first().innerText();
  await page.getByLabel('Why').fill('no time this term');
  await page.getByRole('button', { name: 'Record the refusal' }).click();
  await page.getByText('no time this term').waitFor();
  const kinds = await page.locator('.kinds').innerText();
  expect(kinds).not.toMatch(new RegExp(`${declining.split(',')[0] ?? ''}\\n`));
  expect(kinds).toContain(next);
  await page.getByRole('button', { name: /^Take back/ }).click();
  await page.getByText('No school has declined.').waitFor();
  expect(await page.locator('.kinds').innerText()).toContain(first);

  await page.getByRole('button', { name: 'Draw again and compare' }).click();
  await page.getByText('The same six.').waitFor();
  const table = await page.locator('.table.paper').innerText();
  await page.reload();
  await page.getByText(/^Last compared/).waitFor();
  expect(await page.locator('.table.paper').innerText()).toBe(table);
});

it('prints on two sheets that lie, the table on one of them', async () => {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
  expect(boxes.length).toBeGreaterThan(0);
  expect(boxes.every(([, width, height]) => Number(width) > Number(height))).toBe(true);
  expect(boxes.length).toBe(2);
});

it('prints letters unless names are asked for, and downloads what it shows', async () => {
  await page.emulateMedia({ media: 'print' });
  expect(await main()).toContain('School A');
  expect(await main()).not.toContain('Zq School');
  await page.emulateMedia({ media: 'screen' });
  await page.getByLabel('Print names too').check();
  await page.emulateMedia({ media: 'print' });
  expect(await main()).toContain('Zq School');
  await page.emulateMedia({ media: 'screen' });
  await page.getByLabel('Letters').check();
  expect(await page.locator('.table.paper').innerText()).not.toContain('Zq School');
  await page.waitForURL(/by=letters/);
  const file = async (name: string, role: 'link' | 'button' = 'link') => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole(role, { name }).click(),
    ]);
    return readFileSync(await download.path());
  };
  expect((await file('Download table')).toString()).not.toContain('Zq School');
  expect((await file('Plain text')).toString()).toContain('were drawn at random from both kinds together');
  expect((await file('Word')).subarray(0, 2).toString()).toBe('PK');
  expect((await file('Data and settings', 'button')).subarray(0, 2).toString()).toBe('PK');
});

it('reads in the dark and on a phone, and is locked for good', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  // The names leave room for the first columns beside them.
  const names = await page.locator('.table.paper tbody th').first().boundingBox();
  expect(names?.width).toBeLessThan(230);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByRole('button', { name: 'Lock the study' }).click();
  await page.getByRole('heading', { name: 'Lock this study?' }).waitFor();
  await page.getByRole('button', { name: 'Lock the study' }).last().click();
  await page.getByText(/Locked since the first interview/).waitFor();
  expect(await page.getByRole('button', { name: 'Delete it' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Studies' }).first().click();
  await page.getByRole('link', { name: 'Six schools in two regions' }).waitFor();
  await expectAccessible(page);
  // On a phone the name of a study stays readable, and the other columns scroll in their box.
  await page.setViewportSize({ width: 390, height: 844 });
  const name = await page.locator('.table.studies tbody th').first().boundingBox();
  expect(name?.width).toBeGreaterThan(150);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(journey.errors).toEqual([]);
});
