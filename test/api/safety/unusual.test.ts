import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInWithPassword } from '../../../src/contract/accounts.ts';
import { Unusual } from '../../../src/server/platform/unusual.ts';
import { browser } from '../../support/people.ts';
import { addMember, testServer, type Client, type TestServer } from '../../support/server.ts';

/** Far more than usual is a line in the log, with ids and counts only. */

const lines: Record<string, unknown>[] = [];
let server: TestServer;
let owner: Client;
let workspace: string;
beforeAll(async () => {
  const unusual = new Unusual((level, event, fields = {}) => lines.push({ level, event, ...fields }));
  server = await testServer({}, { unusual });
  owner = await server.person();
  ({ id: workspace } = await owner.workspace());
});
afterAll(() => server.stop());

const told = (what: string) => lines.filter((one) => one['what'] === what);

describe('the log tells of', () => {
  it('somebody who takes file after file away', async () => {
    const take = () => owner.raw(`/api/workspaces/${workspace}/history/lines.csv`);
    expect((await take()).status).toBe(200);
    for (let i = 0; i < 38; i++) await take();
    expect(told('files taken out')).toEqual([]);
    await take();
    expect(told('files taken out')).toMatchObject([
      { level: 'warn', event: 'unusual', person: owner.id, count: 40 },
    ]);
  });

  it('somebody who tries again and again what they may not', async () => {
    const viewer = await server.person();
    await addMember(server, workspace, viewer, 'researcher');
    for (let i = 0; i < 60; i++)
      expect((await viewer.raw(`/api/workspaces/${workspace}/history/lines.csv`)).status).toBe(403);
    expect(told('refused requests')).toMatchObject([{ person: viewer.id, count: 60 }]);
  });

  it('sign-ins that are refused one after the other, whoever tries', async () => {
    for (let i = 0; i < 60; i++) {
      const guesser = browser(server);
      await guesser
        .call(signInWithPassword, {
          email: `nobody.${String(i)}@school.example`,
          password: 'marsh tern lantern',
        })
        .catch(() => undefined);
    }
    expect(told('refused sign-ins')).toMatchObject([{ person: null, count: 60 }]);
    expect(JSON.stringify(lines)).not.toContain('@');
  });
});
