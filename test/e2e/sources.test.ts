import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startJourney, type Journey } from '../support/journey.ts';
import { silence } from '../support/silence.ts';
import { becomeResearcher, expectAccessible, expectNoSideways, startWorkspace } from './visit.ts';

const talk = [
  'Alder Road, in June',
  '',
  'Interviewer: How did it begin?',
  'Head: It was the winter the boiler went. I stood at the gate every morning.',
  'Interviewer: And then?',
  'Head: People would stop. First about the cold, then about their children.',
  'Teacher: We joined in, two or three of us.',
  'Head: On Fridays we keep one hour free.',
  'Teacher: Whatever happens.',
].join('\n');

const german = [
  'Interviewer: Wie begann es?',
  'Head: Es war der Winter, in dem der Kessel ausfiel. Ich stand jeden Morgen am Tor.',
  'Interviewer: Und dann?',
  'Head: Die Leute blieben stehen. Erst wegen der Kälte, dann wegen ihrer Kinder.',
  'Teacher: Wir machten mit, zwei oder drei von uns.',
  'Head: Freitags halten wir eine Stunde frei.',
  'Teacher: Was auch geschieht.',
].join('\n');

let journey: Journey;
let page: Page;
beforeAll(async () => {
  journey = await startJourney();
  ({ page } = journey);
  await startWorkspace(page, 'Reed Schools');
}, 180_000);
afterAll(() => journey.stop());

const goToSources = async () => {
  await page.getByRole('link', { name: /^Understand/ }).click();
  await page.getByRole('link', { name: 'Read what people said' }).click();
};
const words = () => page.locator('.turn .words').allInnerTexts();
const who = () => page.locator('.turn .said-by b').allInnerTexts();

it('an owner learns that only researchers read it, and becomes one for all to see', async () => {
  await goToSources();
  await page.getByText('and by nobody else.').waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Go to the people' }).click();
  await becomeResearcher(page);
  await goToSources();
  await page.getByText('Nobody has said anything here yet.').waitFor();
  await expectAccessible(page);
});

it('brings a transcript, and finds its turns', async () => {
  const file = join(journey.data, 'Alder Road.txt');
  writeFileSync(file, talk);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('heading', { name: 'Alder Road', level: 1 }).waitFor();
  await page.getByText('Interview. 7 turns of 3 speakers.').waitFor();
  expect(await who()).toEqual([
    '',
    'Interviewer',
    'Head',
    'Interviewer',
    'Head',
    'Teacher',
    'Head',
    'Teacher',
  ]);
  expect((await words())[2]).toBe('It was the winter the boiler went. I stood at the gate every morning.');
  await expectAccessible(page);
});

