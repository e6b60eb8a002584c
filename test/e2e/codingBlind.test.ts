import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, type Connection } from '../../src/contract/client.ts';
import { adoptFramework } from '../../src/contract/frameworks.ts';
import { bringSource } from '../../src/contract/sources.ts';
import { createWorkspace } from '../../src/contract/workspaces.ts';
import { connectAs, researcher } from '../support/colleagues.ts';
import { startStage, type Stage } from '../support/journey.ts';
import { signInTo } from '../support/process.ts';
import { expectAccessible, expectNoSideways } from './visit.ts';

const talk = [
  'Interviewer: How did it begin?',
  'Head: I stood at the gate every morning. People would stop.',
  'Interviewer: And the teachers?',
  'Head: On Fridays we keep one hour free, whatever happens.',
].join('\n');

let stage: Stage;
let rosa: Page;
let tom: Page;
let ida: Page;
beforeAll(async () => {
  stage = await startStage();
  const { server, data } = stage;
  const owner = connectAs(server.url, await signInTo(server, data));
  const { id: workspace } = await call(owner, createWorkspace, { name: 'Reed Schools' });
  await call(owner, adoptFramework, { workspace, key: 'school-elements' });
  const cookies = [];
  for (const name of ['Rosa', 'Tom', 'Ida']) cookies.push(await researcher(owner, workspace, name));
  const source = await bring(connectAs(server.url, cookies[0] ?? ''), workspace);
  const pages = await Promise.all(
    cookies.map(async (cookie) => {
      const { context, page } = await stage.visitor();
      const [name = '', value = ''] = cookie.split('=');
      await context.addCookies([{ name, value, url: server.url }]);
      await page.goto(`${server.url}/w/${workspace}/sources/${source}/code`);
      await page.getByText('0 of 4 turns coded').waitFor();
      return page;
    }),
  );
  [rosa, tom, ida] = pages as [Page, Page, Page];
}, 180_000);
afterAll(() => stage.stop());

async function bring(connection: Connection, workspace: string): Promise<string> {
  const words = new TextEncoder().encode(talk);
  return (await call(connection, bringSource, { workspace, name: 'Alder Road.txt' }, words)).id;
}

