import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

export interface Script {
  readonly file: string;
  /** Gzip. */
  readonly bytes: number;
  /** Milliseconds after the page was opened. */
  readonly asked: number;
}

/** Notes the script that a page asks for, and when `selector` first stood in it. Call before the page is opened. */
export async function watchScripts(page: Page, selector: string) {
  const bytes = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    const url = response.url();
    // A thread that is begun anew takes its file from the browser's store: each is counted once.
    if (!new URL(url).pathname.endsWith('.js') || bytes.has(url)) return;
    bytes.set(
      url,
      response.body().then((body) => gzipSync(body).length),
    );
  });
  await page.addInitScript((wanted) => {
    const observer = new MutationObserver(() => {
      if (document.querySelector(wanted) === null) return;
      Object.assign(globalThis, { answeredAt: performance.now() });
      observer.disconnect();
    });
    observer.observe(document, { childList: true, subtree: true });
  }, selector);
  return {
    answeredAt: () => page.evaluate(() => (globalThis as unknown as { answeredAt: number }).answeredAt),
    /** In the order in which they were asked for. */
    async scripts(): Promise<Script[]> {
      const asked = await page.evaluate(() =>
        performance.getEntriesByType('resource').map(({ name, startTime }) => [name, startTime] as const),
      );
      const first = new Map(asked.toReversed());
      const found = [...bytes].map(async ([url, size]) => ({
        file: new URL(url).pathname,
        bytes: await size,
        asked: first.get(url) ?? NaN,
      }));
      return (await Promise.all(found)).toSorted((a, b) => a.asked - b.asked);
    },
  };
}

export const total = (scripts: readonly Script[]) => scripts.reduce((sum, { bytes }) => sum + bytes, 0);
