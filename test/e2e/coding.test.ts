import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startResearch, type Research } from './research.ts';
import { expectAccessible, expectNoSideways } from './visit.ts';

const talk = [
  'Interviewer: Can you take me back to when things began to change with families?',
  'Head: It was the winter the boiler went \u{1F525}. I stood at the gate every morning because I had to tell people whether we were open. Nobody else was going to do it. And after the boiler was mended I simply carried on.',
  'Interviewer: And the teachers? Did they join you?',
  'Head: I never asked them to. On Fridays we keep one hour free, whatever happens. They agreed between them to ring five homes a week with something good to say.',
  'Interviewer: Was there a cost?',
  'Head: Yes. I had two very good people close to the edge by March.',
].join('\n');

let research: Research;
let page: Page;
beforeAll(async () => {
  research = await startResearch();
  ({ page } = research);
}, 180_000);
afterAll(() => research.journey.stop());

const goTo = (path: string) => research.goTo(path);
const text = () => page.getByRole('application', { name: /^What was said/ });
const marks = () => page.locator('.desk mark').allInnerTexts();
const side = () => page.getByRole('complementary', { name: 'What is chosen' });
const codes = () => side().getByRole('list', { name: 'Codes' }).getByRole('listitem').allInnerTexts();
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const saved = async () => {
  await expect.poll(() => page.locator('.saving').innerText()).toBe('');
};

