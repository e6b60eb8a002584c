import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type Connection } from '../../src/contract/client.ts';
import * as imports from '../../src/contract/imports.ts';
import { makeInvitation } from '../../src/contract/invitations.ts';
import { readJob } from '../../src/contract/jobs.ts';
import { listSchools } from '../../src/contract/schools.ts';
import { createWorkspace } from '../../src/contract/workspaces.ts';
import { goodPassword } from '../support/people.ts';
import { startStage, type Stage } from '../support/journey.ts';
import { signInTo } from '../support/process.ts';
import { networkCsv, networkMapping } from '../support/standings.ts';
import { joinAs, reach } from './guests.ts';
import { expectAccessible } from './visit.ts';

/** A lead publishes where schools stand; a head teacher signs in, reads it, prints it and asks for a conversation. */

let stage: Stage;
let lead: Page;
let head: Page;
let base: string;
/** An invitation for whoever leads a school. */
let invitationTo: (school: string) => Promise<string>;
/** The school that was asked for, as the introduction names it. */
let wanted: string;
/** A folder for pictures of what was seen, where somebody wants to look. */
const pictures = process.env['REEDBED_PICTURES'];

beforeAll(async () => {
  stage = await startStage();
  const { server, data } = stage;
  const cookie = await signInTo(server, data);
  const connection: Connection = {
    origin: server.url,
    headers: { cookie },
    fetch: (url, init) => fetch(url, init as RequestInit),
  };
  const { id: workspace } = await call(connection, createWorkspace, { name: 'Marram network' });
  base = `${server.url}/w/${workspace}`;
  const file = await call(connection, imports.uploadFile, { workspace, name: 'network.csv' }, networkCsv());
  const job = await call(connection, imports.storeImport, {
    workspace,
    import: file.id,
    mapping: networkMapping,
  });
  let state: string = job.state;
  while (state === 'waiting' || state === 'running') {
    await sleep(200);
    ({ state } = await call(connection, readJob, { workspace, job: job.id }));
  }
  expect(state).toBe('done');
  invitationTo = async (name) => {
    const { schools } = await call(connection, listSchools, { workspace, find: name });
    const school = schools[0]?.id ?? '';
    return (await call(connection, makeInvitation, { workspace, roles: [{ role: 'school leader', school }] }))
      .link;
  };
  const [name = '', value = ''] = cookie.split('=');
  const { context, page } = await stage.visitor();
  await context.addCookies([{ name, value, url: server.url }]);
  lead = page;
}, 180_000);
afterAll(() => stage.stop());

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/** How far the top of the second lies below the bottom of the first. */
async function between(above: Locator, below: Locator): Promise<number> {
  const [first, second] = [await above.boundingBox(), await below.boundingBox()];
  return (second?.y ?? NaN) - (first?.y ?? NaN) - (first?.height ?? NaN);
}

/** How many sheets of A4 the page prints on. */
async function sheets(page: Page, name: string): Promise<number> {
  const path = pictures === undefined ? {} : { path: join(pictures, `${name}.pdf`) };
  const pdf = await page.pdf({ preferCSSPageSize: true, ...path });
  if (pictures !== undefined) {
    // The sheet without its margins, as high as what is printed.
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 673, height: 979 });
    await picture(page, `${name}-sheet`);
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.emulateMedia({ media: null });
  }
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

describe('a lead', () => {
  it('publishes where every school stands, from the Identify page', async () => {
    await lead.goto(`${base}/identify`);
    await lead.getByRole('button', { name: 'Publish with these settings' }).click();
    await lead.getByText('Published. Every school can read its page.').waitFor({ timeout: 60_000 });
    await lead.getByText(/40 pages were published/).waitFor();
    await expectAccessible(lead);
    await lead.getByRole('link', { name: 'Ash Primary' }).first().click();
    await lead
      .getByRole('heading', { level: 1, name: /Ash Primary does better than its circumstances predict/ })
      .waitFor();
    await picture(lead, 'lead');
    await expectAccessible(lead);
    await lead
      .getByRole('navigation', { name: 'School pages' })
      .getByRole('link', { name: 'Registry' })
      .click();
    await lead
      .getByRole('link', { name: /network.csv, row/ })
      .first()
      .waitFor();
    await expectAccessible(lead);
  });
});

