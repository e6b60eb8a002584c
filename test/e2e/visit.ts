import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What several journeys do on a page. */

export async function expectAccessible(page: Page): Promise<void> {
  await settled(page);
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(
    violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`),
  ).toEqual([]);
}

/** What follows the size of the window is drawn in the next frame, and by then the page has nothing left to do. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        requestAnimationFrame(() => requestIdleCallback(() => done()));
      }),
  );
}

/** Nothing stands beyond the right edge of the page. */
export async function expectNoSideways(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(beyond).toBe(0);
}

/** Waits for the first page after signing in: one's own workspace, or the start of somebody who has none. */
export async function arrived(page: Page): Promise<void> {
  await page.waitForURL(({ pathname }) => pathname === '/' || /^\/w\/[^/]+\/identify$/.test(pathname));
}

/** Opens a workspace by its name in the menu. */
export async function openWorkspace(page: Page, name: string): Promise<void> {
  await page.locator('.pick').click();
  await page.locator('.menu').getByRole('link', { name }).click();
}

/** Chooses an act in the workspace's menu. */
export async function choose(page: Page, act: string): Promise<void> {
  await page.locator('.pick').click();
  await page.getByRole('button', { name: act }).click();
}

export async function startWorkspace(page: Page, name: string): Promise<void> {
  await choose(page, 'Start a workspace of your own');
  await page.getByLabel('Name of the workspace').fill(name);
  await page.getByRole('button', { name: 'Start the workspace' }).click();
  await page.getByText('No schools yet.').waitFor();
}

/** Somebody who runs a workspace takes the role of a researcher too, for all to see. */
export async function becomeResearcher(page: Page): Promise<void> {
  await page.locator('tr', { hasText: 'you' }).getByRole('button').first().click();
  await page.getByRole('button', { name: 'Another role as well' }).click();
  await page.getByLabel('Role', { exact: true }).nth(1).selectOption({ label: 'Researcher' });
  await page.getByRole('button', { name: 'Save the roles' }).click();
  await page.getByText('Saved.').waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
}

export async function deleteWorkspace(page: Page, name: string): Promise<void> {
  await choose(page, 'Delete this workspace');
  const title = page.getByRole('heading', { name: `Delete ‘${name}’?` });
  await title.waitFor();
  await page.getByRole('button', { name: 'Delete the workspace' }).click();
  await title.waitFor({ state: 'detached' });
}
