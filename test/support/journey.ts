import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { runCommand, startServer } from './process.ts';
import { startedData } from './started.ts';

/** Somebody signed in to a server of their own, in a real browser. */
export interface Journey {
  page: Page;
  /** An empty folder for files that they bring. */
  files: string;
  stop(): Promise<void>;
}

export async function startJourney(): Promise<Journey> {
  const data = startedData();
  const files = mkdtempSync(join(tmpdir(), 'reedbed-files-'));
  const [server, browser] = await Promise.all([startServer(data), launchChromium()]);
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, acceptDownloads: true });
  const page = await context.newPage();
  await page.goto((await runCommand(data, ['user', 'link'])).stdout.trim());
  await page.getByRole('heading', { name: 'Where would you like to start?' }).waitFor();
  return {
    page,
    files,
    stop: async () => {
      await browser.close();
      server.child.kill('SIGTERM');
      await server.ended;
      rmSync(data, { recursive: true, force: true });
      rmSync(files, { recursive: true, force: true });
    },
  };
}
