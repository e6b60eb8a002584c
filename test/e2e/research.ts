import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startJourney, type Journey } from '../support/journey.ts';
import { becomeResearcher, startWorkspace } from './visit.ts';

/** A researcher in a workspace of their own, and what they do on many of its pages. */
export interface Research {
  journey: Journey;
  page: Page;
  /** Opens a page of the workspace that one is in. */
  goTo(path: string): Promise<unknown>;
  /** Drops a file on the page. */
  bring(name: string, content: string | Uint8Array): Promise<void>;
  /** What a link gives as a file. */
  download(link: string): Promise<Buffer>;
  /** Goes on in a workspace that is new. */
  elsewhere(name: string): Promise<void>;
}

export async function startResearch(): Promise<Research> {
  const journey = await startJourney();
  const { page } = journey;
  let workspace = '';
  const elsewhere = async (name: string) => {
    await startWorkspace(page, name);
    workspace = new URL(page.url()).pathname.split('/')[2] ?? '';
  };
  const goTo = (path: string) => page.goto(`${new URL(page.url()).origin}/w/${workspace}/${path}`);
  await elsewhere('Reed Schools');
  await goTo('people');
  await becomeResearcher(page);
  return {
    journey,
    page,
    goTo,
    elsewhere,
    bring: async (name, content) => {
      const file = join(journey.data, name);
      writeFileSync(file, content);
      await page.locator('input[type=file]').setInputFiles(file);
    },
    download: async (link) => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: link }).click(),
      ]);
      return readFileSync(await file.path());
    },
  };
}
