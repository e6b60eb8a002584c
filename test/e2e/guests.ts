import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { goodPassword } from '../support/people.ts';
import { csv } from '../support/schools.ts';
import { expectAccessible } from './visit.ts';

/** Those who come to a network by an invitation, and everything that they are told there. */

const schools = csv
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => ({ reference: line.split(',')[0] ?? '', name: line.split(',')[1] ?? '' }));

/** Presses Tab until what is wanted has the focus: a control by its label, a button by its words. */
export async function reach(page: Page, words: string): Promise<void> {
  const focused = () =>
    page.evaluate(() => {
      const at = document.activeElement;
      return at?.textContent?.trim() === '' || at instanceof HTMLSelectElement
        ? (document.querySelector(`label[for="${at?.id ?? ''}"]`)?.textContent ?? '')
        : (at?.textContent?.trim() ?? '');
    });
  for (let presses = 0; presses < 90; presses++) {
    const at = await focused();
    if (at === words) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not reach ${words}; it is at ‘${await focused()}’.`);
}

export interface Guest {
  context: BrowserContext;
  page: Page;
  /** Every answer of the interface that the page received. */
  answers: () => Promise<string>;
}

/** An invitation that whoever runs the workspace makes on its page of people. */
export async function linkFor(page: Page, workspace: string, role: string): Promise<string> {
  await page.goto(`${workspace}/people`);
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.getByLabel('Role', { exact: true }).selectOption({ label: role });
  await page.getByRole('button', { name: 'Make the invitation' }).click();
  return page.getByLabel('The link').inputValue();
}

/** Somebody else, in a browser of their own beside that of a page. */
export async function stranger(beside: Page): Promise<Omit<Guest, 'answers'>> {
  const context = await beside
    .context()
    .browser()
    ?.newContext({ viewport: { width: 1366, height: 768 } });
  if (context === undefined) throw new Error('There is no browser.');
  return { context, page: await context.newPage() };
}

/** Opens the link, joins on its page and lands in the workspace. */
export async function joinAs(guest: Omit<Guest, 'answers'>, link: string, name: string): Promise<Guest> {
  const bodies: Promise<string>[] = [];
  guest.page.on('response', (response) => {
    if (new URL(response.url()).pathname.startsWith('/api/')) bodies.push(response.text().catch(() => ''));
  });
  await guest.page.goto(link);
  await guest.page.getByRole('heading', { name: /invites you to Marram network/ }).waitFor();
  await expectAccessible(guest.page);
  await guest.page.getByLabel('Your name').fill(name);
  await guest.page
    .getByLabel('E-mail address')
    .fill(`${name.replace(' ', '.').toLowerCase()}@marram.example`);
  await guest.page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await guest.page.getByRole('button', { name: 'Join Marram network' }).click();
  await guest.page.waitForURL(/\/w\//);
  return { ...guest, answers: async () => (await Promise.all(bodies)).join('\n') };
}

/** Looks at every page there is, and asks the interface for whatever might tell more. */
export async function lookRound({ page: at }: Guest): Promise<void> {
  const { origin, pathname } = new URL(at.url());
  const workspace = pathname.split('/')[2] ?? '';
  const base = `${origin}/w/${workspace}`;
  await at.goto(`${base}/people`);
  await at.getByRole('heading', { name: 'What each role may do' }).waitFor();
  await at.getByRole('rowheader', { name: 'See figures of a school' }).waitFor();
  await expectAccessible(at);
  await at.goto(`${base}/settings`);
  await at.getByRole('heading', { name: 'Small numbers' }).waitFor();
  await expectAccessible(at);
  for (const path of [
    '',
    '/people',
    '/people/schools',
    '/invitations',
    '/roles',
    '/settings',
    '/other-networks',
    '/look-as?role=owner',
    '/identification/frame',
    '/identification',
    '/identification/schools.csv',
    '/identification/figure.svg',
    '/identification/frame?measure=result',
  ]) {
    await at.evaluate(
      (address) => fetch(address).then((one) => one.text()),
      `/api/workspaces/${workspace}${path}`,
    );
  }
}

export async function expectOnly(guest: Guest, own: readonly string[]): Promise<void> {
  const seen = `${await guest.answers()}\n${await guest.page.locator('body').innerText()}`;
  const others = schools.filter(({ name }) => !own.includes(name));
  const told = others.filter(({ name, reference }) => new RegExp(`\\b(${name}|${reference})\\b`).test(seen));
  expect(told).toEqual([]);
  for (const name of own) expect(seen).toMatch(new RegExp(`\\b${name}\\b`));
  expect(seen).not.toContain('Coast Reading Network');
}
