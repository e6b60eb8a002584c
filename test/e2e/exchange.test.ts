import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { faultsOfProject } from '../support/refi.ts';
import { startResearch, type Research } from './research.ts';
import { expectAccessible, expectNoSideways } from './visit.ts';

const lessons = `Lesson,Turn,Speaker,Sentence,Teacher Tag
Fractions,1,T,Who agrees with Ann?,3 - Getting students to relate
Fractions,2,S,I do.,
Fractions,3,T,Why?,9 - Press for reasoning
Angles,1,T,Look at this.,1 - None
Angles,1,T,Why is that so?,9 - press for reasoning
`;

let research: Research;
let page: Page;
beforeAll(async () => {
  research = await startResearch();
  ({ page } = research);
}, 180_000);
afterAll(() => research.journey.stop());

it('says that nothing was coded where nothing was', async () => {
  await research.goTo('coding');
  await page.getByText('Nothing was coded yet.').waitFor();
  await expectAccessible(page);
});

it('brings lessons that stand in a table, with their tags, and says what came of it', async () => {
  await research.goTo('sources');
  await research.bring('Lessons.csv', lessons);
  await page.getByRole('heading', { name: '2 sources came' }).waitFor();
  await page.getByText('With 3 codes.').waitFor();
  await page.getByText('became the framework ‘Tags of Lessons’ (2 codes)').waitFor();
  await page.getByText('1 tag for ‘none’: that is no code.').waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);
});

it('says how far it has come, and keeps nothing where it is stopped', async () => {
  await research.goTo('sources');
  const row = (talk: number, i: number) => `Long ${String(talk)},${String(i)},T,Words ${String(i)}.,`;
  const rows = Array.from({ length: 1_500 }, (_, talk) =>
    Array.from({ length: 20 }, (_row, i) => row(talk, i)),
  );
  await research.bring('Long.csv', ['Lesson,Turn,Speaker,Sentence,Teacher Tag', ...rows.flat()].join('\n'));
  await page.getByText(/^Storing sources: \d+ of 1,500$/).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Stop and keep nothing' }).click();
  await page.getByText('It was stopped. Nothing of it was kept.').waitFor();
  await page.reload();
  await page.getByRole('link', { name: 'Angles' }).waitFor();
  expect(await page.getByRole('link', { name: /^Long/ }).count()).toBe(0);
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
  expect(String(await research.download('Download table'))).toContain('Fractions,1,1');
  await page.getByLabel('Find a row').fill('');
  await page.getByText('In one source each code counts once, however many examples are given.').waitFor();
  await page.getByRole('radio', { name: 'Groups' }).check();
  await page.getByRole('radio', { name: 'Different codes' }).waitFor();
  await page.getByRole('radio', { name: 'Each coding' }).check();
  await page.getByText('words that two people coded alike count twice.').waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);
  await page.getByRole('radio', { name: 'Codes', exact: true }).check();
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
  await research.goTo('sources');
  const project = await research.download('Everything, for other packages (.qdpx)');
  expect(faultsOfProject(project)).toEqual([]);
  await research.bring('Back.qdpx', project);
  await page.getByRole('heading', { name: '2 sources, known here already' }).waitFor();
  await research.bring('Broken.qdpx', 'nothing');
  await page.getByRole('alert').getByText('is no archive of a project').waitFor();
  await expectAccessible(page);
});

it('takes the codes of a framework out and in again, elsewhere', async () => {
  await research.goTo('frameworks');
  await page.getByRole('link', { name: 'Tags of Lessons' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expectAccessible(page);
  const codes = await research.download('For other packages (.qdc)');
  await research.elsewhere('Elsewhere');
  await research.goTo('frameworks');
  await research.bring('Tags.qdc', codes);
  await page.getByRole('heading', { level: 2, name: 'Tags of Lessons' }).waitFor();
  await page.getByText('1 element, 2 codes').waitFor();
  expect(research.journey.errors).toEqual([]);
});