describe('a head teacher', () => {
  it('joins, and signs in the next day with a password, by keyboard alone', async () => {
    const joining = await stage.visitor();
    await joinAs(joining, await invitationTo('Alder Primary'), 'Tom Reed');
    await joining.context.close();
    ({ page: head } = await stage.visitor());
    await head.goto(base);
    await head.getByLabel('E-mail address').focus();
    await head.keyboard.type('tom.reed@marram.example');
    await head.keyboard.press('Tab');
    await head.keyboard.type(goodPassword);
    await head.keyboard.press('Enter');
    await head.waitForURL(/\/identify/);
  });

  it('reads where the school stands, and how sure that is', async () => {
    await head.getByRole('link', { name: 'See where Alder Primary stands' }).waitFor();
    await reach(head, 'See where Alder Primary stands');
    await head.keyboard.press('Enter');
    await head.getByRole('heading', { level: 1, name: /Alder Primary .*circumstances predict/ }).waitFor();
    const text = await head.locator('main').innerText();
    expect(text).toMatch(/the true figure may be anything from \d+ below to \d+ above/);
    expect(text).toMatch(/How sure are we\?/);
    expect(text).toMatch(/One pupil moves the result by/);
    expect(text).not.toMatch(/struggling|\brank\b|\d(?:st|nd|rd|th)\b/i);
    await expectAccessible(head);
    await picture(head, 'head');
    await reach(head, 'Show as table');
    await head.keyboard.press('Enter');
    await head.getByRole('cell', { name: 'Alder Primary: 95% interval begins' }).waitFor();
    await reach(head, 'Hide the table');
    await head.keyboard.press('Enter');
  });

  it('prints one page for governors, or two with the measures', async () => {
    expect(await sheets(head, 'one')).toBe(1);
    await head.evaluate(() => {
      window.print = () => undefined;
    });
    await head.getByRole('button', { name: 'Print two pages' }).click();
    expect(await sheets(head, 'two')).toBe(2);
    await head.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await sheets(head, 'again')).toBe(1);
  });

  it('prints no heading of a table with a single row, wherever the sheet ends', async () => {
    const { context, page } = await stage.visitor();
    await context.addCookies(await head.context().cookies());
    await page.goto(`${base}/identify`);
    await page.getByRole('table').waitFor();
    for (let down = 380; down <= 720; down += 34) {
      await page.locator('.opening').evaluate((one, room) => {
        one.style.paddingBottom = `${String(room)}px`;
      }, down);
      const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
      const { text } = await extractText(pdf, { mergePages: false });
      const parts = text.filter((sheet) => sheet.includes('High means'));
      const rows = parts.map((sheet) => sheet.match(/, 20\d\d/g)?.length ?? 0);
      expect(rows.reduce((sum, one) => sum + one)).toBe(12);
      expect(Math.min(...rows)).toBeGreaterThanOrEqual(2);
    }
    await context.close();
  });

  it('asks a school that does better for a conversation, by keyboard alone', async () => {
    await head.locator('#main').focus();
    await reach(head, 'Ask for a conversation');
    await head.keyboard.press('Enter');
    await head.getByRole('dialog').waitFor();
    await expectAccessible(head);
    await picture(head, 'dialog');
    await head.getByLabel('With whom, and about what').focus();
    await head.keyboard.press('Tab');
    await head.keyboard.type('How do you teach reading in year 3?');
    await reach(head, 'Send the request');
    await head.keyboard.press('Enter');
    await head.getByText(/Asked today; not answered yet\./).waitFor();
    const button = head.getByRole('button', { name: 'Ask for a conversation' });
    expect(await between(button, head.locator('.requests').first())).toBeGreaterThanOrEqual(16);
    expect(
      await between(head.locator('.requests').first(), head.getByRole('link', { name: 'All requests' })),
    ).toBeGreaterThanOrEqual(8);
    // Back where they were, and not at the beginning of the page.
    await expect
      .poll(() => head.evaluate(() => document.activeElement?.textContent))
      .toBe('Ask for a conversation');
    await expectAccessible(head);
  });

  it('reads the same on a phone, in the dark and without moving sideways', async () => {
    await head.setViewportSize({ width: 390, height: 844 });
    await head.emulateMedia({ colorScheme: 'dark' });
    await head.reload();
    await head.getByRole('heading', { level: 1, name: /Alder Primary/ }).waitFor();
    await head.getByText(/not answered yet/).waitFor();
    const wide = await head.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await expectAccessible(head);
    await picture(head, 'phone-dark');
    await head.emulateMedia({ colorScheme: 'light' });
    await head.setViewportSize({ width: 1366, height: 768 });
  });
});

describe('the lead, again', () => {
  it('is told that a school asks, and introduces the two', async () => {
    await lead.goto(`${base}/identify`);
    const waiting = lead.getByRole('link', { name: '1 school asks for a conversation' });
    await waiting.waitFor();
    expect(await between(lead.locator('.opening .lede'), waiting)).toBeGreaterThanOrEqual(6);
    expect(await between(waiting, lead.locator('.split.identify'))).toBeGreaterThanOrEqual(8);
    await waiting.click();
    await lead.getByText('How do you teach reading in year 3?').waitFor();
    await expectAccessible(lead);
    await lead.emulateMedia({ media: 'print' });
    expect(await lead.getByText('How do you teach reading in year 3?').isVisible()).toBe(true);
    expect(await lead.getByText('A word to both schools').isVisible()).toBe(false);
    await lead.emulateMedia({ media: null });
    await lead.getByRole('button', { name: 'Introduce the schools' }).click();
    await lead.getByRole('alert').getByText('Write a few words to go with your answer.').waitFor();
    await lead.getByLabel('A word to both schools').fill('Please meet on Tuesday; Tom calls.');
    await picture(lead, 'conversations');
    await lead.getByRole('button', { name: 'Introduce the schools' }).click();
    const said = await lead.getByText(/This introduces Alder Primary and .+ to each other\./).innerText();
    wanted = /and (.+) to each other/.exec(said)?.[1] ?? '';
    await expectAccessible(lead);
  });

  it('and the head reads the answer on the page', async () => {
    await head.reload();
    await head.getByText('Please meet on Tuesday; Tom calls.').waitFor();
    await head.getByRole('link', { name: 'All requests' }).click();
    await head.getByRole('heading', { name: 'Who would like to talk to whom' }).waitFor();
    await expectAccessible(head);
  });

  it('and so does the head who was asked, led there from the page of that school', async () => {
    const { page } = await stage.visitor();
    await joinAs({ context: page.context(), page }, await invitationTo(wanted), 'Ana Holt');
    await page.getByRole('link', { name: `See where ${wanted} stands` }).click();
    await page.getByText(`Alder Primary would like to talk to ${wanted} about`).waitFor();
    await page.getByRole('link', { name: 'All requests' }).click();
    await page
      .getByRole('heading', { name: `Alder Primary would like to talk to ${wanted} about` })
      .waitFor();
    expect(await page.getByRole('link', { name: 'the page of Alder Primary' }).count()).toBe(0);
    expect(stage.errors).toEqual([]);
  });
});
