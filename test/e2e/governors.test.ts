import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { me } from '../../src/contract/accounts.ts';
import { call, type Connection } from '../../src/contract/client.ts';
import { readFrame } from '../../src/contract/identification.ts';
import { contextMeasures } from '../../src/contract/identificationInput.ts';
import { readJob } from '../../src/contract/jobs.ts';
import { listSchools } from '../../src/contract/schools.ts';
import { drawStudy } from '../../src/contract/studies.ts';
import { publishStanding } from '../../src/contract/standings.ts';
import { launchChromium } from '../support/chromium.ts';
import { signInTo, startServer, type ServerProcess } from '../support/process.ts';
import { temporaryData } from '../support/temporary.ts';
import { openWorkspace } from './visit.ts';

/**
 * What is handed on paper: the page of a school goes to its governors on one sheet of A4, however many measures of
 * circumstances were chosen; a study of a dozen schools goes on two.
 */

let data: string;
let server: ServerProcess;
let browser: Browser;
let page: Page;
let connection: Connection;
let workspace: string;
let school: string;
let indicators: string[];

beforeAll(async () => {
  data = temporaryData();
  [server, browser] = await Promise.all([startServer(data), launchChromium()]);
  const cookie = await signInTo(server, data);
  connection = {
    origin: server.url,
    headers: { cookie },
    fetch: (url, init) => fetch(url, init as RequestInit),
  };
  for (indicators = []; indicators.length < 6; await sleep(300)) {
    const { workspaces } = await call(connection, me, {});
    workspace = workspaces.find(({ kind }) => kind === 'demonstration')?.id ?? '';
    if (workspace === '') continue;
    const frame = await call(connection, readFrame, { workspace, measure: [] });
    indicators = contextMeasures(frame)
      .filter(({ period }) => period === '2024/25')
      .map(({ key }) => key);
  }
  const { schools } = await call(connection, listSchools, { workspace, find: 'Linden Park' });
  school = schools[0]?.id ?? '';
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: server.url }]);
  page = await context.newPage();
}, 180_000);
afterAll(async () => {
  await browser.close();
  server.child.kill('SIGTERM');
  await server.ended;
  rmSync(data, { recursive: true, force: true });
});

async function sheets() {
  const printed = await page.pdf({ preferCSSPageSize: true });
  return printed.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g);
}

async function publish(context: string[]): Promise<void> {
  const { id } = await call(connection, publishStanding, { workspace, within: 'region', context });
  let state = 'waiting';
  while (state === 'waiting' || state === 'running') {
    await sleep(100);
    ({ state } = await call(connection, readJob, { workspace, job: id }));
  }
  expect(state).toBe('done');
}

it.each([1, 2, 4, 6])('prints on one sheet with measures of circumstances: %i', async (number) => {
  await publish(indicators.slice(0, number));
  await page.goto(`${server.url}/w/${workspace}/schools/${school}`);
  await page.getByRole('heading', { name: 'Schools like ours' }).waitFor();
  const rows = page.locator('.like-ours tbody tr');
  expect(await rows.count()).toBe(10);
  // Of a neighbour that may do worse it is not said that it is alike.
  expect(await rows.getByText('nothing better beyond chance', { exact: true }).count()).toBeGreaterThan(0);
  expect(await page.locator('.like-ours').innerText()).not.toContain('alike');
  expect(await sheets()).toHaveLength(1);
  // The words in the figure can be read on paper.
  await page.emulateMedia({ media: 'print' });
  const figure = await page.locator('.standing > .split figure svg').boundingBox();
  expect(figure?.height).toBeGreaterThan(160);
  await page.emulateMedia({ media: null });
});

it('prints on one sheet where most of the nearest do better in much', async () => {
  const { schools } = await call(connection, listSchools, { workspace, find: 'Cole Street' });
  await page.goto(`${server.url}/w/${workspace}/schools/${schools[0]?.id ?? ''}`);
  await page.getByRole('heading', { name: 'Schools like ours' }).waitFor();
  expect(await page.locator('.like-ours .thing').count()).toBeGreaterThan(30);
  expect(await sheets()).toHaveLength(1);
});

