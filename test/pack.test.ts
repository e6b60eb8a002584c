import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../scripts/tools.ts';
import { installPacked, type Manifest, type Packed } from './support/packed.ts';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

describe('the package, installed elsewhere', () => {
  let packed: Packed;
  beforeAll(async () => {
    packed = await installPacked(manifest);
  }, 120_000);
  afterAll(() => rmSync(packed.folder, { recursive: true, force: true }));

  const run = (file: string, args: string[]) =>
    promisify(execFile)(file, args, { cwd: packed.folder, env: packed.env });
  const write = (name: string, text: string) => {
    const file = join(packed.folder, name);
    writeFileSync(file, text);
    return file;
  };

  it('has what it needs to run and no sources or tests', () => {
    expect(packed.files).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'NOTICE',
        'README.md',
        'dist/cli/main.js',
        'dist/server/main.js',
        'dist/stats/index.d.ts',
        'dist/web/index.html',
        'dist/web/charts/oddsScatter.js',
        'data/california_api_1999_2000.csv.gz',
        'migrations/0001_ground.sql',
      ]),
    );
    expect(packed.files.filter((file) => /^(src|test|bench|scripts)\b|\.test\./.test(file))).toEqual([]);
  });

  it('says its version on whatever Node the machine has', async () => {
    const { stdout } = await run(packed.command, ['--version']);
    expect(stdout).toBe(`${manifest.version}\n`);
  });

  it('identifies schools in a file', async () => {
    const file = write('schools.csv', schools());
    const args = ['identify', file, '--id', 'id', '--name', 'name', '--region', 'region'];
    const { stdout } = await run(packed.command, [
      ...args,
      '--context',
      'poverty:harder',
      '--result',
      'score',
      '--format',
      'json',
    ]);
    const { counts, schools: rows } = JSON.parse(stdout) as Answer;
    expect(counts).toMatchObject({ schools: 8, resilient: 1, struggling: 1, excluded: 0 });
    expect(rows.filter(({ type }) => type === 'resilient').map(({ id }) => id)).toEqual(['8']);
    expect(rows.filter(({ type }) => type === 'struggling').map(({ id }) => id)).toEqual(['7']);
  });

  it('gives its statistics to JavaScript', async () => {
    const file = write(
      'uses.mjs',
      "import { quantiles } from 'reedbed/stats'; console.log(quantiles(Float64Array.of(1, 2, 3, 4), [0.25], 7).values);",
    );
    const { stdout } = await run(process.execPath, [file]);
    expect(stdout).toBe('[ 1.75 ]\n');
  });

  it('gives its statistics to TypeScript with their types', async () => {
    write(
      'uses.mts',
      "import { quantiles } from 'reedbed/stats'; export const q: string = quantiles(Float64Array.of(1), [0.5]).n;",
    );
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', ''];
    const failure = run(process.execPath, [tsc, ...options, 'uses.mts']);
    await expect(failure).rejects.toMatchObject({
      stdout: expect.stringMatching(/^uses\.mts.*Type 'number' is not assignable to type 'string'\.\n$/),
    });
  });

  it('serves the page and the example from its own files', async () => {
    const env = { ...packed.env, REEDBED_DATA: join(packed.folder, 'data') };
    const server = spawn(packed.command, ['serve', '--port', '0'], { cwd: packed.folder, env });
    try {
      const origin = await originOf(server);
      const page = await (await fetch(origin)).text();
      expect(page).toContain('<div id="');
      const [, script] = /<script type="module"[^>]+src="([^"]+)"/.exec(page) ?? [];
      expect((await fetch(new URL(script, origin))).headers.get('content-type')).toContain('javascript');
      expect(await (await fetch(`${origin}/api/health`)).json()).toEqual({
        status: 'ready',
        version: manifest.version,
      });
    } finally {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
    }
  });
});

interface Answer {
  readonly counts: Record<string, number>;
  readonly schools: readonly { readonly id: string; readonly type: string }[];
}

/** Eight schools: the two poorest make the hardest quarter, of which one does best of all and one worst of all. */
function schools(): string {
  const scores = [50, 51, 52, 53, 54, 55, 10, 90];
  const rows = scores.map((score, i) => `${i + 1},School ${i + 1},North,${(i + 1) * 10},${score}`);
  return ['id,name,region,poverty,score', ...rows].join('\n');
}

/** Waits for the line that says where the server is ready. */
async function originOf(server: ChildProcess): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      const found = /Ready at (http:\/\/127\.0\.0\.1:\d+)/.exec(text);
      if (found) resolve(found[1]);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.on('exit', (code) => reject(new Error(`The server ended with ${code}:\n${text}`)));
  });
}
