import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { afterAll, describe, expect, it } from 'vitest';
import { servePages } from '../../src/server/platform/pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'reedbed-pages-'));
mkdirSync(join(folder, 'assets'));
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Reedbed</title>');
writeFileSync(join(folder, 'assets', 'index-1.js'), 'export {};');
writeFileSync(join(folder, '..', 'secret-beside.txt'), 'secret');
const hono = new Hono();
servePages(hono, folder);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(folder, '..', 'secret-beside.txt'), { force: true });
});

describe('the pages', () => {
  it('answer any address of the application with its entry', async () => {
    const response = await hono.request('/w/some/identify');
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('<title>Reedbed</title>');
  });

  it('are compressed, kept for ever by name, and not sent twice', async () => {
    const response = await hono.request('/assets/index-1.js', { headers: { 'accept-encoding': 'gzip, br' } });
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(gunzipSync(await response.arrayBuffer()).toString()).toBe('export {};');
    const headers = { 'if-none-match': response.headers.get('etag') ?? '' };
    expect((await hono.request('/assets/index-1.js', { headers })).status).toBe(304);
  });

  it('do not take a missing script for a page, nor leave their folder', async () => {
    expect((await hono.request('/assets/gone-2.js')).status).toBe(404);
    for (const path of [
      '/../secret-beside.txt',
      '/%2e%2e/secret-beside.txt',
      '/assets/..%2f..%2fsecret-beside.txt',
    ]) {
      expect(await (await hono.request(path)).text(), path).not.toContain('secret');
    }
  });

  it('say how to build them where they are not', async () => {
    const empty = new Hono();
    servePages(empty, join(folder, 'nowhere'));
    const response = await empty.request('/');
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
  });
});
