import { spawn } from 'node:child_process';
import { chownSync } from 'node:fs';
import type { DatabaseUser } from './databaseUser.ts';

const windows = process.platform === 'win32';
const limit = 60_000;

/** How the programs of the database are started: as its user, and with nothing of our environment. */
export function asUser(user: DatabaseUser | null) {
  return {
    cwd: windows ? undefined : '/',
    env: windows ? process.env : { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    // Their own process group: Ctrl-C reaches the server, which then stops the database in order.
    detached: !windows,
    ...(user === null ? {} : { uid: user.uid, gid: user.gid }),
  };
}

/** Runs a program to its end, while signals are still heard. */
export function run(
  command: string,
  args: string[],
  user: DatabaseUser | null,
): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      ...asUser(user),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limit,
    });
    let output = '';
    child.stdout.on('data', (part: Buffer) => (output += part.toString()));
    child.stderr.on('data', (part: Buffer) => (output += part.toString()));
    child.once('error', (error) => resolve({ status: null, output: error.message }));
    child.once('exit', (status) => setImmediate(() => resolve({ status, output: output.trim() })));
  });
}

export function give(path: string, user: DatabaseUser | null): void {
  if (user !== null) chownSync(path, user.uid, user.gid);
}
