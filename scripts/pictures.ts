import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { me } from '../src/contract/accounts.ts';
import { call, type Connection } from '../src/contract/client.ts';
import { makeInvitation } from '../src/contract/invitations.ts';
import { listSchools } from '../src/contract/schools.ts';
import { readConfig } from '../src/server/platform/config.ts';
import { launchChromium } from '../test/support/chromium.ts';
import { runCommand, signInTo, startServer } from '../test/support/process.ts';
import { goodPassword } from '../test/support/people.ts';
import { temporaryData } from '../test/support/temporary.ts';
import { readPng, smallPng } from './pictures/smallPng.ts';

/** Takes the pictures of the guide anew, from a server of its own after its first start. */

const { root } = readConfig();
const wide = 1366;

async function take(page: Page, name: string, height: number): Promise<void> {
  await page.setViewportSize({ width: wide, height });
  // The pointer is on nothing, and nothing has the focus.
  await page.mouse.move(0, height - 1);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await sleep(600);
  keep(name, await page.screenshot());
}

function keep(name: string, picture: Buffer): void {
  const file = join(root, `docs/guide/pictures/${name}.png`);
  const small = smallPng(readPng(picture));
  writeFileSync(file, small);
  process.stdout.write(`${name}.png  ${String(Math.round(small.length / 1000))} kB\n`);
}

interface Setting {
  page: Page;
  browser: Browser;
  connection: Connection;
  url: string;
  /** The address of the invented network. */
  network: string;
}

const workspaceAt = (network: string) => network.split('/').at(-1) ?? '';

async function schoolCalled({ connection, network }: Setting, find: string): Promise<string> {
  const { schools } = await call(connection, listSchools, { workspace: workspaceAt(network), find });
  return schools[0]?.id ?? '';
}

/** A head teacher of a school, in a window of their own. */
async function headOf({ connection, network, browser }: Setting, school: string): Promise<Page> {
  const workspace = workspaceAt(network);
  const roles = [{ role: 'school leader' as const, school }];
  const { link } = await call(connection, makeInvitation, { workspace, roles });
  const page = await browser.newPage();
  await page.goto(link);
  await page.getByLabel('Your name').fill('Rosa Field');
  await page.getByLabel('E-mail address').fill('rosa.field@marram.example');
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'Join Marram Schools Partnership' }).click();
  await page.waitForURL(/\/w\//);
  return page;
}

async function question({ page, network }: Setting): Promise<void> {
  await page.goto(`${network}/identify`);
  await page.getByText('checked by the server').waitFor();
  await page.getByRole('button', { name: 'Draw 12 schools' }).waitFor();
  await take(page, 'identify', 1060);
  await page.getByRole('button', { name: 'Reckon with chance' }).click();
  const figure = page.locator('#model figure');
  await figure.waitFor();
  await sleep(600);
  keep('differences', await figure.screenshot());
}

async function school(setting: Setting): Promise<void> {
  const { page, network } = setting;
  await page.goto(`${network}/identify`);
  await page.getByRole('button', { name: 'Publish with these settings' }).click();
  await page.getByText(/pages were published/).waitFor();
  const id = await schoolCalled(setting, 'Linden Park');
  const head = await headOf(setting, id);
  await head.goto(`${network}/schools/${id}`);
  await head.getByRole('button', { name: 'Ask for a conversation' }).waitFor();
  await take(head, 'your-school', 1080);
  await page.goto(`${network}/schools/${await schoolCalled(setting, 'Turnstone Park')}/registry`);
  await page.getByRole('heading', { name: 'Measures over the years' }).waitFor();
  await take(page, 'registry-school', 1000);
}

async function study({ page, network }: Setting): Promise<void> {
  await page.goto(`${network}/identify`);
  for (const region of ['Southwater', 'Westhay']) await page.locator('#groups').getByLabel(region).uncheck();
  await page.getByRole('button', { name: 'Draw 6 schools' }).click();
  await page.getByRole('heading', { name: 'Six schools in two regions' }).waitFor();
  await take(page, 'study', 1330);
}

async function file({ page, url }: Setting): Promise<void> {
  await page.goto(url);
  await page.locator('input[type=file]').setInputFiles(join(root, 'data/california_api_1999_2000.csv.gz'));
  await page.getByLabel('Name of the workspace').fill('California network');
  await page.getByRole('button', { name: 'Bring the file' }).click();
  await page.getByRole('button', { name: 'Store 6,194 schools' }).waitFor();
  await take(page, 'import', 900);
}

async function networkOf(connection: Connection): Promise<string> {
  for (const limit = Date.now() + 120_000; Date.now() < limit; await sleep(200)) {
    const { workspaces } = await call(connection, me, {});
    const found = workspaces.find(({ kind, schools }) => kind === 'demonstration' && schools > 0);
    if (found !== undefined) return `${connection.origin}/w/${found.id}`;
  }
  throw new Error('The invented network was not there within two minutes.');
}

const data = temporaryData();
const [server, browser] = await Promise.all([startServer(data), launchChromium()]);
try {
  const { url } = server;
  const headers = { cookie: await signInTo(server, data) };
  const connection: Connection = {
    origin: url,
    headers,
    fetch: (address, init) => fetch(address, init as RequestInit),
  };
  const network = await networkOf(connection);
  const page = await browser.newPage({ viewport: { width: wide, height: 768 } });
  await page.goto((await runCommand(data, ['user', 'link'])).stdout.trim());
  await page.getByRole('heading', { name: 'Where would you like to start?' }).waitFor();
  await page.getByRole('heading', { name: /went against the odds$/ }).waitFor();
  await take(page, 'first-run', 768);
  const setting = { page, browser, connection, url, network };
  for (const picture of [question, school, study, file]) await picture(setting);
} finally {
  await browser.close();
  server.child.kill('SIGTERM');
  await server.ended;
  rmSync(data, { recursive: true, force: true });
}