it('says who is who, by keyboard', async () => {
  await page.getByRole('button', { name: 'Say who is who' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  const head = dialog.getByRole('group', { name: 'Head' });
  await head.getByLabel('Is', { exact: true }).focus();
  await page.keyboard.type('Principal');
  await head.getByLabel('Agreed to be shown by role').focus();
  await page.keyboard.press('Space');
  const teacher = dialog.getByRole('group', { name: 'Teacher' });
  await teacher.getByLabel('Is', { exact: true }).selectOption('teacher');
  await teacher.getByLabel('Called here').fill('Teachers');
  await teacher.getByLabel('People with this voice').fill('3');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Interview: 1 principal and 3 teachers. 7 turns of 3 speakers.').waitFor();
  expect((await who()).slice(-2)).toEqual(['Principal', 'Teachers']);
});

it('keeps how it came about', async () => {
  await page.getByRole('button', { name: 'Change the record' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Interview with the principal');
  await dialog.getByLabel('Day').fill('2026-06-12');
  await dialog.getByLabel('Consent').selectOption('written');
  await dialog.getByLabel('Questions asked').fill('How did it begin?\nWhat does it cost?');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Keep the record' }).click();
  await page.getByRole('heading', { name: 'Interview with the principal', level: 1 }).waitFor();
  await page.locator('.record').getByText('Given in writing').waitFor();
  expect(await page.locator('.record').innerText()).toContain('What does it cost?');
});

it('tells speakers by a pattern that is tried out first', async () => {
  await page.getByRole('button', { name: 'How speakers are told' }).click();
  const pattern = page.getByLabel('A line of the text looks like this');
  expect(await pattern.inputValue()).toBe('{speaker}: {words}');
  await pattern.fill('{speaker} says {words}');
  await page.getByText('No line of the text looks like this.').waitFor();
  await pattern.fill('');
  await page.getByText('The text stays whole.').waitFor();
  await page.getByRole('button', { name: 'Tell them so' }).click();
  await page.getByText('Nobody is told apart in it.').waitFor();
  expect((await words()).join('\n')).toContain('Teacher: Whatever happens.');
  await page.getByRole('button', { name: 'How speakers are told' }).click();
  await pattern.fill('{speaker}: {words}');
  await page.getByText('7 turns of 3 speakers: Interviewer, Head, Teacher').waitFor();
  await page.getByRole('button', { name: 'Tell them so' }).click();
  await page.getByText(/7 turns of 3 speakers\.$/).waitFor();
});

it('reads on a phone, in the dark and on paper, and takes the text away', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  expect(await page.getByRole('button', { name: 'Change the record' }).isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 1366, height: 768 });
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the text' }).click();
  expect((await waiting).suggestedFilename()).toBe('Interview with the principal.txt');
});

it('pastes words, and is told where there are none', async () => {
  await page.getByRole('link', { name: 'What people said' }).click();
  await page.getByText('Interview: 1 principal and 3 teachers').waitFor();
  await page.getByRole('button', { name: 'Paste words instead' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('A note');
  await page.getByLabel('What was said').fill('Nobody speaks here.');
  await page.getByRole('button', { name: 'Keep them' }).click();
  await page.getByRole('heading', { name: 'A note', level: 1 }).waitFor();
  await page.getByText('If the text names who speaks, say how it does.').waitFor();
  await page.getByRole('link', { name: 'What people said' }).click();
  await page.getByRole('heading', { name: '2 sources' }).waitFor();
  const bad = join(journey.data, 'bad.docx');
  writeFileSync(bad, Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]));
  await page.locator('input[type=file]').setInputFiles(bad);
  await page.getByText('is a damaged document').waitFor();
  await expectAccessible(page);
});

it('removes one after it was asked', async () => {
  await page.getByRole('link', { name: 'A note' }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await page.getByRole('heading', { name: '1 source', exact: true }).waitFor();
});

it('stands beside its translation, and says where the two do not line up', async () => {
  await page.getByRole('link', { name: 'Interview with the principal' }).click();
  await page.getByText('None. A translation stands beside the original').waitFor();
  const turns = await page.locator('.turn .said-by b').count();
  const translated = async (text: string) => {
    const file = join(journey.data, 'In German.txt');
    writeFileSync(file, text);
    await page.getByRole('button', { name: /^Bring a(nother| translation)$/ }).click();
    await page.getByLabel('Language').fill('German');
    await page.getByLabel('File').setInputFiles(file);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Keep it' }).click();
  };
  await translated('Interviewer: Wie begann es?\nHead: Mit dem Kessel.\n');
  await page.getByText('but it does not line up').waitFor();
  expect(await page.locator('.turn.beside').count()).toBe(0);
  await translated(german);
  await page.getByText('German, turn by turn beside the original.').waitFor();
  // The title before anybody speaks has none.
  expect(await page.locator('.turn.beside').count()).toBe(turns - 1);
  await page.getByText('Freitags halten wir eine Stunde frei.').waitFor();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(page);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByRole('region', { name: 'Translation' }).getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await page.getByText('None. A translation stands beside the original').waitFor();
});

it('is heard from the turn that one reads, and the recording is removed when it is not needed', async () => {
  await page.getByRole('link', { name: 'What people said' }).click();
  const titles = join(journey.data, 'Lesson.srt');
  const said = (number: number, at: string, line: string) =>
    `${String(number)}\n00:00:0${at},000 --> 00:00:09,000\n${line}\n\n`;
  writeFileSync(
    titles,
    said(1, '0', 'Teacher: Who agrees?') +
      said(2, '2', 'Pupil: I do.') +
      said(3, '3', 'Teacher: Why?') +
      said(4, '4', 'Pupil: Because.'),
  );
  await page.locator('input[type=file]').setInputFiles(titles);
  await page.getByRole('heading', { name: 'Lesson', level: 1 }).waitFor();
  expect(await page.getByRole('button', { name: /^Hear turn/ }).count()).toBe(0);
  const sound = join(journey.data, 'Lesson.wav');
  writeFileSync(sound, silence(6));
  await page.getByLabel('Bring a recording').setInputFiles(sound);
  await page.getByText('Press the time of a turn to hear it.').waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);
  await page.getByRole('button', { name: 'Hear turn 2 from 0:02' }).click();
  const at = () => page.locator('audio').evaluate((player: HTMLAudioElement) => player.currentTime);
  await expect.poll(at).toBeGreaterThanOrEqual(2);
  await page.getByRole('region', { name: 'Recording' }).getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await page.getByText('None. With one, turns whose time is known').waitFor();
  expect(await page.getByRole('button', { name: /^Hear turn/ }).count()).toBe(0);
  expect(journey.errors).toEqual([]);
});
