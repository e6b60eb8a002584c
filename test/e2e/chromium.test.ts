import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, ownChromium } from '../support/chromium.ts';

describe('the browser that the journeys run in', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  it('draws text in a font, not as empty boxes', async () => {
    const page = await browser.newPage();
    const widths = await page.evaluate(() => {
      const context = document.createElement('canvas').getContext('2d');
      if (!context) return [];
      context.font = '40px sans-serif';
      return ['i', 'm', 'W'].map((letter) => context.measureText(letter).width);
    });
    const [narrow, middle, wide] = widths;
    expect(narrow).toBeGreaterThan(0);
    expect(middle).toBeGreaterThan(narrow * 1.5);
    expect(wide).toBeGreaterThan(narrow * 1.5);
    await page.close();
  });

  it('takes a picture that changes with the text on the page', async () => {
    const page = await browser.newPage({ viewport: { width: 300, height: 100 } });
    const picture = async (text: string) => {
      await page.setContent(`<p style="font-size: 40px">${text}</p>`);
      return page.screenshot();
    };
    const reed = await picture('reed');
    expect(reed.subarray(1, 4).toString()).toBe('PNG');
    expect(reed.equals(await picture('reed'))).toBe(true);
    expect(reed.equals(await picture('oak'))).toBe(false);
    await page.close();
  });
});

describe('where the browser comes from', () => {
  it('is what CHROMIUM_PATH names, before any other', () => {
    const folder = mkdtempSync(join(tmpdir(), 'chromium-path-'));
    const file = join(folder, 'my-chromium');
    writeFileSync(file, '');
    expect(ownChromium(file, ['/'])?.path).toBe(file);
    expect(ownChromium('', ['/'])?.path).toBe('/');
    rmSync(folder, { recursive: true });
  });

  it('refuses a CHROMIUM_PATH that does not exist, by name', () => {
    expect(() => ownChromium('/no/such/chromium')).toThrow('/no/such/chromium');
  });

  it("is not the machine's own where there is none", () => {
    expect(ownChromium('', ['/no/such/chromium'])).toBeNull();
  });
});
