import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startStage, type Stage } from '../support/journey.ts';
import { csv } from '../support/schools.ts';
import {
  arrived,
  choose,
  deleteWorkspace,
  expectAccessible,
  openWorkspace,
  startWorkspace,
} from './visit.ts';

let stage: Stage;
let files: string;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  stage = await startStage();
  ({ files } = stage);
}, 180_000);
afterAll(() => stage.stop());

beforeEach(async () => {
  stage.complaints.length = 0;
  ({ context, page } = await stage.visitor());
  await page.goto(await stage.link());
  await arrived(page);
  await openWorkspace(page, 'California');
  await page.getByText('checked by the server').waitFor();
});
afterEach(async () => {
  expect([...stage.errors, ...stage.complaints]).toEqual([]);
  await context.close();
});

const lede = () => page.locator('.lede').innerText();
const download = async (name: RegExp, role: 'link' | 'button' = 'link') => {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole(role, { name }).click()]);
  return readFileSync(await file.path());
};

describe('a newcomer', () => {
  it('sees which schools of California beat the odds, and how we tell', async () => {
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Which schools beat the odds?');
    expect(await lede()).toContain('Of the 1,524 schools in the hardest circumstances');
    expect(await lede()).toContain('11 reach the top quarter of results');
    // The token has left the address, and the answer is visible without scrolling.
    expect(page.url()).not.toContain('#');
    const box = await page.getByRole('figure').boundingBox();
    expect(box?.y).toBeLessThan(500);
    await page.locator('#how').waitFor();
    const told = await page.locator('main').innerText();
    for (const part of ['0.590', '−0.570', '0.545', '0.174', '64.4%', '−0.853', '6,012', '182'])
      expect(told).toContain(part);
    await expectAccessible(page);
  });

  it('does not find the name of a struggling school in the figure', async () => {
    const table = await page.request.get(
      new URL(
        (await page.getByRole('link', { name: /Download table/ }).getAttribute('href')) ?? '',
        page.url(),
      ).href,
    );
    const rows = (await table.text()).split('\r\n').map((line) => line.split(','));
    const named = (type: string) => rows.filter((row) => row.at(-1) === type).map((row) => row[1] ?? '');
    const drawn = await page.getByRole('figure').innerText();
    expect(named('resilient').filter((name) => drawn.includes(name)).length).toBeGreaterThan(8);
    const resilient = new Set(named('resilient'));
    const texts = await page.locator('figure svg text').allInnerTexts();
    expect(named('struggling').filter((name) => !resilient.has(name) && texts.includes(name))).toEqual([]);
  });

  it('changes the question; the address keeps it, a reload shows the same', async () => {
    await page.getByText('Change', { exact: true }).click();
    await page.getByLabel('Quarters are cut within').selectOption({ label: 'all schools together' });
    await page
      .getByRole('combobox', { name: /^Result/ })
      .selectOption({ label: 'Academic Performance Index, 1999' });
    await page.waitForURL(/result=.*1999/);
    await page.getByText('checked by the server').waitFor();
    const said = await lede();
    expect(said).not.toContain('1,524');
    await page.reload();
    await page.getByText('checked by the server').waitFor();
    expect(await lede()).toBe(said);
    await page.goBack();
  });

  it('reaches every school in the table, sorts and searches', async () => {
    await page.getByLabel('List').selectOption({ label: 'All with all values' });
    const more = page.locator('#schools').getByRole('button', { name: /^Show (all|[\d,]+)$/ });
    while ((await more.count()) > 0) await more.click();
    expect(await page.locator('#schools tbody tr').count()).toBe(6012);
    await page.getByLabel('Name contains').fill('kelso');
    await expect.poll(() => page.locator('#schools tbody tr').count()).toBeLessThan(10);
    const header = page.getByRole('button', { name: /Academic Performance Index/ });
    await header.click();
    expect(
      await page.locator('#schools th[aria-sort="ascending"], #schools th[aria-sort="descending"]').count(),
    ).toBe(1);
  });

  it('downloads the table and the figure', async () => {
    const table = (await download(/Download table/)).toString();
    expect(table.trim().split('\r\n')).toHaveLength(6195);
    const svg = (await download(/^SVG$/)).toString();
    // Title and source are those of the page.
    const title = await page.locator('.fig-title').innerText();
    expect(
      ['<svg', `<title>${title}</title>`, 'California Department of Education'].filter(
        (part) => !svg.includes(part),
      ),
    ).toEqual([]);
    const png = await download(/^PNG$/, 'button');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.length).toBeGreaterThan(20_000);
  });

  it('goes round by keyboard: skip link, stages, a resilient school in the figure', async () => {
    await page.reload();
    await page.getByText('checked by the server').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
    await page.getByRole('link', { name: /Understand/ }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/understand$/);
    await page.getByText('Understand is only begun.').waitFor();
    await expectAccessible(page);
  });

  it('changes a setting by keyboard alone', async () => {
    const at = () => page.evaluate(() => document.activeElement?.tagName ?? '');
    for (let presses = 0; (await at()) !== 'SUMMARY' && presses < 20; presses++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const said = await lede();
    await page.keyboard.press('Space');
    await page.getByText('index of 3 indicators').waitFor();
    expect(await lede()).not.toBe(said);
    // The focus stays on the box, so that the same key takes the change back.
    await page.keyboard.press('Space');
    await page.getByText('index of 4 indicators').waitFor();
    await page.getByText('checked by the server').waitFor();
    expect(await lede()).toBe(said);
  });

  it('prints one column on white, without masthead and buttons', async () => {
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.masthead').isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: /Draw/ }).isVisible()).toBe(false);
    expect(await page.getByRole('figure').isVisible()).toBe(true);
  });

  it('reads it in the dark and on a phone as well', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByText('stage 1 of 5').waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    await expectAccessible(page);
    // What is long lies behind a line, which a link to it opens.
    expect(await page.locator('#schools').isVisible()).toBe(false);
    await page.getByRole('link', { name: 'Show as table' }).click();
    await page.getByRole('heading', { name: /^The 1,060 schools/ }).waitFor();
    await page.getByText('How we tell', { exact: true }).first().click();
    await page.getByText('Who is counted').waitFor();
    await expectAccessible(page);
  });
});

