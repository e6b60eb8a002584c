import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { me } from '../../src/contract/accounts.ts';
import * as workspaces from '../../src/contract/workspaces.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

describe('a workspace', () => {
  it('is started, renamed and deleted by its owner', async () => {
    const person = await server.person();
    const started = await person.workspace('Marsh network');
    expect(started).toMatchObject({ name: 'Marsh network', roles: ['owner'], kind: 'own', schools: 0 });
    const renamed = await person.call(workspaces.changeWorkspace, {
      workspace: started.id,
      name: 'Fen network',
    });
    expect(renamed.name).toBe('Fen network');
    expect((await person.call(me, {})).workspaces.map((one) => one.name)).toEqual(['Fen network']);
    await person.call(workspaces.deleteWorkspace, { workspace: started.id });
    expect((await person.call(me, {})).workspaces).toEqual([]);
    const left = await server.owner`select from workspace where id = ${started.id}`;
    expect(left).toHaveLength(0);
  });

  it('needs a name', async () => {
    const person = await server.person();
    await expect(person.call(workspaces.createWorkspace, { name: '  ' })).rejects.toMatchObject({
      kind: 'invalid',
      errors: [{ pointer: '/name', detail: 'Give the workspace a name.' }],
    });
  });

  it('takes no name that nobody could read', async () => {
    const person = await server.person();
    const named = person.call(workspaces.createWorkspace, { name: 'Marsh\u0000' });
    await expect(named).rejects.toMatchObject({ kind: 'invalid', errors: [{ pointer: '/name' }] });
  });

  it('refuses what it does not know, by name, in body and query', async () => {
    const person = await server.person();
    const { id } = await person.workspace();
    const body = await person.raw('/api/workspaces', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Marsh', owner: 'me' }),
    });
    expect(body.status).toBe(422);
    expect(await body.text()).toContain('‘owner’ is not known here');
    expect((await person.raw(`/api/workspaces/${id}/identification?wihtin=all`)).status).toBe(422);
    const query = await person.raw('/api/workspaces?name=fromquery', { method: 'POST' });
    expect(query.status).toBe(422);
  });

  it('leaves an audit line for each change', async () => {
    const person = await server.person();
    const { id } = await person.workspace();
    await person.call(workspaces.changeWorkspace, { workspace: id, name: 'Other' });
    const lines =
      await server.owner`select act, detail from audit_entry where workspace_id = ${id} order by sequence`;
    expect(lines.map((line) => line['detail'])).toEqual([{ created: true }, { fields: ['name'] }]);
  });
});
