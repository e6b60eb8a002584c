import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { signInTo } from '../test/support/process.ts';
import { median, print, save } from './support/figures.ts';

/** From `npm start` to the first page and to the first answer of the database: at first, and when all is there already. */
const root = fileURLToPath(new URL('..', import.meta.url));
const rounds = 5;
const goal = 3;
const data = mkdtempSync('/var/tmp/reedbed-bench-');

try {
  const first = await startOnce(true);
  const warm: Start[] = [];
  for (let round = 0; round < rounds; round++) warm.push(await startOnce());
  const seconds = (pick: (one: Start) => number) => median(warm.map(pick)) / 1000;
  const result = {
    firstStart: {
      page: first.page / 1000,
      ready: first.ready / 1000,
      demonstration: first.demonstration / 1000,
    },
    warm: { page: seconds((one) => one.page), ready: seconds((one) => one.ready) },
    goal,
    reached: seconds((one) => one.page) <= goal,
  };
  const shown = (value: number) => `${value.toFixed(2)} s`;
  print('npm start', [
    ['', 'first page', 'ready', 'demonstration there'],
    [
      'first start (creates the database, brings the example in)',
      shown(result.firstStart.page),
      shown(result.firstStart.ready),
      shown(result.firstStart.demonstration),
    ],
    [
      `warm, median of ${String(rounds)} (at most ${String(goal)} s)`,
      shown(result.warm.page),
      shown(result.warm.ready),
      '',
    ],
  ]);
  save('start', result);
} finally {
  rmSync(data, { recursive: true, force: true });
}

interface Start {
  page: number;
  ready: number;
  /** Nobody waits for it; 0 where it was not looked for. */
  demonstration: number;
}

async function startOnce(look = false): Promise<Start> {
  const port = await freePort();
  const begin = performance.now();
  const child = spawn('npm', ['start', '--silent', '--', '--port', String(port)], {
    cwd: root,
    env: { ...process.env, REEDBED_DATA: data },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  let text = '';
  child.stdout.on('data', (part: Buffer) => (text += part.toString()));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const until = async (there: () => Promise<boolean>) => {
    for (const limit = Date.now() + 120_000; Date.now() < limit; await sleep(10)) {
      if (await there()) return performance.now() - begin;
    }
    throw new Error(`The server did not start:\n${text}`);
  };
  const answers = (path: string) =>
    fetch(`http://127.0.0.1:${String(port)}${path}`).then(
      (one) => one.ok,
      () => false,
    );
  const page = await until(() => answers('/'));
  const ready = await until(() => Promise.resolve(text.includes('Ready at')));
  const demonstration = look ? await until(await demonstrationAt(port)) : 0;
  // The whole group: npm, and the server below it.
  process.kill(-(child.pid ?? 0), 'SIGTERM');
  await ended;
  // npm may end before the server has let go of its folder.
  await until(async () => !(await answers('/api/health')));
  await sleep(300);
  return { page, ready, demonstration };
}

/** Whether the invented network is there with all its schools. */
async function demonstrationAt(port: number): Promise<() => Promise<boolean>> {
  const url = `http://127.0.0.1:${String(port)}`;
  const cookie = await signInTo({ url }, data);
  return async () => {
    const me = await fetch(`${url}/api/me`, { headers: { cookie } });
    const { workspaces } = (await me.json()) as { workspaces: { kind: string; schools: number }[] };
    return workspaces.some(({ kind, schools }) => kind === 'demonstration' && schools > 0);
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
