import mammoth from 'mammoth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startResearch, type Research } from './research.ts';
import { expectAccessible, expectNoSideways } from './visit.ts';

const talk = [
  'Interviewer: What happened at the gate?',
  'Head: I stood at the gate every morning. Nobody else was going to do it.',
  'Interviewer: And now?',
  'Head: We still meet at the gate. It is a habit.',
].join('\n');

let research: Research;
let page: Page;
/** The code that is chosen, as the list has it and by its name. */
let [label, name] = ['', ''];
beforeAll(async () => {
  research = await startResearch();
  ({ page } = research);
  await research.goTo('frameworks');
  await page.getByRole('link', { name: 'Effective and ineffective school elements' }).click();
  await page.getByRole('button', { name: /^Take it/ }).click();
  await page.getByText('Version 1').first().waitFor();
  await research.goTo('sources');
  await research.bring('Alder Road.txt', talk);
  await page.getByRole('link', { name: 'Code it' }).waitFor();
}, 180_000);
afterAll(() => research.journey.stop());

it('finds words in every source, by keyboard alone, of whoever answers', async () => {
  await research.goTo('sources');
  await page.getByRole('link', { name: 'Find', exact: true }).click();
  await page.getByText('Type words as somebody may have said them').waitFor();
  await expectAccessible(page);
  await page.getByLabel('Words').focus();
  await page.keyboard.type('the gate');
  await page.keyboard.press('Enter');
  await page.getByText('3 places in 1 source.').waitFor();
  expect(await page.locator('.hits mark').allInnerTexts()).toEqual(['the gate', 'the gate', 'the gate']);
  await page.getByLabel('Said by').selectOption({ label: 'Anybody who answers' });
  await page.getByText('2 places in 1 source.').waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);
});

it('codes what was found after a look, and finds it by its code', async () => {
  await page.getByLabel('All that is shown').check();
  await page.getByLabel('‘the gate’ in Alder Road, turn 4').uncheck();
  await page.getByRole('button', { name: 'Code 1 place' }).click();
  const dialog = page.getByRole('dialog', { name: 'Code 1 place' });
  const choice = dialog.getByLabel('What they speak of');
  await choice.selectOption({ index: 2 });
  label = await choice.locator('option:checked').innerText();
  name = /^\S+ (.+) \(/.exec(label)?.[1] ?? '';
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Code them' }).click();
  await page.getByText('1 place coded.').waitFor();
  await page.locator('.hits').getByText(name).waitFor();
  await page.getByLabel('Words').fill('');
  await page.getByLabel('Coded as').selectOption({ label });
  await page.getByText('1 place in 1 source.').waitFor();
  expect(await page.locator('.hits mark').allInnerTexts()).toEqual(['I stood at the gate every morning.']);
  await page.reload();
  await page.getByText('1 place in 1 source.').waitFor();
  expect(String(await research.download('Download table'))).toContain('I stood at the gate every morning.');
});

it('recodes what was found, and takes that back at the desk', async () => {
  await page.getByLabel('All that is shown').check();
  await page.getByRole('button', { name: 'Recode yours' }).click();
  const dialog = page.getByRole('dialog', { name: 'Recode 1 quotation' });
  await dialog.getByLabel('What they speak of instead').selectOption({ index: 1 });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Recode them' }).click();
  await page.getByText('Nothing was found.').waitFor();
  await research.goTo('sources');
  await page.getByRole('link', { name: 'Alder Road' }).click();
  await page.getByRole('link', { name: 'Code it' }).click();
  await page.getByText('1 of 4 turns coded').waitFor();
  await page.getByRole('application', { name: /^What was said/ }).focus();
  await page.keyboard.press('Control+z');
  await page.locator('.brackets span', { hasText: name }).waitFor();
});

it('tells what was heard of each element, in words that are chosen, also for Word', async () => {
  await research.goTo('sources');
  await page.getByRole('link', { name: 'Elements heard' }).click();
  const row = page.getByRole('region', { name: 'Heard as a strength' }).getByRole('row').nth(1);
  await row.getByText('Choose a quotation that stands for it').click();
  await row.getByRole('checkbox').click();
  await row.locator('blockquote').getByText('‘I stood at the gate every morning.’').waitFor();
  await page.getByText('Agreement between coders was not measured').waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);
  const { value } = await mammoth.extractRawText({ buffer: await research.download('For Word') });
  expect(value).toContain('‘I stood at the gate every morning.’ (Informant)');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(page);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1366, height: 768 });
  await research.goTo('coding/find?words=gate&role=anybody+who+answers');
  await page.getByText('2 places in 1 source.').waitFor();
});

it('opens the desk at the place', async () => {
  await page.locator('.hits').getByRole('link', { name: 'Alder Road' }).first().click();
  const side = page.getByRole('complementary', { name: 'What is chosen' });
  await side.getByText('‘gate’').waitFor();
  await page.goBack();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByText('2 places in 1 source.').waitFor();
  await expectNoSideways(page);
  await expectAccessible(page);
  expect(research.journey.errors).toEqual([]);
});
