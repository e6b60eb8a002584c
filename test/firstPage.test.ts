import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { runTool } from '../scripts/tools.ts';
import { temporaryData } from './support/temporary.ts';

/** What the script of a page may weigh before it has its answer, in bytes (gzip). */
const most = 200_000;

/** A file of script, by its source: what it needs before it can run. What `import()` asks for later is not among that. */
type Manifest = Record<string, { file: string; imports?: string[] }>;

const folder = temporaryData();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Builds the pages as they are published, elsewhere. */
async function built(): Promise<Manifest> {
  const { code, output } = await runTool(
    'vite',
    ['build', '--logLevel=warn', '--manifest=manifest.json', '--emptyOutDir', `--outDir=${folder}`],
    { env: { NODE_ENV: 'production' } },
  );
  if (code !== 0) throw new Error(`The build failed:\n${output}`);
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
}

it('answers the question with at most 200 kB of script', async () => {
  const manifest = await built();
  const needed = new Set(['index.html', 'identifyRoute.tsx']);
  for (const source of needed) for (const one of manifest[source]?.imports ?? []) needed.add(one);
  const files = [...needed].map((source) => {
    const { file } = manifest[source] ?? { file: `of ${source} there is none` };
    return { file, bytes: gzipSync(readFileSync(join(folder, file))).length };
  });
  const bytes = files.reduce((sum, one) => sum + one.bytes, 0);
  const largest = files
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, 8)
    .map((one) => `${String(one.bytes)} ${one.file}`);
  // React alone is half of that: a smaller sum would mean that not everything was counted.
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes, `The largest of ${String(bytes)}:\n${largest.join('\n')}`).toBeLessThanOrEqual(most);
});
