import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Hono } from 'hono';

interface Page {
  body: Uint8Array<ArrayBuffer>;
  gzip: Uint8Array<ArrayBuffer> | null;
  type: string;
  etag: string;
  lasting: boolean;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** Scripts only from this origin and none inline; styles may be inline, because charts and Mantine set them. */
export const securityHeaders: Record<string, string> = {
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Serves the built pages from memory: some forty files, read and compressed at first use. */
export function servePages(hono: Hono, folder: string): void {
  const pages = new Map<string, Page>();
  const page = (path: string) => {
    const known = pages.get(path);
    if (known !== undefined) return known;
    const read = readPage(folder, path);
    pages.set(path, read);
    return read;
  };
  const files = new Set(existsSync(folder) ? listFiles(folder) : []);
  hono.get('*', (context) => {
    if (files.size === 0) return context.text('The pages are not built. Run: npm run build', 503);
    const path = context.req.path.slice(1);
    const isFile = files.has(path);
    // A missing asset is missing; any other address is a page of the application.
    if (!isFile && path.startsWith('assets/')) return context.text('Not found', 404);
    const found = page(isFile ? path : 'index.html');
    if (context.req.header('if-none-match') === found.etag) return context.body(null, 304);
    const zipped = found.gzip !== null && (context.req.header('accept-encoding') ?? '').includes('gzip');
    return context.body(zipped && found.gzip !== null ? found.gzip : found.body, 200, {
      'content-type': found.type,
      etag: found.etag,
      'cache-control': found.lasting ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
      ...(zipped ? { 'content-encoding': 'gzip' } : {}),
    });
  });
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function readPage(folder: string, path: string): Page {
  const body = new Uint8Array(readFileSync(join(folder, path)));
  const type = types[extname(path)] ?? 'application/octet-stream';
  const gzip = /^(text|image\/svg|application\/json)/.test(type) ? new Uint8Array(gzipSync(body)) : null;
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { body, gzip, type, etag, lasting: path.startsWith('assets/') };
}
