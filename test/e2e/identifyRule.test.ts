import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startStage, type Stage } from '../support/journey.ts';
import { arrived, expectAccessible, openWorkspace } from './visit.ts';

let stage: Stage;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  stage = await startStage();
}, 180_000);
afterAll(() => stage.stop());

beforeEach(async () => {
  stage.complaints.length = 0;
  ({ context, page } = await stage.visitor());
  await page.goto(await stage.link());
  await arrived(page);
  await openWorkspace(page, 'California');
  await page.getByText('checked by the server').waitFor();
});
afterEach(async () => {
  expect([...stage.errors, ...stage.complaints]).toEqual([]);
  await context.close();
});

const lede = () => page.locator('.lede').innerText();
const downloadTable = async () => {
  const link = page.getByRole('link', { name: /Download table/ });
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return readFileSync(await file.path(), 'utf8').split('\r\n');
};

describe('an analyst', () => {
  const openFold = async () => {
    await page.getByText('Change', { exact: true }).click();
    await page.getByText('The rule itself').waitFor();
  };

  it('is told beside the counts that some groups are too small to tell much, and where it says why', async () => {
    const table = page.locator('#groups');
    await table.getByText('Some groups are so small that their labels may well be chance.').waitFor();
    await table.getByRole('link', { name: 'Which these are, why, and what to do' }).click();
    await page.getByText(/Mono \(3\).*Sierra \(3\).*\. Even if circumstances/).waitFor();
  });

  it('changes the rule, reads what each choice does, and shares it by its address', async () => {
    await openFold();
    await page.getByLabel('Hardest circumstances are').selectOption({ label: 'the hardest fifth' });
    await page.getByText(/resilient in place of 11, .* have another label/).waitFor();
    await page.getByLabel('A label must hold for').selectOption('2');
    await page.getByLabel('Give them by hand').check();
    await page.getByText(/correlate at 0\.9/).waitFor();
    await page.getByLabel('Schools that lack an indicator').selectOption('available');
    await page.waitForURL(/hardest=fifth.*hold=2.*weights=1.*missing=available/);
    await page.getByText('checked by the server').waitFor();
    expect(await lede()).toMatch(/reach the top quarter of results, 2 years running/);
    expect(await page.locator('.tallies').innerText()).toContain('hardest fifth');
    await expectAccessible(page);
    const said = await lede();
    await page.reload();
    await page.getByText('checked by the server').waitFor();
    expect(await lede()).toBe(said);
  });

  it('keeps the settings open while chance is reckoned with', async () => {
    await openFold();
    await page.getByLabel('Reckon with it').check();
    await page.getByText('Where they disagree, and why').waitFor();
    expect(await page.getByLabel('How many pupils are behind a result').isVisible()).toBe(true);
  });

  it('reckons with chance: how firm labels are, and where the model disagrees', async () => {
    await page.getByRole('button', { name: 'Reckon with chance' }).click();
    await page.getByText('Where they disagree, and why').waitFor();
    const table = page.locator('#schools');
    await table.getByRole('button', { name: 'How firm' }).click();
    await table.getByRole('button', { name: 'How firm' }).click();
    // The least firm comes first: a school of 131 pupils, its mark a ring.
    const least = table.locator('tbody tr').first();
    await table.getByLabel('List').selectOption({ label: 'Resilient' });
    expect(await least.innerText()).toMatch(/Solano Avenue Elementary[\s\S]*131[\s\S]*weak[\s\S]*[12] in 10/);
    // Two hold in far fewer than half of the draws; a third lies at the half, on one side or the other by the schools' ids.
    expect(await page.locator('figure svg circle[fill="var(--paper)"]').count()).toBeGreaterThanOrEqual(2);
    expect(await page.locator('#model').innerText()).toContain('clearly better than expected');
    // As wide as the scatter, so that on paper its words are no smaller.
    expect((await page.locator('figure.effects').boundingBox())?.width).toBeLessThanOrEqual(890);
    await expectAccessible(page);
    // The file says the same of it.
    const lines = await downloadTable();
    expect(lines.find((line) => line.includes('Solano Avenue'))).toContain('131');
  });

  it('reads how labels last, whom they cover and what the classical test lacks', async () => {
    expect(await page.locator('#years').innerText()).toMatch(
      /Of 13 schools resilient in 1999, 7 are in 2000 too/,
    );
    // What is negative is hatched, here too: without colour the two bars would look alike.
    const drawn = (kind: string) =>
      page
        .locator(`.flow-bar .kept.${kind}`)
        .first()
        .evaluate((bar) => getComputedStyle(bar).backgroundImage);
    expect(await drawn('struggling')).toContain('gradient');
    expect(await drawn('resilient')).toBe('none');
    expect(await page.locator('#coverage').innerText()).toContain('Quarters are of the covered schools');
    expect(await page.locator('#groups').innerText()).toContain('97% of schools covered');
    expect(await page.locator('#classical').innerText()).toContain('These data do not allow it.');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByText('Do the labels last?').first().click();
    await page.getByText(/Of 13 schools resilient/).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    await expectAccessible(page);
  });
});

describe('a part of the page that does not come', () => {
  it('is told in its place, the answer stands, and the page can be loaded again', async () => {
    const late = /\/assets\/(?:DrawPanel|More)-[^/]+\.js$/;
    await page.route(late, (route) => route.abort());
    await page.reload();
    await page.getByText('The place to draw schools could not be loaded.').waitFor();
    await page.getByText('What stands beside the rule could not be loaded.').waitFor();
    expect(await lede()).toContain('11 reach the top quarter of results');
    expect(await page.getByRole('figure').count()).toBe(1);
    // The browser itself complains of what did not come.
    stage.complaints.length = 0;
    await page.unroute(late);
    await page.getByRole('button', { name: 'Load the page again' }).first().click();
    await page.getByRole('heading', { name: 'Choose schools to study' }).waitFor();
    await page.getByRole('heading', { name: 'What the model says' }).waitFor();
  });
});
