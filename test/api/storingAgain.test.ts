import { afterAll, beforeAll, expect, it } from 'vitest';
import * as imports from '../../src/contract/imports.ts';
import { cancelJob, readJob } from '../../src/contract/jobs.ts';
import { ended, testServer, type Client, type TestServer } from '../support/server.ts';
import { mapping } from '../support/schools.ts';

let server: TestServer;
let person: Client;
beforeAll(async () => {
  server = await testServer();
  person = await server.person();
});
afterAll(() => server.stop());

const rows = 12_000;
const text = `URN,SCHNAME,REGION,FSM,SCORE\n${Array.from(
  { length: rows },
  (_, i) => `${String(100_000 + i)},School ${String(i)},North,${String(i % 100)},${String(i % 90)}`,
).join('\n')}\n`;

const read = async () => {
  await server.owner`select pg_stat_force_next_flush()`;
  const [row] = await server.owner<{ read: number }[]>`
    select (seq_tup_read + idx_tup_fetch)::float8 as read from pg_stat_user_tables where relname = 'school'`;
  return row?.read ?? 0;
};

it('does not look through all schools for each that is stored, after a file was stopped on its way', async () => {
  const workspace = (await person.workspace()).id;
  const found = await person.call(imports.uploadFile, { workspace, name: 'rows.csv' }, text);
  const input = { workspace, import: found.id, mapping };
  const first = await person.call(imports.storeImport, input);
  for (let done = 0; done < 2 * rows;) {
    const job = await person.call(readJob, { workspace, job: first.id });
    done = job.state === 'running' || job.state === 'waiting' ? job.done : 2 * rows;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await person.call(cancelJob, { workspace, job: first.id }).catch(() => undefined);
  await ended(person, workspace, first.id);
  // What the database does by itself now and then: it finds a table without schools.
  await server.owner`analyze school`;
  const before = await read();
  const again = await person.call(imports.storeImport, input);
  expect(await ended(person, workspace, again.id)).toMatchObject({ state: 'done' });
  await expect.poll(read).toBeGreaterThan(before);
  expect((await read()) - before).toBeLessThan(100 * rows);
});