const marks = (page: Page) => page.locator('.desk mark').allInnerTexts();
const anew = async (page: Page) => {
  await page.reload();
  await page.getByText('of 4 turns coded').waitFor();
  await page.waitForTimeout(300);
};
/** Chooses a sentence by keyboard and codes it by number. */
async function code(page: Page, turn: number, sentence: number, number: string): Promise<void> {
  await page.getByRole('application').focus();
  await page.keyboard.press('Escape');
  for (let i = 0; i < turn; i++) await page.keyboard.press('ArrowDown');
  for (let i = 0; i < sentence; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press(number);
  await expect.poll(() => page.locator('.saving').innerText()).toBe('');
}

it('in the open each sees who is there, and what they do as they do it', async () => {
  await rosa.getByText('Ida and Tom are here too').waitFor();
  await expectAccessible(rosa);
  await code(tom, 2, 1, '1');
  await expect.poll(() => marks(rosa)).toEqual(['I stood at the gate every morning.']);
  await rosa.getByText('1 of 4 turns coded').waitFor();
  await code(rosa, 4, 1, '2');
  await expect.poll(async () => (await marks(tom)).length).toBe(2);
  for (const page of [tom, rosa]) await page.keyboard.press('Control+z');
  for (const page of [tom, rosa, ida]) await page.getByText('0 of 4 turns coded').waitFor();
});

it('somebody chooses who codes and who reconciles, blindly', async () => {
  await ida.getByRole('button', { name: 'Who codes' }).click();
  const dialog = ida.getByRole('dialog', { name: 'Who codes this source' });
  await dialog.getByLabel('Rosa').selectOption({ label: 'Codes' });
  await dialog.getByLabel('Tom').selectOption({ label: 'Codes' });
  await dialog.getByLabel('Ida (you)').selectOption({ label: 'Reconciles' });
  await dialog.getByLabel(/^Blind/).check();
  await expectAccessible(ida);
  await dialog.getByRole('button', { name: 'Keep it so' }).click();
  await ida.getByRole('button', { name: '3 people, blindly' }).waitFor();
});

it('two coders code the same words, and neither sees the other', async () => {
  await Promise.all([anew(rosa), anew(tom)]);
  await Promise.all([code(rosa, 2, 1, '1'), code(tom, 2, 1, '1')]);
  await code(rosa, 4, 0, '2');
  await code(tom, 4, 0, '3');
  await Promise.all([anew(rosa), anew(tom)]);
  for (const page of [rosa, tom]) {
    await page.getByText('2 of 4 turns coded').waitFor();
    expect(await marks(page)).toHaveLength(2);
    expect((await page.locator('.brackets').allInnerTexts()).join(' ')).not.toContain('· 2');
  }
});

it('a coder reads only their own memo on a code, and is told why; the reconciler reads both', async () => {
  const memo = (page: Page) => page.getByRole('dialog', { name: /^Memo on / });
  for (const [page, words] of [
    [rosa, 'The gate counts.'],
    [tom, 'Only a gate?'],
  ] as const) {
    await anew(page);
    await page.getByRole('application').focus();
    await page.keyboard.press(']');
    await page.keyboard.press('Shift+M');
    await memo(page).getByText('You code blindly: what others wrote shows when all have finished.').waitFor();
    expect(await memo(page).innerText()).not.toContain('gate');
    await expectAccessible(page);
    await memo(page).getByLabel('Your memo').fill(words);
    await memo(page).getByRole('button', { name: 'Keep it' }).click();
    await memo(page).waitFor({ state: 'detached' });
  }
  await anew(ida);
  await ida
    .getByRole('navigation', { name: 'Codebook' })
    .getByRole('button', { name: /^2 memos: / })
    .click();
  await memo(ida).getByText('The gate counts.').waitFor();
  await memo(ida).getByText('Only a gate?').waitFor();
  await expectAccessible(ida);
  await ida.keyboard.press('Escape');
  await memo(ida).waitFor({ state: 'detached' });
});

it('the reconciler sees what both did', async () => {
  await anew(ida);
  await expect.poll(() => ida.locator('.brackets').first().innerText()).toContain('· 2');
  await ida.locator('mark').first().click();
  await ida.getByRole('list', { name: 'Codes by Rosa' }).waitFor();
  await ida.getByRole('list', { name: 'Codes by Tom' }).waitFor();
  await expectAccessible(ida);
});

it('when both have finished, each sees the other, and nobody codes any more', async () => {
  await rosa.getByRole('button', { name: 'Finish coding' }).click();
  await rosa.getByRole('button', { name: 'Go on coding' }).waitFor();
  expect(await marks(rosa)).toHaveLength(2);
  await expectAccessible(rosa);
  await rosa.getByRole('link', { name: 'Compare coders' }).click();
  await rosa.getByRole('heading', { name: 'Not before all have finished' }).waitFor();
  await rosa.getByText('1 of 2 have.').waitFor();
  await expectAccessible(rosa);
  await tom.getByRole('button', { name: 'Finish coding' }).click();
  await tom.getByText('All have finished').waitFor();
  await expect.poll(() => tom.locator('.brackets').first().innerText()).toContain('· 2');
});

it('how far they agree is told at every level, and where they differ', async () => {
  await tom.getByRole('link', { name: 'Compare coders' }).click();
  await tom.getByRole('heading', { name: 'Two coders see different things', level: 1 }).waitFor();
  await expectAccessible(tom);
  await expectNoSideways(tom);
  const levels = tom.getByRole('table').first();
  // Of two turns that both coded, they agree on one: of both poles it is the same throughout.
  await levels
    .getByRole('row', { name: /^Which pole/ })
    .getByText('said the same throughout')
    .waitFor();
  // Half of the pairs within units differ, and ten of twelve among all: 1 − (1 ⁄ 2) ⁄ (10 ⁄ 12).
  const together = levels.getByRole('row', { name: /^All together/ });
  expect(await together.getByRole('cell').nth(1).innerText()).toBe('0.40');
  // Half are alike; a half, a quarter and a quarter of the sets: (1 ⁄ 2 − 5 ⁄ 16) ⁄ (11 ⁄ 16).
  expect(await together.getByRole('cell').nth(3).innerText()).toBe('0.27');
  expect(await together.getByRole('cell').nth(4).innerText()).toBe('0.45');
  const coded = levels.getByRole('row', { name: /^Is it coded/ });
  // Both coded the same words, and nothing else.
  expect(await coded.getByRole('cell').last().innerText()).toBe('1.00');
  const differing = tom.locator('.differences tbody tr');
  expect(await differing.count()).toBe(1);
  expect(await differing.innerText()).toContain('On Fridays we keep one hour free, whatever happens.');
  await tom.getByRole('radio', { name: 'Sentences' }).check();
  await levels.getByText('3 units').waitFor();
  const [file] = await Promise.all([
    tom.waitForEvent('download'),
    tom.getByRole('link', { name: 'Download table' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('Agreement by code, Alder Road.csv');
  await tom.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(tom);
  await expectAccessible(tom);
  // Nothing of the tables has to be scrolled to.
  for (const table of [levels, tom.getByRole('table').nth(1)]) {
    const cell = await table.getByRole('cell').last().boundingBox();
    expect((cell?.x ?? 999) + (cell?.width ?? 0)).toBeLessThan(390);
  }
  await tom.setViewportSize({ width: 1366, height: 768 });
  await tom.getByRole('link', { name: 'Decide them one by one' }).click();
  await tom.getByRole('heading', { name: 'Somebody else decides' }).waitFor();
  await tom.getByText('Ida reconciles this source.').waitFor();
  await expectAccessible(tom);
});

it('how far they agree is told over all sources, each compared by those who coded it', async () => {
  const { origin, pathname } = new URL(tom.url());
  await tom.goto(`${origin}${/^\/w\/[^/]+/.exec(pathname)?.[0] ?? ''}/sources`);
  await tom.getByRole('link', { name: 'Agreement' }).click();
  await tom.getByRole('heading', { name: 'Two coders see different things', level: 1 }).waitFor();
  await tom.getByRole('heading', { name: 'Compared in 1 source' }).waitFor();
  await tom.getByRole('row', { name: /^Alder Road 2 Rosa, Tom blindly$/ }).waitFor();
  await tom.getByText('Alder Road · Turn').first().waitFor();
  await expectAccessible(tom);
  await tom.getByRole('radio', { name: 'Sources' }).check();
  await tom.getByText('one source as a whole').waitFor();
  expect(new URL(tom.url()).search).toBe('?unit=source');
  await tom.reload();
  expect(await tom.getByRole('radio', { name: 'Sources' }).isChecked()).toBe(true);
  await tom.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(tom);
  await tom.setViewportSize({ width: 1366, height: 768 });
});

it('the reconciler decides where they differ, and what they did stays', async () => {
  await anew(ida);
  await ida.getByRole('link', { name: 'Compare coders' }).click();
  await ida.getByRole('link', { name: 'Decide them one by one' }).click();
  await ida.getByRole('heading', { name: '1 unit to decide' }).waitFor();
  await expectAccessible(ida);
  await expectNoSideways(ida);
  await ida.getByText('Of 1 unit all said the same.').waitFor();
  await ida.getByRole('button', { name: 'Take them as they are' }).click();
  await ida.getByText('Of 1 unit all said the same.').waitFor({ state: 'detached' });
  await ida.getByText('On Fridays we keep one hour free, whatever happens.').first().waitFor();
  const boxes = ida.getByRole('group', { name: 'What they speak of' }).getByRole('checkbox');
  const said = await boxes.count();
  expect(said).toBeGreaterThan(1);
  await ida.getByRole('button', { name: 'As Rosa' }).click();
  await ida.getByLabel('Why').fill('Rosa has the sense of it.');
  await ida.getByRole('button', { name: 'Decide', exact: true }).click();
  await ida.getByRole('heading', { name: 'Everything is decided' }).waitFor();
  await expectAccessible(ida);
  const [file] = await Promise.all([
    ida.waitForEvent('download'),
    ida.getByRole('link', { name: 'Download decisions' }).click(),
  ]);
  expect(readFileSync(await file.path(), 'utf8')).toContain('Rosa has the sense of it.');
  await ida.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(ida);
  await ida.setViewportSize({ width: 1366, height: 768 });
  await ida.reload();
  await ida.getByRole('heading', { name: 'Everything is decided' }).waitFor();
  await ida.getByRole('link', { name: 'See the reconciled version at the desk' }).click();
  await expect.poll(() => ida.locator('.brackets').first().innerText()).toContain('· 3');
  expect(stage.errors).toEqual([]);
});
