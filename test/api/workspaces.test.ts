import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { me } from '../../src/contract/accounts.ts';
import { endpoints } from '../../src/contract/api.ts';
import { pathKeys } from '../../src/contract/endpoint.ts';
import * as workspaces from '../../src/contract/workspaces.ts';
import { mayDo } from '../../src/server/workspaces/policy.ts';
import { newId } from '../../src/server/platform/ids.ts';
import {
  addMember,
  heldIn,
  someSchool,
  ask,
  testServer,
  type Client,
  type TestServer,
} from '../support/server.ts';

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

describe('every endpoint of a workspace', () => {
  const inWorkspace = endpoints.filter((one) => pathKeys(one.path).includes('workspace'));
  const inputOf = (workspace: string) => ({
    workspace,
    import: newId(),
    job: newId(),
    person: newId(),
    grant: newId(),
    invitation: newId(),
    network: newId(),
  });
  const settings = {
    threshold: 5,
    learners: 'pupils',
    firstQuantile: 'lowest',
    terms: [{ name: 'Autumn', starts: '09-01', ends: '12-20' }],
  };
  const request = (client: Client | null, endpoint: (typeof endpoints)[number], workspace: string) => {
    const values: Record<string, string> = inputOf(workspace);
    const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');
    const query =
      endpoint.form === 'upload' ? '?name=schools.csv' : 'role' in endpoint.input.shape ? '?role=viewer' : '';
    const all = {
      ...settings,
      name: 'Name',
      mapping: [],
      roles: [{ role: 'viewer', school: null }],
      person: newId(),
      school: newId(),
      until: '2027-01-01',
      reason: 'A reason',
      yourself: 'leave',
    };
    const inPath = pathKeys(endpoint.path);
    const body = Object.fromEntries(
      Object.entries(all).filter(([key]) => key in endpoint.input.shape && !inPath.includes(key)),
    );
    const init: RequestInit = {
      method: endpoint.method,
      ...(endpoint.form === 'upload' ? { body: 'a,b\n1,2\n' } : {}),
      ...(endpoint.form === 'json' && (endpoint.method === 'POST' || endpoint.method === 'PUT')
        ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
        : {}),
    };
    return client === null ? ask(server.app, path + query, init) : client.raw(path + query, init);
  };

  it.each(inWorkspace.map((one) => [one.id, one] as const))(
    '%s: 401 without a session, 404 from outside',
    async (_, endpoint) => {
      const owner = await server.person();
      const stranger = await server.person();
      const { id } = await owner.workspace();
      expect((await request(null, endpoint, id)).status).toBe(401);
      expect((await request(stranger, endpoint, id)).status).toBe(404);
      expect((await request(owner, endpoint, newId())).status).toBe(404);
      expect((await request(owner, endpoint, 'no-id')).status).toBe(404);
    },
  );

  const lacking = inWorkspace.flatMap((endpoint) =>
    workspaces.roles
      .filter((role) => !mayDo([role], endpoint.act))
      .map((role) => [endpoint.id, role, endpoint] as const),
  );
  it.each(lacking)('%s: 403 for the role %s', async (_, role, endpoint) => {
    const owner = await server.person();
    const member = await server.person();
    const { id } = await owner.workspace();
    const school = await someSchool(server, id);
    await addMember(server, id, member, heldIn(role, school));
    expect((await request(member, endpoint, id)).status).toBe(403);
  });
});
