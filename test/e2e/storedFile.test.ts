import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startJourney, type Journey } from '../support/journey.ts';
import { csv } from '../support/schools.ts';
import { expectAccessible, startWorkspace } from './visit.ts';

/** The page of a file before and after it is stored: what can be changed is offered, and nothing else. */
let journey: Journey;
let page: Page;

beforeAll(async () => {
  journey = await startJourney();
  ({ page } = journey);
  const file = join(journey.files, 'schools.csv');
  const [header, ...rows] = csv.trim().split('\n');
  writeFileSync(file, [`${header ?? ''},OTHER`, ...rows.map((row, i) => `${row},${String(i)}`)].join('\n'));
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByLabel('Name of the workspace').fill('Marram network');
  await page.getByRole('button', { name: 'Bring the file' }).click();
  await page.getByRole('button', { name: 'Store 12 schools' }).waitFor();
}, 180_000);
afterAll(() => journey.stop());

const table = () => page.getByRole('region', { name: 'What each column becomes' });

it('leaves no loose ends on paper, and headings no larger than their rows', async () => {
  await table()
    .getByRole('button', { name: /of the period of the measures/ })
    .waitFor();
  await page.emulateMedia({ media: 'print' });
  const words = (await page.locator('.map .heading', { hasText: 'Measures' }).innerText()).trim();
  expect(words).toMatch(/^Measures period: .*\w$/);
  expect(words).not.toMatch(/Change|Say it/);
  expect(await page.getByText('It is another file').isVisible()).toBe(false);
  const size = (where: string) =>
    page
      .locator(where)
      .first()
      .evaluate((found) => Number.parseFloat(getComputedStyle(found).fontSize));
  expect(await size('.map th.mono')).toBeLessThan(await size('.map td.as'));
  await page.emulateMedia({ media: 'screen' });
});

it('offers no change once it is stored, and still lets people look', async () => {
  await page.getByRole('button', { name: 'Store 12 schools' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('12 schools are stored.').waitFor();
  // The button has gone with what it did: whoever works by keyboard goes on beside the result.
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('run-title');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('beat the odds');
  for (const reload of [false, true]) {
    if (reload) await page.goto(page.url().split('?')[0] ?? '');
    await page.getByText('It is stored.').waitFor();
    await table().getByRole('rowheader', { name: 'SCHNAME' }).waitFor();
    expect(await page.getByText('It is another file').count()).toBe(0);
    await page.getByText('What each measure holds', { exact: true }).waitFor();
    expect(await page.getByText(/what it would change|Beside what is here/).count()).toBe(0);
    await page.getByText('What each measure holds', { exact: true }).click();
    await page.getByText('Counted in the file, as it is read today.', { exact: true }).waitFor();
    for (const act of [/Change|Say it|Take|Leave out|right as it stands/, /SCHNAME/])
      expect(await table().getByRole('button', { name: act }).count()).toBe(0);
    expect(await table().locator('select, :disabled').count()).toBe(0);
  }
  await table().getByRole('button', { name: 'Show the next' }).click();
  await page.getByText('Schools 4 to 6 of the file are shown.').waitFor();
  await expectAccessible(page);
});

it('says on paper what came of it before the columns, and breaks no name of a file within a word', async () => {
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 673, height: 900 });
  const top = (where: string) => page.locator(where).evaluate((found) => found.getBoundingClientRect().top);
  expect(await top('.split.import > aside')).toBeLessThan(await top('.map'));
  await page.emulateMedia({ media: 'screen' });
  const stored = page.url();
  await page.goto(stored.replace(/\/import\/.*/, '/files'));
  const name = 'england_ks2_hampshire_2017.csv.gz';
  await page.route('**/imports', async (route) => {
    const answer = await route.fetch();
    const files = (await answer.json()) as object[];
    await route.fulfill({ response: answer, json: files.map((file) => ({ ...file, fileName: name })) });
  });
  await page.reload();
  await page.emulateMedia({ media: 'print' });
  const link = page.getByRole('link', { name }).first();
  // The last part is as wide in the list as by itself: nothing breaks it.
  const lines = await link.evaluate((found) => {
    const range = document.createRange();
    const last = found.lastChild ?? found;
    range.selectNodeContents(last);
    return range.getClientRects().length;
  });
  expect(lines).toBe(1);
  await page.unroute('**/imports');
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(stored);
});

it('says by whom and when it was undone', async () => {
  await page.goto(page.url().replace(/\/import\/.*/, '/files'));
  await page.getByRole('button', { name: 'Undo schools.csv' }).click();
  await page.getByRole('button', { name: 'Undo the import' }).click();
  await page.getByText(/^Undone by Owner/).waitFor();
  await page.getByRole('link', { name: 'schools.csv' }).click();
  await page.getByText(/^stored, and undone by Owner on/).waitFor();
});

it('leads to the schools, and says what is lacking, where the question cannot be asked yet', async () => {
  await startWorkspace(page, 'Only circumstances');
  const file = join(journey.files, 'census.csv');
  const lines = csv.trim().split('\n');
  writeFileSync(file, lines.map((line) => line.split(',').slice(0, 4).join(',')).join('\n'));
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Store 12 schools' }).click();
  await page.getByText(/cannot be told yet: there is no result here/).waitFor();
  expect(await page.getByRole('link', { name: 'See which schools beat the odds' }).count()).toBe(0);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'See the schools' }).click();
  await page.getByText('12 schools in this workspace.').waitFor();
});

it('lets a file of which nothing was stored be thrown away once it is a day old', async () => {
  const files = page.url().replace(/\/w\/([^/]+).*/, '/w/$1/files');
  await page.goto(files);
  writeFileSync(join(journey.files, 'mistaken.csv'), csv);
  await page.locator('input[type=file]').setInputFiles(join(journey.files, 'mistaken.csv'));
  await page.waitForURL(/\/import\//);
  await page.goto(files);
  await page.getByText('Can be thrown away once it is a day old.').waitFor();
  // The page believes that a day has passed; the server knows better, and says so.
  await page.clock.setFixedTime(Date.now() + 25 * 3_600_000);
  await page.reload();
  await page.getByRole('button', { name: 'Throw away mistaken.csv' }).click();
  await page.getByText('no school and no figure changes').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Throw it away' }).click();
  await page.getByText('A file counts towards what one person may bring within a day.').waitFor();
  await page.getByRole('button', { name: 'Keep it' }).click();
});

it('says what a day of the past does to a measure, and prints no day that is not chosen', async () => {
  await page.goto(page.url().replace(/\/w\/([^/]+).*/, '/w/$1/measures'));
  await page.locator('tbody th button').first().click();
  await page.getByLabel('Kept until').fill('2020-01-01');
  await page.getByText('This day is past: within a day, its values are deleted everywhere.').waitFor();
  await page.getByLabel('Kept until').fill('');
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByLabel('Unit').isVisible()).toBe(true);
  expect(await page.getByLabel('Kept until').isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
});
