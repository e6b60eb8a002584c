import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

const root = fileURLToPath(new URL('../..', import.meta.url));
const command = (words: string[]) => ['--conditions=source', join(root, 'src/cli/main.ts'), ...words];
const environment = (data: string) => ({ ...process.env, REEDBED_DATA: data, DATABASE_URL: undefined });

/** A server as people start it: a process of its own on a folder of its own. */
export interface ServerProcess {
  child: ChildProcess;
  url: string;
  output(): string;
  ended: Promise<number | null>;
}

/** Begins to start a server, within another command where one is given. */
export function launchServer(data: string, within: string[] = []): Omit<ServerProcess, 'url'> {
  const [program = '', ...words] = [...within, process.execPath, ...command(['serve', '--port', '0'])];
  const child = spawn(program, words, { env: environment(data), stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (part: Buffer) => (text += part.toString()));
  child.stderr.on('data', (part: Buffer) => (text += part.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, output: () => text, ended };
}

export async function startServer(data: string, within: string[] = []): Promise<ServerProcess> {
  const server = launchServer(data, within);
  let over = false;
  void server.ended.then(() => (over = true));
  for (const limit = Date.now() + 90_000; Date.now() < limit && !over; await sleep(20)) {
    const url = /Ready at (http:\/\/\S+)\. /.exec(server.output())?.[1];
    if (url !== undefined) return { ...server, url };
  }
  server.child.kill('SIGKILL');
  throw new Error(`The server did not start:\n${server.output()}`);
}

/** How a command ended, and what it printed. */
interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/**
 * Runs a command to its end. This process goes on meanwhile: were it to stand still, it would not notice that a server
 * closes an idle connection, and would send its next request there.
 */
export function runCommand(data: string, words: string[]): Promise<Ended> {
  const child = spawn(process.execPath, command(words), {
    env: environment(data),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (part: string) => (said[name] += part));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, ...said }));
  });
}

/** Signs in with a fresh link, as a person would; answers with the cookie. */
export async function signInTo(server: Pick<ServerProcess, 'url'>, data: string): Promise<string> {
  const link = (await runCommand(data, ['user', 'link'])).stdout.trim();
  const token = new URL(link).hash.slice(1);
  const response = await fetch(`${server.url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (!response.ok) throw new Error(`Sign-in was refused: ${await response.text()}`);
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

/** The main process of the database below a data folder. */
export function databaseProcess(data: string): number {
  return Number(readFileSync(join(data, 'database-18', 'postmaster.pid'), 'utf8').split('\n')[0]);
}
