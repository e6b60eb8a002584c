import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startJourney, type Journey } from '../support/journey.ts';
import { faultsOfProject } from '../support/refi.ts';
import { becomeResearcher, expectAccessible, expectNoSideways, startWorkspace } from './visit.ts';

const lessons = `Lesson,Turn,Speaker,Sentence,Teacher Tag
Fractions,1,T,Who agrees with Ann?,3 - Getting students to relate
Fractions,2,S,I do.,
Fractions,3,T,Why?,9 - Press for reasoning
Angles,1,T,Look at this.,1 - None
Angles,1,T,Why is that so?,9 - press for reasoning
`;

let journey: Journey;
let page: Page;
let workspace: string;
beforeAll(async () => {
  journey = await startJourney();
  ({ page } = journey);
  await startWorkspace(page, 'Reed Schools');
  workspace = new URL(page.url()).pathname.split('/')[2] ?? '';
  await goTo('people');
  await becomeResearcher(page);
}, 180_000);
afterAll(() => journey.stop());

const goTo = (path: string) => page.goto(`${new URL(page.url()).origin}/w/${workspace}/${path}`);
const bring = async (name: string, content: string | Uint8Array) => {
  const file = join(journey.data, name);
  writeFileSync(file, content);
  await page.locator('input[type=file]').setInputFiles(file);
};
const download = async (name: string) => {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
  return readFileSync(await file.path());
};

it('says that nothing was coded where nothing was', async () => {
  await goTo('coding');
  await page.getByText('Nothing was coded yet.').waitFor();
  await expectAccessible(page);
});

it('brings lessons that stand in a table, with their tags, and says what came of it', async () => {
  await goTo('sources');
  await bring('Lessons.csv', lessons);
  await page.getByRole('heading', { name: '2 sources came' }).waitFor();
  await page.getByText('With 3 codes.').waitFor();
  await page.getByText('became the framework ‘Tags of Lessons’ (2 codes)').waitFor();
  await page.getByText('1 tag for ‘none’: that is no code.').waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);
});

it('counts the codes by source, each number one click from the words', async () => {
  await page.getByRole('link', { name: 'Codes by source' }).click();
  await page.getByRole('heading', { level: 1, name: 'Codes by source' }).waitFor();
  await page.locator('.counts tbody tr').first().waitFor();
  const rows = await page.locator('.counts tbody tr').allInnerTexts();
  expect(rows.map((row) => row.split(/\s+/))).toEqual([
    ['Angles', '0', '1'],
    ['Fractions', '1', '1'],
  ]);
  await expectAccessible(page);
  await page.getByLabel('Find a row').fill('frac');
  await page.getByText('Showing 1 of 2 sources.').waitFor();
  expect(String(await download('Download table'))).toContain('Fractions,1,1');
  await page.getByLabel('Find a row').fill('');
  await page.getByRole('radio', { name: 'Speakers' }).check();
  await page.locator('.counts tbody').getByText('Angles: T').waitFor();
  expect(await page.locator('.counts tbody tr').count()).toBe(2);
  await page.getByRole('radio', { name: 'Roles' }).check();
  await page.locator('.counts tbody').getByText('Not known').waitFor();
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'Sources' }).check();
  await page.getByRole('link', { name: 'Fractions' }).click();
  await page.locator('.desk mark').first().waitFor();
  expect(await page.locator('.desk mark').allInnerTexts()).toEqual(['Who agrees with Ann?', 'Why?']);
  await page.getByRole('navigation', { name: 'Codebook' }).getByText('Press for reasoning').waitFor();
  await expectAccessible(page);
});

it('gives everything to other packages, and knows it when it comes back', async () => {
  await goTo('sources');
  const project = await download('Everything, for other packages (.qdpx)');
  expect(faultsOfProject(project)).toEqual([]);
  await bring('Back.qdpx', project);
  await page.getByRole('heading', { name: '2 sources, known here already' }).waitFor();
  await bring('Broken.qdpx', 'nothing');
  await page.getByRole('alert').getByText('is no archive of a project').waitFor();
  await expectAccessible(page);
});

it('takes the codes of a framework out and in again, elsewhere', async () => {
  await goTo('frameworks');
  await page.getByRole('link', { name: 'Tags of Lessons' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expectAccessible(page);
  const codes = await download('For other packages (.qdc)');
  await startWorkspace(page, 'Elsewhere');
  workspace = new URL(page.url()).pathname.split('/')[2] ?? '';
  await goTo('frameworks');
  await bring('Tags.qdc', codes);
  await page.getByRole('heading', { level: 2, name: 'Tags of Lessons' }).waitFor();
  await page.getByText('1 element, 2 codes').waitFor();
  expect(journey.errors).toEqual([]);
});
