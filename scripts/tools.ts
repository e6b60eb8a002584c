import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));

/** The file behind the command of a development dependency, so that it runs on this very Node, without a shell. */
const tools = {
  knip: 'knip/bin/knip.js',
  oxlint: 'oxlint/bin/oxlint',
  prettier: 'prettier/bin/prettier.cjs',
  tsc: 'typescript/bin/tsc',
  vite: 'vite/bin/vite.js',
  vitest: 'vitest/vitest.mjs',
};
export type Tool = keyof typeof tools;

export function isInstalled(tool: Tool): boolean {
  return existsSync(fileOf(tool));
}

export interface Run {
  readonly code: number;
  /** What it printed, unless it printed to the terminal itself. */
  readonly output: string;
}

export interface RunOptions {
  /** Let it print to the terminal while it runs. */
  readonly show?: boolean;
  readonly env?: Record<string, string>;
}

/** Runs a tool in the checkout and waits for its end. */
export function runTool(tool: Tool, args: readonly string[], options: RunOptions = {}): Promise<Run> {
  return runNode([fileOf(tool), ...args], options);
}

export function runNode(args: readonly string[], { show = false, env = {} }: RunOptions = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer) => (output += chunk.toString());
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function fileOf(tool: Tool): string {
  return join(root, 'node_modules', tools[tool]);
}
