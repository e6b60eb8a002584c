import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv } from '../support/schools.ts';
import { startStage, type Stage } from '../support/journey.ts';
import { expectOnly, joinAs, lookRound, reach } from './guests.ts';
import { arrived, expectAccessible, expectNoSideways, startWorkspace } from './visit.ts';

/** An owner sets up a network and invites a head, an analyst and a governor; each sees only their own. */

let stage: Stage;
let context: BrowserContext;
let page: Page;
let workspace: string;
/** The links by name, as the owner was told them. */
const links = new Map<string, string>();

beforeAll(async () => {
  stage = await startStage();
  ({ context, page } = await stage.visitor());
  await page.goto(await stage.link());
  await arrived(page);
}, 180_000);
afterAll(() => stage.stop());

async function takeLink(name: string): Promise<void> {
  links.set(name, await page.getByLabel('The link').inputValue());
}

describe('an owner', () => {
  it('starts a network, brings its schools, and opens the page of its people', async () => {
    await startWorkspace(page, 'Marram network');
    writeFileSync(join(stage.files, 'schools.csv'), csv);
    await page.locator('input[type=file]').setInputFiles(join(stage.files, 'schools.csv'));
    await page.waitForURL(/\/import\//);
    await page.getByRole('button', { name: 'Store 12 schools' }).click();
    await page.getByRole('link', { name: /which schools beat the odds/i }).click();
    await page.getByText('checked by the server').waitFor();
    workspace = /\/w\/([^/]+)/.exec(page.url())?.[1] ?? '';
    await page.locator('.pick').click();
    await page.getByRole('link', { name: 'People of this workspace' }).click();
    await page.getByRole('heading', { name: 'No invitation is open' }).waitFor();
    expect(await page.locator('.lede').innerText()).toContain('Nobody but you works here yet.');
    await expectAccessible(page);
  });

  it('invites the head of a school by keyboard alone', async () => {
    await reach(page, 'Invite somebody');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Invite somebody' }).waitFor();
    await expectAccessible(page);
    await reach(page, 'Role');
    await page.keyboard.type('School');
    await reach(page, 'School');
    await page.keyboard.type('as');
    await page.getByText('Choose one of 1.').waitFor();
    await reach(page, 'Ash');
    await page.keyboard.press('Enter');
    await reach(page, 'Name');
    await page.keyboard.type('Grace Okafor');
    await reach(page, 'What for');
    await page.keyboard.type('Please look at the figures of your school.');
    expect(await page.getByRole('region', { name: 'What they will see' }).innerText()).toContain(
      'School leader, Ash',
    );
    await reach(page, 'Make the invitation');
    await page.keyboard.press('Enter');
    await page.getByText('It is shown only now.').waitFor();
    await expectAccessible(page);
    await takeLink('head');
    await reach(page, 'Done');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'One invitation is open' }).waitFor();
  });

  it('invites an analyst and a governor', async () => {
    const invite = async (role: string, school: string | null) => {
      await page.getByRole('button', { name: 'Invite somebody' }).click();
      await page.getByLabel('Role', { exact: true }).selectOption({ label: role });
      if (school !== null) {
        await page.getByLabel('School', { exact: true }).fill(school);
        await page.getByRole('button', { name: school, exact: true }).click();
      }
      await page.getByRole('button', { name: 'Make the invitation' }).click();
      await page.getByText('It is shown only now.').waitFor();
    };
    await invite('Evaluator', null);
    await takeLink('analyst');
    await page.getByRole('button', { name: 'Done' }).click();
    await invite('Viewer of one school', 'Birch');
    await takeLink('governor');
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('heading', { name: 'Three invitations are open' }).waitFor();
    await expectAccessible(page);
  });

  it('is told in words what an invitation still lacks', async () => {
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByRole('button', { name: 'Make the invitation' }).click();
    await page.getByText('Choose a role.').waitFor();
    await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Staff' });
    await page.getByText('Choose the school.').waitFor();
    await expectAccessible(page);
    await page.getByLabel('Name', { exact: true }).press('a');
    await page.emulateMedia({ media: 'print' });
    const focus = page.locator(':focus-visible');
    expect(await focus.evaluate((one) => getComputedStyle(one).outlineStyle)).toBe('none');
    await page.emulateMedia({ media: 'screen' });
    await page.keyboard.press('Escape');
  });

  it('names another network of a school', async () => {
    await page.getByRole('button', { name: 'Name another network' }).click();
    await page.getByLabel('Name of the network').fill('Coast Reading Network');
    await page.getByRole('button', { name: 'Cedar', exact: true }).click();
    await page.getByRole('button', { name: 'Note it' }).click();
    await page.getByRole('button', { name: 'Remove: Cedar, Coast Reading Network' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByText('Cedar also belongs to Coast Reading Network.').waitFor();
  });
});

const base = () => `${stage.server.url}/w/${workspace}`;

describe('each of them', () => {
  it('the head: the figures of the own school, and no other school anywhere', async () => {
    const guest = await joinAs(await stage.visitor(), links.get('head') ?? '', 'Grace Okafor');
    await guest.page.getByRole('heading', { name: 'What is known of Ash' }).waitFor();
    await guest.page
      .getByRole('row', { name: /^Result 71/ })
      .first()
      .waitFor();
    await expectAccessible(guest.page);
    await guest.page.setViewportSize({ width: 390, height: 844 });
    // Schools have longer names than this one.
    await guest.page
      .getByRole('link', { name: 'See where Ash stands' })
      .evaluate(
        (link) => (link.textContent = 'See where Church Crookham Church of England Junior School stands'),
      );
    await expectNoSideways(guest.page);
    await guest.page.setViewportSize({ width: 1366, height: 768 });
    await expectOnly(guest, ['Ash']);
    await lookRound(guest);
    await guest.page.goto(`${base()}/schools`);
    await guest.page.getByText('Others may belong to it that you do not see.').waitFor();
    await expectOnly(guest, ['Ash']);
    await guest.page.goto(`${base()}/files`);
    await guest.page.getByRole('heading', { name: 'This is not open to you' }).waitFor();
    expect(await guest.page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    await guest.page.getByRole('button', { name: 'Go back' }).click();
    await guest.page.getByText('Others may belong to it that you do not see.').waitFor();
    await guest.context.close();
  });

  it('the analyst: every school under a letter, and no name anywhere', async () => {
    const guest = await joinAs(await stage.visitor(), links.get('analyst') ?? '', 'Ed Sharp');
    await guest.page.getByText('checked by the server').waitFor();
    await guest.page.getByText('You see letters for the names of schools').waitFor();
    expect(await guest.page.locator('.lede').innerText()).toContain('1 reaches the top quarter of results');
    await guest.page.getByLabel('List').selectOption({ label: 'All with all values' });
    expect(await guest.page.locator('#schools tbody tr').count()).toBe(10);
    await expectAccessible(guest.page);
    await lookRound(guest);
    await expectOnly(guest, []);
    expect(await guest.answers()).toContain('School A');
    await guest.context.close();
  });

  it('the governor: one school, and no way to invite or to change', async () => {
    const guest = await joinAs(await stage.visitor(), links.get('governor') ?? '', 'Wilma Dray');
    await guest.page.getByRole('heading', { name: 'What is known of Birch' }).waitFor();
    await expectAccessible(guest.page);
    await lookRound(guest);
    expect(await guest.page.getByRole('button', { name: 'Save the settings' }).count()).toBe(0);
    await guest.page.goto(`${base()}/people`);
    await guest.page.getByText('Ask Owner to invite them.').waitFor();
    expect(await guest.page.getByRole('button', { name: 'Invite somebody' }).count()).toBe(0);
    // There may be studies: it is only that they are not for a single school.
    await guest.page.goto(`${base()}/studies`);
    await guest.page.getByText('Studies are for those who see the whole network.').waitFor();
    expect(await guest.page.getByText('No studies yet').count()).toBe(0);
    await expectOnly(guest, ['Birch']);
    await guest.context.close();
  });
});

describe('the owner again', () => {
  it('finds all three in the list, looks as one of them, and shows a school for a while', async () => {
    await page.reload();
    await page.getByRole('cell', { name: 'Ed Sharp' }).first().waitFor();
    await expect.poll(() => page.locator('.members tbody tr').count()).toBe(4);
    expect(
      await page
        .getByRole('row', { name: /Wilma Dray/ })
        .first()
        .innerText(),
    ).toMatch(/Viewer\s+Birch\s+today/);
    await page.getByRole('button', { name: 'Look as another role' }).click();
    await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Evaluator' });
    expect(
      await page
        .getByRole('row', { name: /schools by name/ })
        .first()
        .innerText(),
    ).toMatch(/0\s+12/);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Grace Okafor' }).click();
    await page.getByRole('button', { name: 'Show a school' }).click();
    await page.getByRole('button', { name: 'Birch', exact: true }).click();
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('Until').fill(until);
    await page.getByLabel('Why').fill('Peer review');
    await page.getByRole('button', { name: 'Show the school' }).click();
    await page.getByRole('button', { name: 'End: Birch' }).waitFor();
    await expectAccessible(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('Schools shown for a while').isVisible()).toBe(true);
    expect(await page.getByText(/sees nothing of this workspace any more/).isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await page.keyboard.press('Escape');
    await page
      .getByRole('cell', { name: /Ash; sees Birch until/ })
      .first()
      .waitFor();
  });

  it('changes the settings, is told what is wrong, and the words follow', async () => {
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    await page.getByLabel('People behind a figure, at least').fill('2');
    await page.getByText('students', { exact: true }).click();
    await page.getByRole('button', { name: 'Save the settings' }).click();
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('summary');
    await expectAccessible(page);
    await page.getByLabel('People behind a figure, at least').fill('10');
    await page.getByRole('button', { name: 'Save the settings' }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByRole('link', { name: /Understand/ }).click();
    await page.getByText('leaders, teachers, parents, students.').waitFor();
  });

  it('fits a phone, the dark and paper', async () => {
    for (const path of ['/people', '/settings']) {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(base() + path);
      await page.locator('.people-place').waitFor({ state: 'detached' });
      await page.locator('.split.people').waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      await expectAccessible(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      await expectAccessible(page);
      await page.emulateMedia({ colorScheme: 'light', media: 'print' });
      expect(await page.getByRole('button', { name: /Invite|Save the settings/ }).count()).toBe(0);
      await page.emulateMedia({ media: 'screen' });
      await page.setViewportSize({ width: 1366, height: 768 });
    }
  });

  it('prints of each setting what is chosen, and nothing else', async () => {
    await page.goto(`${base()}/settings`);
    await page.locator('.settings').waitFor();
    await page.emulateMedia({ media: 'print' });
    const chosen = async (label: string) => page.getByRole('radiogroup', { name: label }).innerText();
    expect(await chosen('Those who learn are called')).toBe('students');
    expect(await chosen('Where quarters are numbered, the first holds')).toBe('the lowest values');
    expect(await chosen('The page of a school calls the schools like it')).toBe('by name');
    expect(await chosen('Who signs in with a second step, or with a passkey')).toBe('nobody must');
    const fields = page.locator('.settings .input');
    expect(await fields.evaluateAll((all) => all.map((one) => getComputedStyle(one).borderWidth))).toEqual(
      Array<string>(await fields.count()).fill('0px'),
    );
    expect(await page.getByText('Download everything').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
  });

  it('hands the network over and leaves it', async () => {
    await page.goto(`${base()}/settings`);
    await page.getByRole('button', { name: 'Leave the workspace' }).click();
    await page.getByRole('dialog', { name: 'has no other owner' }).waitFor();
    await expectAccessible(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('A workspace keeps at least one.').isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: 'Go back' }).click();
    await page.getByRole('button', { name: 'Hand the workspace over' }).click();
    await page.getByLabel('The next owner').selectOption({ label: 'Grace Okafor' });
    await page.getByLabel('And you').selectOption({ label: 'leave the workspace' });
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Hand it over' }).click();
    await page.waitForURL((url) => !url.pathname.includes(workspace));
    await page.goto(`${base()}/people`);
    await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor();
    expect(stage.errors).toEqual([]);
    await context.close();
  });
});
