import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Hono } from 'hono';

interface Page {
  body: Uint8Array<ArrayBuffer>;
  /** Compressed at first use; null for what is compressed already. */
  gzip: () => Uint8Array<ArrayBuffer> | null;
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

/** Serves the built pages from memory: some forty files, read at the start, so that a later build mixes with none of them. */
export function servePages(hono: Hono, folder: string): void {
  const pages = new Map(listFiles(folder).map((path) => [path, readPage(folder, path)]));
  hono.get('*', (context) => {
    const path = context.req.path.slice(1);
    // A missing asset is missing; any other address is a page of the application.
    const found = pages.get(path) ?? (path.startsWith('assets/') ? undefined : pages.get('index.html'));
    if (pages.size === 0) return context.text('The pages are not built. Run: npm run build', 503);
    if (found === undefined) return context.text('Not found', 404);
    if (context.req.header('if-none-match') === found.etag) return context.body(null, 304);
    const zipped = (context.req.header('accept-encoding') ?? '').includes('gzip') ? found.gzip() : null;
    return context.body(zipped ?? found.body, 200, {
      'content-type': found.type,
      etag: found.etag,
      'cache-control': found.lasting ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
      ...(zipped === null ? {} : { 'content-encoding': 'gzip' }),
    });
  });
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function readPage(folder: string, path: string): Page {
  const body = new Uint8Array(readFileSync(join(folder, path)));
  const type = types[extname(path)] ?? 'application/octet-stream';
  const packs = /^(text|image\/svg|application\/json)/.test(type);
  let packed: Uint8Array<ArrayBuffer> | undefined;
  const gzip = () => (packs ? (packed ??= new Uint8Array(gzipSync(body))) : null);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { body, gzip, type, etag, lasting: path.startsWith('assets/') };
}
