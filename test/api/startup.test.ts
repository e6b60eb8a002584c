import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { databaseUser } from '../../src/server/platform/databaseUser.ts';
import { databaseProcess, launchServer, runCommand, startServer } from '../support/process.ts';
import { temporaryData } from '../support/temporary.ts';

const isRoot = process.getuid?.() === 0;

/** One installation, made by the first start; each test leaves it stopped. */
let data: string;
beforeAll(async () => {
  data = temporaryData();
  await stopped(await startServer(data));
});
afterAll(() => {
  rmSync(data, { recursive: true, force: true });
});

function freshData(): string {
  const fresh = temporaryData();
  onTestFinished(() => {
    rmSync(fresh, { recursive: true, force: true });
  });
  return fresh;
}

async function stopped(server: {
  child: { kill(signal: 'SIGTERM'): boolean };
  ended: Promise<number | null>;
}) {
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
}

const postmasterFile = (folder: string) => join(folder, 'database-18', 'postmaster.pid');

/** The postmasters below a data folder, found among all processes and not by their own account. */
function databasesOf(folder: string): string[] {
  const list = spawnSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).stdout;
  return list.split('\n').filter((line) => line.includes(`-D ${join(folder, 'database-18')}`));
}

const sockets = () => readdirSync('/tmp').filter((name) => /^reedbed-[A-Za-z0-9]{6}$/.test(name));

/** Nothing runs, nothing is held, no folder of a socket is left. */
async function expectNothingLeft(folder: string, socketsBefore: string[]): Promise<void> {
  await expect.poll(() => databasesOf(folder)).toEqual([]);
  expect(existsSync(join(folder, 'server.json'))).toBe(false);
  expect(existsSync(postmasterFile(folder))).toBe(false);
  // Other tests start servers at the same time: only what was new and lasts is ours.
  await expect
    .poll(() => sockets().filter((name) => !socketsBefore.includes(name) && !isHeld(name)))
    .toEqual([]);
}

const isHeld = (name: string) => existsSync(join('/tmp', name, '.s.PGSQL.5432.lock'));

describe('told to stop while it starts', () => {
  for (const [moment, sign] of [
    ['makes the database', 'database-18.new'],
    ['starts the database', 'database-18/postmaster.pid'],
    ['brings in the example', 'blobs'],
  ] as const) {
    it(`stops in order as it ${moment}`, async () => {
      const fresh = freshData();
      const before = sockets();
      const server = launchServer(fresh);
      await expect.poll(() => existsSync(join(fresh, sign)), { interval: 5 }).toBe(true);
      server.child.kill('SIGINT');
      // Where npm started it, a Ctrl-C arrives twice.
      await sleep(20);
      server.child.kill('SIGINT');
      // The second one may reach a process that has closed everything and is leaving: then it ends by the signal.
      const code = await server.ended;
      expect(code === 0 || server.child.signalCode === 'SIGINT', server.output()).toBe(true);
      expect(server.output()).not.toContain('went wrong');
      await expectNothingLeft(fresh, before);
    });
  }
});

describe('a start that fails after it has begun to listen', () => {
  it('ends, and leaves nothing running or held', async () => {
    const fresh = freshData();
    // The example cannot be kept where a file lies in the place of a folder.
    writeFileSync(join(fresh, 'blobs'), '');
    chmodSync(fresh, 0o755);
    const before = sockets();
    const failed = await runCommand(fresh, ['serve', '--port', '0']);
    expect(failed.status).toBe(1);
    expect(failed.stdout).toContain('Data are kept in');
    expect(failed.stderr).toContain('Something went wrong');
    await expectNothingLeft(fresh, before);
  });
});

describe('a database that ends by itself', () => {
  it('ends its server, which says so', async () => {
    const server = await startServer(data);
    process.kill(databaseProcess(data), 'SIGKILL');
    expect(await server.ended).toBe(1);
    expect(server.output()).toContain('The database of this server has ended');
    expect(existsSync(join(data, 'server.json'))).toBe(false);
    await stopped(await startServer(data));
  });
});

describe('a server that nobody reads', () => {
  it('goes on, and stops in order', async () => {
    const before = sockets();
    const server = launchServer(data);
    server.child.stdout?.destroy();
    server.child.stderr?.destroy();
    await expect.poll(() => urlIn(data)).toBeDefined();
    await expect.poll(() => status(urlIn(data))).toBe(200);
    await sleep(300);
    expect(await status(urlIn(data))).toBe(200);
    await stopped(server);
    await expectNothingLeft(data, before);
  });

  const urlIn = (folder: string): string | undefined => {
    const file = join(folder, 'server.json');
    if (!existsSync(file)) return undefined;
    return (JSON.parse(readFileSync(file, 'utf8')) as { url?: string }).url;
  };
  const status = (url = '') =>
    fetch(`${url}/api/health`).then(
      (response) => response.status,
      () => 0,
    );
});

describe('a process that ends abruptly', () => {
  it('takes its database along', async () => {
    const before = sockets();
    const postgres = new URL('../../src/server/platform/postgres.ts', import.meta.url).href;
    const script = `import { startPostgres } from '${postgres}';
      await startPostgres(${JSON.stringify(data)});
      process.exit(3);`;
    const run = spawnSync(process.execPath, ['--conditions=source', '--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    expect(run.status, run.stderr).toBe(3);
    await expectNothingLeft(data, before);
  });
});

describe('a process number in postmaster.pid', () => {
  it('is not stopped when it is another program’s by now', async () => {
    const other = spawn('sleep', ['600'], databaseUser() ?? {});
    onTestFinished(() => {
      other.kill();
    });
    const socket = mkdtempSync('/tmp/reedbed-');
    const lines = [
      other.pid,
      join(data, 'database-18'),
      '1700000000',
      '5432',
      socket,
      '',
      '1 1',
      'ready',
      '',
    ];
    writeFileSync(postmasterFile(data), lines.join('\n'));
    await stopped(await startServer(data));
    expect(other.exitCode ?? other.signalCode).toBeNull();
    expect(existsSync(socket)).toBe(false);
  });
});

/** Runs what follows as if in a container: its processes and shared memory are not seen from here, nor ours there. */
const container = ['unshare', '--pid', '--ipc', '--fork', '--mount-proc'];
const mayContain = isRoot && spawnSync('env', [...container, 'true']).status === 0;

it.runIf(process.platform !== 'win32')(
  'makes links to the address that the server was told, also where the command was not',
  async () => {
    const origin = 'https://reedbed.example';
    const server = await startServer(data, ['/usr/bin/env', `REEDBED_ORIGIN=${origin}`]);
    const { stdout } = await runCommand(data, ['user', 'link']);
    await stopped(server);
    expect(stdout).toMatch(/^https:\/\/reedbed\.example\/sign-in#/);
  },
);

describe.runIf(mayContain)('a second container on the same folder', () => {
  it('is refused while the first one lives', async () => {
    const server = await startServer(data);
    const second = launchServer(data, container);
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`process ${String(server.child.pid)}`);
    expect(second.output()).toContain(server.url);
    expect(second.output()).toContain(join(data, 'server.json'));
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
    await stopped(server);
  });
});

describe.runIf(isRoot)('under a umask that keeps everybody else out', () => {
  it('makes folders that its database can reach', async () => {
    const fresh = freshData();
    chmodSync(fresh, 0o711);
    const usual = process.umask(0o077);
    onTestFinished(() => {
      process.umask(usual);
    });
    const done = await runCommand(join(fresh, 'a', 'b'), ['migrate']);
    expect(done.status, done.stderr).toBe(0);
  });
});
