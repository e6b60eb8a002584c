import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { me, signIn, signInWithCode } from '../../src/contract/accounts.ts';
import { readAccount } from '../../src/contract/accountsOwn.ts';
import * as factors from '../../src/contract/accountsFactors.ts';
import { endpoints } from '../../src/contract/api.ts';
import { readFrame } from '../../src/contract/identification.ts';
import { listPeople } from '../../src/contract/people.ts';
import { changeSettings, readSettings, type Settings } from '../../src/contract/settings.ts';
import { createWorkspace } from '../../src/contract/workspaces.ts';
import { newLink } from '../../src/server/platform/auth.ts';
import { browser, type Browser } from '../support/people.ts';
import { addMember, testServer, type TestServer } from '../support/server.ts';

/** A workspace that asks for a second step, held against every way in. */

let server: TestServer;
let workspace: string;
let usual: Settings;
let owner: Browser;
let secret: string;
let ownerId: string;
beforeAll(async () => {
  server = await testServer();
  ({ id: ownerId } = await server.person('Owner'));
  owner = await byLink(ownerId);
  ({ id: workspace } = await owner.call(createWorkspace, { name: 'Marsh network' }));
  usual = await owner.call(readSettings, { workspace });
});
afterAll(() => server.stop());

/** In with one step. */
async function byLink(person: string): Promise<Browser> {
  const page = browser(server);
  await page.call(signIn, { token: await newLink(server.pool, person) });
  return page;
}
const codeOf = (text: string) => new TOTP({ secret: Secret.fromBase32(text) }).generate();
async function setUp(page: Browser): Promise<string> {
  const made = await page.call(factors.beginAuthenticator, {});
  await page.call(factors.confirmAuthenticator, { code: codeOf(made.secret) });
  return made.secret;
}
const ask = (secondStep: Settings['secondStep']) =>
  owner.call(changeSettings, { workspace, ...usual, secondStep });
const needed = { kind: 'second-step-needed', status: 403 };

describe('a workspace that asks for a second step', () => {
  it('is asked for by nobody who came by one step: they would keep themselves out', async () => {
    await expect(ask('whoever runs it')).rejects.toMatchObject({
      kind: 'conflict',
      errors: [{ pointer: '/secondStep' }],
    });
    expect((await owner.call(readSettings, { workspace })).secondStep).toBe('own choice');
    secret = await setUp(owner);
    expect((await ask('whoever runs it')).secondStep).toBe('whoever runs it');
  });

  it('keeps out who runs it until they show a second step, which counts at once', async () => {
    const { id } = await server.person('Coordinator');
    const page = await byLink(id);
    await addMember(server, workspace, { id }, 'coordinator');
    await expect(page.call(readFrame, { workspace })).rejects.toMatchObject(needed);
    await expect(page.call(listPeople, { workspace })).rejects.toThrow(
      'Set up an authenticator app or a passkey',
    );
    // Their account, and that there is such a workspace, they see: there they do what is asked of them.
    expect((await page.call(me, {})).workspaces.map((one) => one.id)).toContain(workspace);
    expect((await page.call(readAccount, {})).authenticator).toBe(false);
    const [line] = await server.owner`select detail from audit_entry
      where workspace_id = ${workspace} and person_id = ${id} and object_kind = 'request'`;
    expect(line?.['detail']).toMatchObject({ refused: expect.any(String) });
    await setUp(page);
    expect((await page.call(listPeople, { workspace })).people).toHaveLength(2);
  });

  it('lets the others in by one step, until everybody is asked', async () => {
    const { id } = await server.person('Researcher');
    const page = await byLink(id);
    await addMember(server, workspace, { id }, 'researcher');
    expect(await page.call(readSettings, { workspace })).toMatchObject({ secondStep: 'whoever runs it' });
    await ask('everybody');
    await expect(page.call(readSettings, { workspace })).rejects.toMatchObject(needed);
    await ask('own choice');
    expect(await page.call(readSettings, { workspace })).toMatchObject({ secondStep: 'own choice' });
    await ask('everybody');
  });

  it('asks the same at every address of it, whatever it is for', async () => {
    const { id } = await server.person('Another owner');
    const page = await byLink(id);
    await addMember(server, workspace, { id }, 'owner');
    const within = endpoints.filter(
      (one) => one.path.startsWith('/api/workspaces/{workspace}') && one.method === 'GET',
    );
    expect(within.length).toBeGreaterThan(20);
    for (const { path, id: name } of within) {
      const address = path.replace('{workspace}', workspace).replaceAll(/\{\w+\}/g, ownerId);
      const response = await page.raw(address);
      // An input that is no such thing is found before anybody is asked for more.
      if (response.status !== 422) expect(await response.text(), name).toMatch(/second-step-needed/);
    }
  });

  it('tells nobody else that it asks', async () => {
    const stranger = await byLink((await server.person('Stranger')).id);
    await expect(stranger.call(readSettings, { workspace })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('asks again at the next sign-in, by the code', async () => {
    await server.owner`update one_time_secret set last_step = 0 where person_id = ${ownerId}`;
    const page = browser(server);
    const { next, challenge } = await page.call(signIn, { token: await newLink(server.pool, ownerId) });
    expect(next).toBe('second factor');
    await page.call(signInWithCode, { challenge: challenge ?? '', code: codeOf(secret) });
    expect((await page.call(listPeople, { workspace })).people.length).toBeGreaterThan(2);
  });
});
