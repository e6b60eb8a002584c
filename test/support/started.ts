import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { signInTo, startServer, type ServerProcess } from './process.ts';
import { temporaryData } from './temporary.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The data folder of a server that was started once and has stopped, with all that comes with the product. */
    started: string;
  }
}

/** Starts a server for the first time, once for all tests that begin where its first start ends. */
export default async function setup(project: TestProject): Promise<() => void> {
  const data = temporaryData();
  const server = await startServer(data);
  await demonstrationThere(server, await signInTo(server, data));
  server.child.kill('SIGTERM');
  await server.ended;
  project.provide('started', data);
  return () => rmSync(data, { recursive: true, force: true });
}

async function demonstrationThere({ url }: ServerProcess, cookie: string): Promise<void> {
  for (const limit = Date.now() + 120_000; Date.now() < limit; await sleep(50)) {
    const me = await fetch(`${url}/api/me`, { headers: { cookie } });
    const { workspaces } = (await me.json()) as { workspaces: { kind: string; schools: number }[] };
    if (workspaces.some(({ kind, schools }) => kind === 'demonstration' && schools > 0)) return;
  }
  throw new Error('The demonstration was not there within two minutes.');
}

/** A copy of that folder, which keeps to whom its files belong. */
export function startedData(): string {
  const copy = temporaryData();
  const { status, stderr } = spawnSync('cp', ['-a', `${inject('started')}/.`, copy], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return copy;
}
