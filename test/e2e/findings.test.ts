import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startResearch, type Research } from './research.ts';
import { expectAccessible, expectNoSideways } from './visit.ts';

const talk = [
  'Interviewer: Can you take me back to when things began to change with families?',
  'Head: I stood at the gate every morning. Nobody else was going to do it.',
  'Interviewer: And the teachers?',
  'Head: I never asked them to. Some never came.',
].join('\n');

let research: Research;
let page: Page;
beforeAll(async () => {
  research = await startResearch();
  ({ page } = research);
}, 180_000);
afterAll(() => research.journey.stop());

const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const side = () => page.getByRole('complementary', { name: 'What is chosen' });
const said = 'Heads meet parents at the gate themselves.';

it('has none at first, and says what to do', async () => {
  await research.goTo('findings');
  await page.getByText('Nothing was concluded yet.').waitFor();
  await expectAccessible(page);
});

it('weighs a code with the keyboard, and concludes from it at the desk', async () => {
  await research.goTo('frameworks');
  await page.getByRole('link', { name: 'Effective and ineffective school elements' }).click();
  await page.getByRole('button', { name: /^Take it/ }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await research.goTo('sources');
  await research.bring('Alder Road.txt', talk);
  await page.getByRole('link', { name: 'Code it' }).click();
  await page.getByText('0 of 4 turns coded').waitFor();
  await page.getByRole('button', { name: 'Focus on learning' }).first().waitFor();
  await page.getByRole('application', { name: /^What was said/ }).focus();
  await press('ArrowDown', 'ArrowDown', 'ArrowRight', '1', 'w', 'w', 'w');
  await side()
    .getByRole('button', { name: /with force$/ })
    .waitFor();
  await press('w');
  await side()
    .getByRole('button', { name: /not weighed$/ })
    .waitFor();
  await press('w', 'w');
  await side()
    .getByRole('button', { name: /, clearly$/ })
    .click();
  await side()
    .getByRole('button', { name: /with force$/ })
    .waitFor();
  await expectAccessible(page);
  await side()
    .getByRole('button', { name: /^Conclude from it/ })
    .click();
  await page.getByLabel('A finding that they speak for').fill(said);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.reload();
  await page.getByText('1 of 4 turns coded').waitFor();
});

it('shows a finding with its words, which lead to the desk, and shares it with some of them', async () => {
  await research.goTo('findings');
  await page.getByRole('heading', { name: said }).waitFor();
  const finding = page.getByRole('article', { name: said });
  await finding.getByText('1 quotation for it, from 1 source. For researchers alone.').waitFor();
  expect(await finding.innerText()).toContain('with force');
  await finding.getByRole('button', { name: /^Count it against/ }).click();
  await finding.getByText('1 quotation against it').waitFor();
  await finding.getByRole('button', { name: /^Count it for/ }).click();
  await finding.getByText('1 quotation for it').waitFor();
  await finding.getByRole('checkbox', { name: /^Once shared/ }).click();
  await finding.getByRole('button', { name: `Change: ${said}` }).click();
  await page.getByRole('checkbox', { name: /^Everybody in the workspace reads it/ }).check();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await finding.getByText('Everybody in the workspace reads it.').waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(page);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1366, height: 768 });
  expect(String(await research.download('Download table'))).toContain(said);
  await finding.getByRole('link', { name: 'Alder Road' }).click();
  await side().getByText('I stood at the gate every morning').waitFor();
});

it('is read by whoever is no researcher, without source and without the way to change it', async () => {
  await research.goTo('people');
  await page.locator('tr', { hasText: 'you' }).getByRole('button').first().click();
  await page.getByRole('button', { name: 'Take this role away' }).last().click();
  await page.getByRole('button', { name: 'Save the roles' }).click();
  await page.getByText('Saved.').waitFor();
  await research.goTo('findings');
  await page.getByRole('heading', { name: said }).waitFor();
  const words = await page.getByRole('article').innerText();
  expect(words).toContain('I stood at the gate every morning.');
  expect(words).not.toContain('Alder Road');
  expect(await page.getByRole('button', { name: /^Change|^Remove|^Write down/ }).count()).toBe(0);
  await expectAccessible(page);
  expect(research.journey.errors).toEqual([]);
});
