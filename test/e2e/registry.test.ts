import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startJourney, type Journey } from '../support/journey.ts';
import { expectAccessible } from './visit.ts';

let journey: Journey;
let files: string;
let page: Page;

beforeAll(async () => {
  journey = await startJourney();
  ({ files, page } = journey);
}, 180_000);
afterAll(() => journey.stop());

const header = 'URN,SCHNAME,REGION,FSM,SCORE';
/** A thousand schools, every fifth of them with a letter where a figure should be. */
const rows = Array.from({ length: 1_000 }, (_, i) => {
  const meals = i % 5 === 0 ? `${String(i % 60)}O` : String(i % 60);
  return `${String(100_000 + i)},School ${String(i)},${i % 2 === 0 ? 'North' : 'South'},${meals},${String(40 + (i % 50))}`;
});

it('a file with 200 bad rows is put right, brought again, stored, read in the registry and undone', async () => {
  const bad = join(files, 'schools.csv');
  writeFileSync(bad, `${header}\n${rows.join('\n')}\n`);
  await page.locator('input[type=file]').setInputFiles(bad);
  await page.getByLabel('Name of the workspace').fill('Marsh network');
  await page.getByRole('button', { name: 'Bring the file' }).click();
  await page.getByRole('heading', { name: '200 rows are refused' }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download all 200' }).click(),
  ]);
  const refused = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(refused).toHaveLength(201);
  // Mended as somebody would in a spreadsheet: row and column are named.
  const mended = [...rows];
  for (const line of refused.slice(1)) {
    const cells = line.split(',');
    const at = Number(cells[5]) - 2;
    expect(cells[6]).toBe('FSM');
    mended[at] = [...cells.slice(0, 3), (cells[3] ?? '').replace('O', ''), cells[4]].join(',');
  }
  const good = join(files, 'mended.csv');
  writeFileSync(good, `${header}\n${mended.join('\n')}\n`);
  await page.getByRole('link', { name: 'It is another file' }).click();
  await page.locator('input[type=file]').setInputFiles(good);
  const store = page.getByRole('button', { name: 'Store 1,000 schools' });
  await store.waitFor();
  await expect.poll(() => store.isEnabled(), { timeout: 20_000 }).toBe(true);
  await store.click();
  await page.getByRole('link', { name: /which schools beat the odds/i }).waitFor();

  const at = page.url().split('/import/')[0] ?? '';
  await page.goto(`${at}/schools`);
  await page.getByText('1,000 schools in this workspace.').waitFor();
  await expectAccessible(page);
  await page.getByLabel('Name, town or reference').fill('School 77');
  await page.getByRole('link', { name: 'School 770' }).click();
  await page.getByRole('heading', { level: 1, name: 'School 770' }).waitFor();
  await page.getByRole('link', { name: 'mended.csv, row 772' }).first().waitFor();
  await expectAccessible(page);
  await page.goto(`${at}/measures`);
  await page.getByText('2 measures: what each is').waitFor();
  await expectAccessible(page);
  await page.goto(`${at}/files`);
  await page.getByText('1,000 new schools').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Undo mended.csv' }).click();
  await page.getByText(/^Undone by/).waitFor();
  await page.goto(`${at}/schools`);
  await page.getByText('No schools yet.').waitFor();
  await expectAccessible(page);
});
