import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startJourney, type Journey } from '../support/journey.ts';
import { joinAs, linkFor, stranger } from './guests.ts';
import { expectAccessible, expectNoSideways } from './visit.ts';

/** One workspace from its first file to its last: each journey goes on where the one before ended. */
let journey: Journey;
let files: string;
let page: Page;
/** The address of the workspace. */
let at: string;

beforeAll(async () => {
  journey = await startJourney();
  ({ files, page } = journey);
}, 180_000);
afterAll(() => journey.stop());

const header = 'URN,SCHNAME,REGION,FSM,SCORE 2024';
/** A thousand schools, every fifth of them with a letter where a figure should be. */
const rows = Array.from({ length: 1_000 }, (_, i) => {
  const meals = i % 5 === 0 ? `${String(i % 60)}O` : String(i % 60);
  return `${String(100_000 + i)},School ${String(i)},${i % 2 === 0 ? 'North' : 'South'},${meals},${String(40 + (i % 50))}`;
});

function fileOf(name: string, lines: readonly string[]): string {
  const path = join(files, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

async function bringAnother(path: string): Promise<void> {
  await page.goto(`${at}/files`);
  await page.getByRole('region', { name: 'Bring another file' }).locator('input').setInputFiles(path);
  await page.waitForURL(/\/import\//);
}

it('a file with 200 bad rows is put right, brought again and stored', async () => {
  await page.locator('input[type=file]').setInputFiles(fileOf('schools.csv', [header, ...rows]));
  await page.getByLabel('Name of the workspace').fill('Marram network');
  await page.getByRole('button', { name: 'Bring the file' }).click();
  await page.getByRole('heading', { name: '200 rows are refused' }).waitFor();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect((await page.locator('.reasons [data-label=Why]').first().boundingBox())?.width).toBeGreaterThan(300);
  await page.setViewportSize({ width: 1366, height: 768 });
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
    const row = Number(cells[5]) - 2;
    expect(cells[6]).toBe('FSM');
    mended[row] = [...cells.slice(0, 3), (cells[3] ?? '').replace('O', ''), cells[4]].join(',');
  }
  await page.getByRole('link', { name: 'It is another file' }).click();
  await page.locator('input[type=file]').setInputFiles(fileOf('mended.csv', [header, ...mended]));
  const store = page.getByRole('button', { name: 'Store 1,000 schools' });
  await store.waitFor();
  await expect.poll(() => store.isEnabled()).toBe(true);
  await store.click();
  await page.getByRole('link', { name: /which schools beat the odds/i }).waitFor();
  at = page.url().split('/import/')[0] ?? '';
});

it('a column is changed in words, by keyboard, and the file’s period for all measures at once', async () => {
  await bringAnother(join(files, 'mended.csv'));
  await page.getByText('As Owner chose for the last file of this kind.').waitFor();
  await page.getByRole('button', { name: 'FSM', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Stored as').fill('Meals');
  await page.getByRole('rowheader', { name: 'FSM' }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByLabel('Stored as').waitFor({ state: 'detached' });
  await page.getByRole('cell', { name: /^Meals percent/ }).waitFor();
  await page.getByRole('button', { name: /of the period of the measures/ }).click();
  await page.getByLabel('period').fill('2023');
  await page.keyboard.press('Enter');
  await page.getByText('period: 2023').waitFor();
});

it('next year’s file is recognised, and asks which schools are taken', async () => {
  const next = ['URN,SCHNAME,REGION,FSM,SCORE 2025', ...rows.slice(1, 4), '200001,New School,North,20,50'];
  await bringAnother(fileOf('next.csv', next));
  await page.getByText('Headings say another year: SCORE 2025 was SCORE 2024.').waitFor();
  await page.getByText('1 school is not here yet. Which are taken?').waitFor();
  expect(await page.getByRole('button', { name: /^Store/ }).isEnabled()).toBe(false);
  await page.getByLabel('Only the 3 that belong here already').check();
  const store = page.getByRole('button', { name: 'Store 3 schools' });
  await store.waitFor();
  await expectAccessible(page);
  await expect.poll(() => store.isEnabled()).toBe(true);
  await store.click();
  await page.getByText('3 schools are stored.').waitFor();
});

it('a file of 318 columns fits a phone, with those that are left out as well', async () => {
  const more = Array.from({ length: 314 }, (_, i) => `A_RATHER_LONG_HEADING_${String(i)}`);
  const line = (n: number) => `${String(n)},School ${String(n)},20,50,${more.map((_, i) => i + n).join(',')}`;
  const wide = [`URN,SCHNAME,FSM,SCORE,${more.join(',')}`, line(1), line(2)];
  await bringAnother(fileOf('wide.csv', wide));
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByText('314 more columns are left out.').waitFor();
  await expectNoSideways(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Take more columns' }).click();
  await page.getByRole('button', { name: 'A_RATHER_LONG_HEADING_313', exact: true }).waitFor();
  await expectNoSideways(page);
  await page.setViewportSize({ width: 1366, height: 768 });
});

it('what is not recognised is folded, and left out by one act; the same schools stand beside every column', async () => {
  const more = Array.from({ length: 40 }, (_, i) => `UNKNOWN_${String(i)}`);
  const line = (n: number) =>
    `${String(n)},School ${String(n)},${String(20 + n)},${more.map(() => n).join(',')}`;
  await bringAnother(
    fileOf('unknown.csv', [`URN,SCHNAME,FSM,${more.join(',')}`, ...[1, 2, 3, 4, 5].map(line)]),
  );
  await page.getByText('perhaps a result, which no other column holds').waitFor();
  await page.getByText('The first three schools of the file are shown.').waitFor();
  const beside = (column: string) => page.getByRole('row', { name: new RegExp(`^${column} `) }).innerText();
  expect(await beside('FSM')).toMatch(/21\s+22\s+23/);
  expect(await beside('SCHNAME')).toMatch(/School 1\s+School 2\s+School 3/);
  await page.getByRole('button', { name: 'Show the next' }).click();
  await page.getByText('Schools 4 to 5 of the file are shown.').waitFor();
  expect(await beside('FSM')).toMatch(/24\s+25/);
  expect(await page.getByRole('button', { name: /^UNKNOWN_/ }).count()).toBe(6);
  await page.getByText('34 more like these.').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Leave out all 40' }).click();
  await page.getByText('40 more columns are left out.').waitFor();
  expect(await page.getByRole('button', { name: /^UNKNOWN_/ }).count()).toBe(0);
});

it('schools are found, and each leads to the file and row of its values', async () => {
  await page.goto(`${at}/schools`);
  await page.getByText('1,000 schools in this workspace.').waitFor();
  await expectAccessible(page);
  await page.getByLabel('Name, town or reference').fill('School 77');
  await page.getByRole('link', { name: 'School 770' }).click();
  await page.getByRole('heading', { name: 'School 770: nothing is published yet' }).waitFor();
  await page.getByRole('link', { name: 'What the registry knows of it' }).click();
  await page.getByRole('heading', { level: 1, name: 'School 770', exact: true }).waitFor();
  // Each file and row stands there once, under the letter that its values bear.
  expect(await page.getByRole('link', { name: 'mended.csv, row 772' }).count()).toBe(1);
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of [page.url(), `${at}/schools`, `${at}/measures`, `${at}/files`]) {
    await page.goto(path);
    await page.locator('.table.stacks').waitFor();
    await expectNoSideways(page);
  }
  await expectAccessible(page);
  await page.setViewportSize({ width: 1366, height: 768 });
});

it('a grouping is made by keyboard, renamed and removed', async () => {
  await page.goto(`${at}/schools`);
  for (const name of ['School 0', 'School 1']) {
    await page.getByLabel(`Choose ${name}`, { exact: true }).focus();
    await page.keyboard.press('Space');
  }
  await page.getByText('2 schools chosen').waitFor();
  await page.getByRole('button', { name: 'Put into a group' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Name of the grouping').fill('Cluster');
  await page.keyboard.press('Enter');
  await page.getByText('Give the group a name.').waitFor();
  await expectAccessible(page);
  await page.getByLabel('Name of the group', { exact: true }).fill('Coast');
  await page.keyboard.press('Enter');
  const side = page.getByRole('complementary', { name: 'Groups of schools' });
  await side.getByRole('heading', { name: 'Cluster' }).waitFor();
  await side.getByRole('button', { name: 'Coast', exact: true }).click();
  await page.getByText('Showing 1 to 2 of 2.').waitFor();
  await expectAccessible(page);
  await side.getByRole('button', { name: 'Rename Coast' }).click();
  await page.getByLabel('Name of the group', { exact: true }).fill('Marsh');
  await page.getByRole('button', { name: 'Rename it' }).click();
  await side.getByRole('button', { name: 'Marsh', exact: true }).waitFor();
  await side.getByRole('button', { name: 'Remove Cluster' }).click();
  await page.getByText('Its 2 schools stay in the workspace.').waitFor();
  await page.getByRole('button', { name: 'Remove the grouping' }).click();
  await side.getByRole('heading', { name: 'Cluster', exact: true }).waitFor({ state: 'detached' });
});

it('what a school followed is recorded with its source, and taken back', async () => {
  await page.goto(`${at}/schools`);
  await page.getByRole('link', { name: 'School 1', exact: true }).click();
  await page.getByRole('link', { name: 'Registry', exact: true }).click();
  await page.getByRole('button', { name: 'Record what it followed' }).click();
  await page.getByLabel('The other school').fill('School 999');
  await page.getByRole('button', { name: 'School 999', exact: true }).click();
  await page.getByLabel('How').selectOption({ label: 'Merger' });
  await page.getByLabel('On', { exact: true }).fill('2020-09-01');
  await page.getByLabel('What says so').fill('decision of the board');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Record it' }).click();
  await page.getByText('merger; 1 September 2020; decision of the board').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Remove the link to School 999' }).click();
  await page.getByRole('button', { name: 'Remove the link', exact: true }).click();
  await page.getByText('No other school is known to have gone before it').waitFor();
});

it('what a measure is, is said in words, and the audit trail names the measure', async () => {
  await page.goto(`${at}/measures`);
  await page.getByRole('button', { name: /^Pupils on free school meals/ }).click();
  await page.getByLabel('What it is', { exact: true }).fill('Pupils who eat at no cost');
  await page.getByLabel('Source', { exact: true }).fill('School census');
  await page.getByLabel('Tells of').selectOption({ label: 'Result' });
  // Circumstances are harder, results are not.
  expect(await page.getByLabel('Direction').inputValue()).toBe('neither');
  await page.getByLabel('Tells of').selectOption({ label: 'Circumstances' });
  await page.getByLabel('Direction').selectOption({ label: 'High is harder' });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Keep these words' }).click();
  await page.getByText('percent. Pupils who eat at no cost').waitFor();
  await page.getByText('School census', { exact: true }).waitFor();
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button', { name: /^Pupils on free school meals/ }).isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
  await page.goto(`${at}/people`);
  await page.getByText('of the measure ‘Pupils on free school meals’: what it is and its source').waitFor();
});

it('a partner reads what is shared, for all schools together', async () => {
  await page.goto(`${at}/measures`);
  const share = page.getByLabel('Pupils on free school meals is shared with partners');
  await share.check();
  await expect.poll(() => share.isEnabled()).toBe(true);
  await page.getByLabel('Result, 2025 is shared with partners').check();
  await page.getByText('2 are shared with partners.').waitFor();
  await expectAccessible(page);
  const link = await linkFor(page, at, 'Partner');
  const guest = await joinAs(await stranger(page), link, 'Parent Forum');
  await guest.page.getByRole('heading', { name: 'What this network shares' }).waitFor();
  const row = (name: string) => guest.page.getByRole('row', { name: new RegExp(`^${name}\\b`) }).innerText();
  // The values are 1 to 1,000, each taken modulo 60.
  const meals = await row('Pupils on free school meals');
  expect(meals).toMatch(/1,000\s+14\s+29\s+44/);
  // Three schools stand behind it, and five are the least of this workspace.
  expect(await row('Result')).toMatch(/2025\s+fewer than 5\s+hidden/);
  expect(await guest.page.locator('body').innerText()).not.toMatch(/School \d/);
  expect(meals).toContain('Pupils who eat at no cost. Source: School census');
  await expectAccessible(guest.page);
  for (const path of ['schools', 'measures', 'files']) {
    await guest.page.goto(`${at}/${path}`);
    await guest.page.getByRole('heading', { name: 'The registry is not shown to partners' }).waitFor();
  }
  await expectAccessible(guest.page);
  await guest.page.getByRole('link', { name: 'See what is shared' }).click();
  await guest.page.getByRole('heading', { name: 'What this network shares' }).waitFor();
  await guest.page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(guest.page);
  const scale = guest.page.getByText('100 percent');
  await scale.waitFor({ state: 'attached' });
  await page.goto(`${at}/measures`);
  await share.uncheck();
  await page.getByText('1 is shared with partners.').waitFor();
  await guest.page.reload();
  await guest.page.getByText('fewer than 5', { exact: true }).waitFor();
  expect(await scale.count()).toBe(0);
  await guest.context.close();
});

it('undoing says what goes before it goes', async () => {
  await page.goto(`${at}/files`);
  await page.getByText('1,000 new schools').waitFor();
  await expectAccessible(page);
  const undo = async (name: string, told: string) => {
    await page.getByRole('button', { name: `Undo ${name}` }).click();
    await page.getByText(told).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Undo the import' }).click();
  };
  await page.getByRole('button', { name: 'Undo next.csv' }).click();
  await page.getByText('1 measure goes, with every value.').waitFor();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await undo('next.csv', '1 measure goes, with every value.');
  await page.getByText(/^Undone by/).waitFor();
  await undo('mended.csv', '1,000 schools that it had added go.');
  await expect.poll(() => page.getByText(/^Undone by/).count()).toBe(2);
  await page.goto(`${at}/schools`);
  await page.getByText('No schools yet.').waitFor();
  await expectAccessible(page);
});