describe('a person with a file of schools', () => {
  it('brings it, sees what is refused, mends it, stores it and gets the answer', async () => {
    const bad = join(files, 'my schools.csv');
    writeFileSync(bad, csv.replace('000103,Cedar,North,40', '000103,Cedar,North,forty'));
    await page.locator('input[type=file]').setInputFiles(bad);
    await page.getByLabel('Name of the workspace').fill('Marsh network');
    await page.getByRole('button', { name: 'Bring the file' }).click();
    await page.waitForURL(/\/import\//);
    await page.getByText('is no number; such rows are refused').waitFor();
    await page.getByRole('cell', { name: 'forty' }).last().waitFor();
    const store = page.getByRole('button', { name: /^Store \d+ schools$/ });
    expect(await store.isDisabled()).toBe(true);
    await expectAccessible(page);
    await page.getByLabel(/Leave out the refused row/).check();
    await expect.poll(() => store.isEnabled()).toBe(true);
    expect(await store.innerText()).toBe('Store 11 schools');
    await store.click();
    await page.getByRole('link', { name: /which schools beat the odds/i }).click();
    await page.getByText('checked by the server').waitFor();
    expect(await lede()).toContain('1 reaches the top quarter of results');
    expect(await page.locator('main').innerText()).toContain('Ash');
    await expectAccessible(page);
  });

  it('leaves out an indicator that is the same everywhere, where the usual settings have no answer', async () => {
    const same = join(files, 'same everywhere.csv');
    writeFileSync(same, csv.replaceAll('\n', ',0\n').replace('SCORE,0', 'SCORE,IDACISCORE'));
    await page.locator('input[type=file]').setInputFiles(same);
    await page.getByLabel('Name of the workspace').fill('Level network');
    await page.getByRole('button', { name: 'Bring the file' }).click();
    const store = page.getByRole('button', { name: 'Store 12 schools' });
    await expect.poll(() => store.isEnabled()).toBe(true);
    await store.click();
    await page.getByRole('link', { name: /which schools beat the odds/i }).click();
    await page.getByRole('alert').getByText('has the same value (0) in all').waitFor();
    // The usual settings are what has no answer.
    expect(await page.getByRole('button', { name: 'Use the usual settings' }).count()).toBe(0);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Leave out what is the same everywhere' }).click();
    await page.getByText('checked by the server').waitFor();
    expect(await lede()).toContain('in the hardest circumstances of their region');
    await deleteWorkspace(page, 'Level network');
  });

  it('is told in words what is wrong with a file that is none', async () => {
    const noise = join(files, 'noise.csv');
    writeFileSync(noise, Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256)));
    await page.locator('input[type=file]').setInputFiles(noise);
    await page.getByLabel('Name of the workspace').fill('Noise');
    await page.getByRole('button', { name: 'Bring the file' }).click();
    await page
      .getByText(/Nothing was stored/)
      .first()
      .waitFor();
    // The refusal is an answer of the interface, and the browser logs it as an error.
    stage.complaints.length = 0;
  });
});

describe('a sign-in link', () => {
  it('works once, and says what to do then', async () => {
    const link = await stage.link();
    const other = await stage.browser.newContext();
    const first = await other.newPage();
    await first.goto(link);
    await arrived(first);
    await other.clearCookies();
    const second = await other.newPage();
    await second.goto(link);
    await second
      .getByText(/user link/)
      .first()
      .waitFor();
    await other.close();
  });
});

describe('workspaces', () => {
  it('are started empty, renamed, kept when in doubt, and deleted', async () => {
    await startWorkspace(page, 'Sedge schools');
    await expectAccessible(page);
    await choose(page, 'Rename this workspace');
    await page.getByLabel('Name of the workspace').fill('Reedmace schools');
    await page.getByRole('button', { name: 'Rename the workspace' }).click();
    await page.locator('.pick').getByText('Reedmace schools').waitFor();
    await choose(page, 'Delete this workspace');
    await page.getByText('This cannot be undone.').waitFor();
    await expectAccessible(page);
    // What keeps the workspace has the focus.
    await page.keyboard.press('Enter');
    await page.getByText('This cannot be undone.').waitFor({ state: 'detached' });
    const address = page.url();
    await deleteWorkspace(page, 'Reedmace schools');
    await page.goto(address);
    await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor();
    await expectAccessible(page);
  });

  it('can all be deleted, those that came with the product too; then the page says how to start', async () => {
    await page.locator('.pick').click();
    const names = (await page.locator('.menu a[href$="/identify"]').allInnerTexts()).map(
      (name) => name.split('\n')[0] ?? '',
    );
    await page.keyboard.press('Escape');
    expect(names).toEqual(expect.arrayContaining(['California, 1999–2000', 'Marram Schools Partnership']));
    for (const name of names) {
      await openWorkspace(page, name);
      await page.locator('.pick').getByText(name).waitFor();
      await deleteWorkspace(page, name);
    }
    await page.getByRole('heading', { name: 'Where would you like to start?' }).waitFor();
    await page.getByText('Bring a file of schools, and see which beat the odds.').waitFor();
    expect(await page.getByRole('figure').count()).toBe(0);
    await expectAccessible(page);
    await startWorkspace(page, 'Sedge schools');
  });
});
