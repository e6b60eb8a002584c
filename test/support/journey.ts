import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { runCommand, startServer, type ServerProcess } from './process.ts';
import { startedData } from './started.ts';

/** A server after its first start, and a real browser to look at it with. */
export interface Stage {
  data: string;
  server: ServerProcess;
  browser: Browser;
  /** An empty folder for files that people bring. */
  files: string;
  /** Errors that nobody caught on any page. */
  errors: string[];
  /** Errors in any console: answers that refuse something are among them. */
  complaints: string[];
  /** A link that signs the first person in, once. */
  link(): Promise<string>;
  /** Somebody with a browser window of their own. */
  visitor(): Promise<{ context: BrowserContext; page: Page }>;
  stop(): Promise<void>;
}

export async function startStage(): Promise<Stage> {
  const data = startedData();
  const files = mkdtempSync(join(tmpdir(), 'reedbed-files-'));
  const [server, browser] = await Promise.all([startServer(data), launchChromium()]);
  const [errors, complaints]: [string[], string[]] = [[], []];
  return {
    data,
    server,
    browser,
    files,
    errors,
    complaints,
    link: async () => (await runCommand(data, ['user', 'link'])).stdout.trim(),
    visitor: async () => {
      const viewport = { width: 1366, height: 768 };
      const context = await browser.newContext({ viewport, acceptDownloads: true });
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      return { context, page };
    },
    stop: async () => {
      await browser.close();
      server.child.kill('SIGTERM');
      await server.ended;
      rmSync(data, { recursive: true, force: true });
      rmSync(files, { recursive: true, force: true });
    },
  };
}

/** Somebody signed in to a server of their own, in a real browser. */
export interface Journey extends Stage {
  page: Page;
}

export async function startJourney(): Promise<Journey> {
  const stage = await startStage();
  const { page } = await stage.visitor();
  await page.goto(await stage.link());
  await page.getByRole('heading', { name: 'Where would you like to start?' }).waitFor();
  return { ...stage, page };
}
