import { globSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, runTool } from './tools.ts';

interface Build {
  readonly sources: readonly string[];
  /** Written last, so its age is the age of the whole. */
  readonly result: string;
  run(): Promise<void>;
}

/** The pages that the server sends to a browser. */
export const pages: Build = {
  sources: ['src/web', 'src/contract', 'src/stats', 'vite.config.ts', 'package.json', 'package-lock.json'],
  result: 'dist/web/index.html',
  run: () => build('vite', ['build', '--logLevel=warn']),
};

/** The JavaScript of the published package; a checkout runs its sources as they are. */
export const library: Build = {
  sources: ['src', 'tsconfig', 'package.json', 'package-lock.json'],
  result: 'dist/web/charts',
  async run() {
    // What no longer has a source must not be published.
    for (const room of ['stats', 'contract', 'server', 'cli', 'web/charts']) {
      rmSync(join(root, 'dist', room), { recursive: true, force: true });
    }
    await build('tsc', ['-p', 'tsconfig/build.json']);
  },
};

async function build(tool: 'vite' | 'tsc', args: readonly string[]): Promise<void> {
  // Also where a test asks for it: what is built is what is published, and React's own checks double it.
  const { code, output } = await runTool(tool, args, { env: { NODE_ENV: 'production' } });
  if (code !== 0) throw new Error(`The build failed (${tool}):\n${output}`);
}

/** Whether a source was changed, added or removed since the build. */
export function isStale({ sources, result }: Build): boolean {
  const built = modified(result);
  return built === null || sources.some((source) => newest(source) > built);
}

/** Folders count too: their time changes when a file in them comes or goes. */
function newest(source: string): number {
  const times = globSync([source, `${source}/**`], { cwd: root }).map(modified);
  return Math.max(0, ...times.filter((time) => time !== null));
}

function modified(path: string): number | null {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? null;
}
