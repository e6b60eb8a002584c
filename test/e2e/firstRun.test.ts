import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startJourney, type Journey } from '../support/journey.ts';
import { csv } from '../support/schools.ts';
import { reach } from './guests.ts';
import { expectAccessible, openWorkspace } from './visit.ts';

/** Somebody who has just signed in for the first time, and has nothing of their own. */

let journey: Journey;
let page: Page;

beforeAll(async () => {
  journey = await startJourney();
  ({ page } = journey);
}, 180_000);
afterAll(() => journey.stop());

const start = () => page.goto(new URL('/', page.url()).href);
const found = () => page.getByRole('heading', { level: 2, name: /went against the odds$/ });

it('shows a figure of the schools that are there, with the place to bring a file beside it', async () => {
  await found().waitFor();
  await page.getByText('Nothing of yours is stored yet.').waitFor();
  const figure = page.getByRole('figure');
  expect(await figure.locator('svg').count()).toBe(1);
  expect(await page.locator('.split.start').innerText()).toContain('California Department of Education');
  await page.getByRole('button', { name: 'Choose a file' }).waitFor();
  await page.getByText('214 schools').waitFor();
  // Stages carry their questions, and the ones that are not there yet say so.
  await page.locator('.stages').getByText('What shall we do about it?').waitFor();
  expect(await page.getByText('Not built yet.').count()).toBe(3);
  await expectAccessible(page);
});

it('can be read in the dark, on a phone and on paper', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'light', media: 'print' });
  expect(await page.getByRole('figure').isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: 'Choose a file' }).isVisible()).toBe(false);
  const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(printed.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(2);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 390, height: 844 });
  await found().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1366, height: 768 });
});

it('leads by keyboard to the same answer on the page of the question', async () => {
  const [said, counts] = await Promise.all([
    found().innerText(),
    page.locator('.look .quiet').first().innerText(),
  ]);
  const [, hardest = '', resilient = ''] =
    /Of ([\d,]+) schools .* circumstances, (\d+) reached/.exec(counts) ?? [];
  await reach(page, 'Look round California');
  await page.keyboard.press('Enter');
  await page.getByText('checked by the server').waitFor();
  const lede = await page.locator('.lede').innerText();
  expect(lede).toContain(`Of the ${hardest} schools`);
  expect(lede).toContain(`${resilient} reach`);
  expect(said).toContain('In California');
});

it('leads to invented schools, and every page there says that they are', async () => {
  await start();
  await page.getByRole('link', { name: 'Look round Marram Schools Partnership' }).click();
  await page.getByText('checked by the server').waitFor();
  expect(await page.locator('.lede').innerText()).toContain('7 reach the top quarter of results');
  expect(await page.getByRole('figure').innerText()).toContain('Invented schools');
  const at = page.url().split('/identify')[0] ?? '';
  for (const path of [
    '/identify',
    '/understand',
    '/schools',
    '/measures',
    '/files',
    '/people',
    '/settings',
  ]) {
    await page.goto(at + path);
    await page.locator('.of-nobody', { hasText: 'Invented schools and people' }).waitFor();
  }
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.print-foot').innerText()).toContain('Invented schools and people');
  await page.emulateMedia({ media: 'screen' });
  await page.locator('.pick').click();
  await page.locator('.menu').getByText('Demonstration, all of it invented').waitFor();
  await page.keyboard.press('Escape');
  await expectAccessible(page);
});

it('says of each person there that they are invented, and looks as one of them', async () => {
  const at = page.url().replace(/\/settings$/, '/people');
  await page.goto(at);
  await page.getByRole('row', { name: /Tom Reeve invented School leader Linden Park Primary/ }).waitFor();
  await page.getByRole('button', { name: 'Tom Reeve' }).click();
  await page.getByText('nobody signs in as Tom Reeve').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'See how far this role sees' }).click();
  await page.getByRole('row', { name: 'schools by name 1 214' }).waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
});

it('takes a file at once into a workspace of one’s own, which is the first page from then on', async () => {
  await openWorkspace(page, 'California');
  await page.locator('.of-nobody').waitFor({ state: 'detached' });
  await start();
  const file = join(journey.files, 'schools.csv');
  writeFileSync(file, csv);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByLabel('Name of the workspace').fill('Marsh network');
  await page.getByRole('button', { name: 'Bring the file' }).click();
  await page.waitForURL(/\/import\//);
  await start();
  await page.waitForURL(/\/w\/[^/]+\/identify/);
  await page.locator('.pick', { hasText: 'Marsh network' }).waitFor();
  expect(journey.errors).toEqual([]);
});
