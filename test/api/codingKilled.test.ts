import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, type Connection } from '../../src/contract/client.ts';
import { changeCoding, readCoding } from '../../src/contract/coding.ts';
import { adoptFramework } from '../../src/contract/frameworks.ts';
import { bringSource } from '../../src/contract/sources.ts';
import { createWorkspace } from '../../src/contract/workspaces.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { connectAs, researcher } from '../support/colleagues.ts';
import { databaseProcess, signInTo, startServer, type ServerProcess } from '../support/process.ts';
import { temporaryData } from '../support/temporary.ts';

const kills = process.env['REEDBED_LONG'] === '1' ? 12 : 2;

let data: string;
let server: ServerProcess;
beforeAll(async () => {
  data = temporaryData();
  server = await startServer(data);
}, 120_000);
afterAll(async () => {
  server.child.kill('SIGTERM');
  await server.ended;
  rmSync(data, { recursive: true, force: true });
});

/** The cookie is named after the port, and each start takes another one. */
const here = (cookie: string) =>
  connectAs(server.url, cookie.replace(/_\d+=/, `_${new URL(server.url).port}=`));

it('three people code while the server is killed, and nothing that was acknowledged is lost', async () => {
  const owner = here(await signInTo(server, data));
  const { id: workspace } = await call(owner, createWorkspace, { name: 'Reed Schools' });
  const { id: framework, content } = await call(owner, adoptFramework, {
    workspace,
    key: 'school-elements',
  });
  const [element] = content.elements;
  const code = element?.poles['+']?.codes[0];
  if (element === undefined || code === undefined) throw new Error('The framework has no code.');
  const cookies: string[] = [];
  for (const name of ['Rosa', 'Tom', 'Ida']) cookies.push(await researcher(owner, workspace, name));
  const words = new TextEncoder().encode('words '.repeat(20_000));
  const first = here(cookies[0] ?? '');
  const { id: source } = await call(first, bringSource, { workspace, name: 'Long.txt' }, words);
  const target = { framework, version: 1, element: element.key, pole: '+' as const, code: code.key };
  const acknowledged: string[] = [];
  let place = 0;
  const codeUntilKilled = async (connection: Connection) => {
    try {
      for (;;) {
        const id = newId();
        const start = place++;
        const command = {
          do: 'code' as const,
          quotation: newId(),
          start,
          end: start + 9,
          codes: [{ ...target, id }],
        };
        await call(connection, changeCoding, { workspace, source, command });
        acknowledged.push(id);
      }
    } catch {
      // The server is gone.
    }
  };
  for (let round = 0; round < kills; round++) {
    const before = acknowledged.length;
    const coders = cookies.map((cookie) => codeUntilKilled(here(cookie)));
    while (acknowledged.length < before + 30) await sleep(20);
    const database = databaseProcess(data);
    server.child.kill('SIGKILL');
    if (round % 2 === 1) process.kill(database, 'SIGKILL');
    await server.ended;
    await Promise.all(coders);
    server = await startServer(data);
  }
  const { codings } = await call(here(cookies[0] ?? ''), readCoding, { workspace, source });
  const found = new Set(codings.evidence.id);
  expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThanOrEqual(30 * kills);
  // What was stored is whole: no quotation without its code.
  expect(new Set(codings.evidence.quotation).size).toBe(codings.quotations.id.length);
}, 240_000);
