import { afterAll, beforeAll, expect, it } from 'vitest';
import { urlOf } from '../../src/contract/client.ts';
import * as imports from '../../src/contract/imports.ts';
import { limits } from '../../src/server/imports/rules/limits.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { csv } from '../support/schools.ts';
import { addMember, testServer, type Client, type TestServer } from '../support/server.ts';

/** Each has a share of the disk: what one person brings within a day ends somewhere. */

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

/** Files as if they had been brought a while ago. */
const brought = (
  who: Client,
  workspace: string,
  { files, bytes, ago }: { files: number; bytes: number; ago: string },
) =>
  server.owner`insert into file_import (workspace_id, id, file_name, content_hash, bytes, format, read_as, rows, columns,
      created_by, created_at)
    select ${workspace}, gen_random_uuid(), 'a.csv', ${newId()}, ${bytes}, 'csv', '', 0, '[]', ${who.id},
      now() - ${ago}::interval from generate_series(1, ${files}::int)`;
const bring = (who: Client, workspace: string) =>
  who.call(imports.uploadFile, { workspace, name: 'schools.csv' }, csv);

it('counts the files and the bytes of one person within a day, over all workspaces', async () => {
  const [greedy, other] = [await server.person(), await server.person()];
  const { id } = await greedy.workspace();
  const { id: second } = await greedy.workspace();
  await addMember(server, id, other, 'researcher');
  await brought(greedy, id, { files: limits.filesADay, bytes: 1, ago: '25 hours' });
  await brought(greedy, id, { files: limits.filesADay - 1, bytes: 1, ago: '1 hour' });
  await bring(greedy, second);
  await expect(bring(greedy, second)).rejects.toMatchObject({
    kind: 'too-many',
    message: expect.stringContaining('You have brought 500 files'),
  });
  const headers = { 'content-type': 'application/octet-stream' };
  const path = urlOf(imports.uploadFile, { workspace: second, name: 'schools.csv' });
  const refused = await greedy.raw(path, { method: 'POST', headers, body: csv });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '86400']);
  await bring(other, id);
  const big = 2 ** 30;
  await brought(other, id, { files: 2, bytes: big, ago: '1 hour' });
  await expect(bring(other, id)).rejects.toThrow(/3 files of 2,049 MB within a day/);
});