it('a researcher opens the desk of a source, and learns that there is nothing to code with', async () => {
  await goTo('sources');
  await research.bring('Alder Road.txt', talk);
  await page.getByRole('link', { name: 'Code it' }).click();
  await page.getByText('There is no framework to code with yet.').waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Take one, or begin your own' }).click();
  await page.getByRole('link', { name: 'Effective and ineffective school elements' }).click();
  await page.getByRole('button', { name: /^Take it/ }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
});

it('codes with the keyboard alone: a sentence by number, a turn by a found code, the last code again', async () => {
  await goTo('sources');
  await page.getByRole('link', { name: 'Alder Road' }).click();
  await page.getByRole('link', { name: 'Code it' }).focus();
  await press('Enter');
  await page.getByText('0 of 6 turns coded').waitFor();
  await expectAccessible(page);
  await text().focus();
  await press('ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight');
  await side().getByText('I stood at the gate every morning').waitFor();
  await press('1');
  await page.getByText('1 of 6 turns coded').waitFor();
  expect(await marks()).toEqual([
    'I stood at the gate every morning because I had to tell people whether we were open.',
  ]);
  const [first = ''] = await codes();
  await press('/');
  await page.getByRole('combobox', { name: 'Find a code' }).fill('parent');
  await press('ArrowDown', 'Enter');
  await expect.poll(async () => (await codes()).length).toBe(2);
  await press('ArrowRight', 'Shift+ArrowRight', '.');
  await expect.poll(async () => (await codes()).length).toBe(1);
  expect((await codes())[0]).not.toBe(first);
  await saved();
});

it('undoes and does again, and finds everything after a new start', async () => {
  const before = await marks();
  await press('Control+z');
  await expect.poll(async () => (await marks()).length).toBeLessThan(before.length);
  await press('Control+Shift+z');
  await expect.poll(marks).toEqual(before);
  await page.reload();
  await page.getByText('1 of 6 turns coded').waitFor();
  await expect.poll(marks).toEqual(before);
});

it('writes a memo on words, moves between quotations, and removes one', async () => {
  await text().focus();
  await press(']');
  await side().getByText('marked by you').waitFor();
  await press('m');
  await page.keyboard.type('Began by accident, not by plan.');
  await press('Control+Enter');
  await saved();
  await page.reload();
  await page.getByText('1 of 6 turns coded').waitFor();
  await text().focus();
  await press(']');
  await expect
    .poll(() => side().getByLabel('Memo', { exact: true }).first().inputValue())
    .toBe('Began by accident, not by plan.');
  await press(']', 'Delete');
  await expect.poll(async () => (await marks()).length).toBe(1);
  await saved();
});

it('prints codes beneath their words, without the frame of the keyboard', async () => {
  const bracket = page.locator('.desk .brackets i').first();
  const label = page.locator('.desk .brackets span').first();
  await text().focus();
  await expect.poll(() => bracket.isVisible()).toBe(true);
  await page.emulateMedia({ media: 'print' });
  expect(await bracket.isVisible()).toBe(false);
  const words = await page.locator('.desk mark').first().boundingBox();
  const code = await label.boundingBox();
  expect(code?.y ?? 0).toBeGreaterThan(words?.y ?? Infinity);
  expect(await text().evaluate((one) => getComputedStyle(one).outlineStyle)).toBe('none');
  await page.emulateMedia({ media: 'screen' });
});

it('keeps what the server wrote though its answer got lost', async () => {
  const before = await marks();
  let lost = 0;
  await page.route('**/coding', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.fallback();
    lost += 1;
    await route.fetch();
    return route.abort();
  });
  await text().focus();
  await press('Escape', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight', '2');
  await page.getByText('Not saved: the server does not answer.').waitFor();
  await page.waitForFunction(() => document.querySelector('.saving')?.textContent === '');
  await page.unroute('**/coding');
  expect(lost).toBe(1);
  const after = await marks();
  expect(after).toEqual([...before, 'On Fridays we keep one hour free, whatever happens.']);
  await page.reload();
  await page.getByText('2 of 6 turns coded').waitFor();
  await expect.poll(marks).toEqual(after);
  await text().focus();
  await press('Control+z');
  await expect.poll(marks).toEqual(before);
});

it('names what was said in one framework when another is opened', async () => {
  await goTo('frameworks');
  await page.getByRole('link', { name: 'Conditions for change' }).click();
  await page.getByRole('button', { name: /^Take it/ }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await goTo('sources');
  await page.getByRole('link', { name: 'Alder Road' }).click();
  await page.getByRole('link', { name: 'Code it' }).click();
  await page.getByText('1 of 6 turns coded').waitFor();
  const label = page.locator('.brackets span').first();
  await expect.poll(() => label.innerText()).not.toContain('…');
  const said = await label.innerText();
  const frameworks = page.getByLabel('Framework');
  const other = await frameworks.locator('option').nth(1).innerText();
  await frameworks.selectOption({ label: other });
  await expect.poll(() => frameworks.locator('option:checked').innerText()).toBe(other);
  expect(await label.innerText()).toBe(said);
  await frameworks.selectOption({ index: 0 });
});

it('codes with the mouse: words swept over, a code of the codebook', async () => {
  const words = page.locator('.stretch-words', { hasText: 'On Fridays' });
  const box = await words.boundingBox();
  if (box === null) throw new Error('The words are not there.');
  await page.mouse.dblclick(box.x + 40, box.y + 16);
  await page.getByText('Chosen words').waitFor();
  await page.getByRole('navigation', { name: 'Codebook' }).locator('.say').nth(3).click();
  await page.getByText('2 of 6 turns coded').waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);
});

it('finds a code that nobody had thought of: in their words, or as it was typed', async () => {
  await text().focus();
  await press(
    'Escape',
    'ArrowDown',
    'ArrowDown',
    'ArrowDown',
    'ArrowDown',
    'ArrowRight',
    'ArrowRight',
    'ArrowRight',
  );
  await side().getByText('They agreed between them').waitFor();
  await press('n');
  const dialog = page.getByRole('dialog', { name: 'A new code' });
  expect(await dialog.getByLabel('Name').inputValue()).toContain(
    'They agreed between them to ring five homes',
  );
  await expectAccessible(page);
  await press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await press('/');
  await page.getByRole('combobox', { name: 'Find a code' }).fill('Ring five homes');
  await page.getByRole('option', { name: 'Create ‘Ring five homes’ as a new code' }).waitFor();
  await expectAccessible(page);
  await press('Enter');
  await dialog.getByRole('button', { name: 'Add it and code with it' }).click();
  await dialog.getByRole('link', { name: 'Say what the code means, in a sentence.' }).waitFor();
  await dialog.getByLabel('What it means').fill('Teachers agree how many families each of them calls.');
  await dialog.getByLabel('Why it is needed').fill('Calling home is agreed among teachers, not asked for.');
  await dialog.getByRole('button', { name: 'Add it and code with it' }).click();
  await expect.poll(codes).toEqual([expect.stringContaining('Ring five homes')]);
  await page.getByRole('navigation', { name: 'Codebook' }).getByText('Ring five homes').waitFor();
  await saved();
  await page.reload();
  await page.locator('.brackets span', { hasText: 'Ring five homes' }).waitFor();
});

it('shows the turn in the translation too, where there is one', async () => {
  await goTo('sources');
  await page.getByRole('link', { name: 'Alder Road' }).click();
  await page.getByRole('button', { name: 'Bring a translation' }).click();
  await page.getByLabel('Language').fill('German');
  const german = join(research.journey.data, 'de.txt');
  writeFileSync(german, talk.replace('It was the winter', 'Es war der Winter'));
  await page.getByLabel('File').setInputFiles(german);
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByText('German, turn by turn beside the original.').waitFor();
  await page.getByRole('link', { name: 'Code it' }).click();
  await text().focus();
  await press('ArrowDown', 'ArrowDown');
  await side().getByText('Es war der Winter').waitFor();
  await expectAccessible(page);
});

it('holds on a phone', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(page);
  await expectAccessible(page);
  await page.locator('mark').first().click();
  await page.getByRole('button', { name: 'Code these words' }).click();
  await page.getByRole('combobox', { name: 'Find a code' }).waitFor();
  await expectAccessible(page);
  await press('Escape');
  await page.setViewportSize({ width: 1366, height: 768 });
  expect(research.journey.errors).toEqual([]);
});