it.each([
  ['both kinds together', 3],
  ['matched pairs', 2],
  ['each kind', 1],
] as const)(
  'prints a study of a dozen schools on two sheets, compared or not: %s, %i from each region',
  async (design, perGroup) => {
    const { id } = await call(connection, drawStudy, {
      workspace,
      settings: { context: [], within: 'region' },
      design,
      perGroup,
      seed: 2026,
    });
    await page.goto(`${server.url}/w/${workspace}/studies/${id}`);
    await page.getByRole('heading', { name: 'For your method section' }).waitFor();
    expect(await sheets()).toHaveLength(2);
    await page.getByRole('button', { name: 'Draw again and compare' }).click();
    await page.getByText(/^The same (twelve|eight)\.$/).waitFor();
    await page.reload();
    await page.getByText(/^Last compared/).waitFor();
    expect(await sheets()).toHaveLength(2);
    // Of eight orders four are printed; that there are more is said.
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('Four more orders, in the table as a file.').isVisible()).toBe(
      design === 'each kind',
    );
    await page.emulateMedia({ media: null });
  },
);

it('says of a school that closed before the year when it closed, and publishes no page of it', async () => {
  await publish(indicators.slice(0, 2));
  const { schools } = await call(connection, listSchools, { workspace, find: 'Saltern Street' });
  await page.goto(`${server.url}/w/${workspace}/schools/${schools[0]?.id ?? ''}`);
  await page.getByRole('heading', { name: 'Saltern Street Primary closed on 31 August 2023' }).waitFor();
  await page.getByText('The comparison is about 2024/25, when it was no more').waitFor();
  await page.goto(`${server.url}/w/${workspace}/identify`);
  await page.getByText(/^212 pages were published/).waitFor();
  await page.getByText('2 more schools had closed before this year and do not count.').waitFor();
});

it('draws without scrolling however many counties there are, and has tables whose rows can be followed', async () => {
  await page.goto(server.url);
  await openWorkspace(page, 'California');
  const draw = page.getByRole('button', { name: 'Draw 145 schools' });
  await draw.waitFor();
  const box = await draw.boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 768)).toBeLessThanOrEqual(768);
  expect((await page.locator('.groups').boundingBox())?.y).toBeGreaterThan(box?.y ?? 0);
  for (const part of ['#coverage', '#years']) {
    await page.locator(`${part} table`).waitFor();
    expect((await page.locator(`${part} table`).boundingBox())?.width).toBeLessThan(800);
  }
});

it('prints the table of schools with all its columns, years and firmness too', async () => {
  await page.goto(`${server.url}/w/${workspace}/identify?model=on`);
  await page.getByRole('columnheader', { name: 'How firm' }).first().waitFor();
  await page.emulateMedia({ media: 'print' });
  // A sheet of A4 without its margins.
  await page.setViewportSize({ width: 673, height: 979 });
  const table = page.locator('.scroll:has(.table.schools)');
  expect(await table.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 1366, height: 768 });
});

it('shows the first answer and the next step without scrolling, and the indicators of one year', async () => {
  await page.goto(`${server.url}/w/${workspace}/identify`);
  const draw = page.getByRole('button', { name: /^Draw \d+ schools$/ });
  await draw.waitFor();
  const box = await draw.boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(768);
  await page.locator('.fold.settings > summary').click();
  // Other ticks come later, with what stands beside the indicators.
  const ticks = page.locator('.controls .tick', { hasText: 'high is' }).locator('input');
  await page.getByText('2023/24: 6 indicators').waitFor();
  expect(await ticks.count()).toBe(18);
  expect(await ticks.evaluateAll((all) => all.filter((one) => one.checkVisibility()).length)).toBe(6);
  // A bar for each result, and one for each indicator's weight in the index.
  expect(await page.locator('.table.schools tbody tr .cell-bar.poles i').count()).toBe(10);
  await page.locator('#how').scrollIntoViewIfNeeded();
  expect(await page.locator('#how .cell-bar.plain i').count()).toBe(6);
});
