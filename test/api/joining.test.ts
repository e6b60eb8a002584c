import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { me, signInWithPassword } from '../../src/contract/accounts.ts';
import { readAccount } from '../../src/contract/accountsOwn.ts';
import { acceptInvitation, joinByInvitation, openInvitation } from '../../src/contract/invitationAnswers.ts';
import { makeInvitation, withdrawInvitation } from '../../src/contract/invitations.ts';
import { browser, goodPassword, withPassword } from '../support/people.ts';
import { someSchool, testServer, type Client, type TestServer } from '../support/server.ts';

let server: TestServer;
let inviter: Client;
let workspace: string;
let school: string;
beforeAll(async () => {
  server = await testServer();
  inviter = await server.person('Ines Marlow');
  workspace = (await inviter.workspace('Marram Schools Partnership')).id;
  school = await someSchool(server, workspace);
});
afterAll(() => server.stop());

async function invite(email: string | null = null) {
  const made = await inviter.call(makeInvitation, {
    workspace,
    email,
    name: 'Grace',
    message: 'Please join us.',
    roles: [
      { role: 'school leader', school },
      { role: 'evaluator', school: null },
    ],
  });
  return { token: new URL(made.link, 'http://a').hash.slice(1), id: made.invitation.id };
}
const rolesOf = async (person: string) => {
  const rows =
    await server.owner`select role from member_role where workspace_id = ${workspace} and person_id = ${person}`;
  return rows.map((row) => row['role'] as string).toSorted();
};
const newcomer = { name: 'Grace Okafor', password: goodPassword };
let number = 0;
const fresh = () => `grace.${String(++number)}@a.example`;
const notValid = { kind: 'link-not-valid' };

describe('an invitation', () => {
  it('says who asks, to what and as what', async () => {
    const { token } = await invite('grace@a.example');
    expect(await browser(server).call(openInvitation, { token })).toMatchObject({
      workspace: 'Marram Schools Partnership',
      inviter: 'Ines Marlow',
      name: 'Grace',
      email: 'grace@a.example',
      roles: [
        { role: 'school leader', school: 'School 1' },
        { role: 'evaluator', school: null },
      ],
      message: 'Please join us.',
    });
  });

  it('makes a newcomer a member with an account, once', async () => {
    const { token, id } = await invite();
    const page = browser(server);
    const email = fresh();
    expect(await page.call(joinByInvitation, { token, email, ...newcomer })).toMatchObject({
      next: 'in',
      workspace,
    });
    const { person, workspaces } = await page.call(me, {});
    expect(person.name).toBe('Grace Okafor');
    expect(workspaces.map((one) => one.id)).toEqual([workspace]);
    expect(await rolesOf(person.id)).toEqual(['evaluator', 'school leader']);
    // The address was typed, not shown to be hers.
    expect(await page.call(readAccount, {})).toMatchObject({ email, emailVerified: false });
    await browser(server).call(signInWithPassword, { email, password: goodPassword });
    const told = await server.owner`select person_id, object_id from audit_entry
      where workspace_id = ${workspace} and act = 'invitation.accept' order by sequence desc limit 1`;
    expect(told[0]).toEqual({ person_id: person.id, object_id: id });
    await expect(browser(server).call(openInvitation, { token })).rejects.toMatchObject(notValid);
    await expect(
      browser(server).call(joinByInvitation, { token, email: fresh(), ...newcomer }),
    ).rejects.toMatchObject(notValid);
  });

  it('that names an address is for that address, which still has to be confirmed: whoever invited has the link too', async () => {
    const email = fresh();
    const { token } = await invite(email);
    const page = browser(server);
    await expect(page.call(joinByInvitation, { token, email: fresh(), ...newcomer })).rejects.toMatchObject({
      kind: 'invalid',
      errors: [{ pointer: '/email' }],
    });
    await page.call(joinByInvitation, { token, email: email.toUpperCase(), ...newcomer });
    expect(await page.call(readAccount, {})).toMatchObject({ email, emailVerified: false });
  });

  it('is taken by whoever is signed in, with the account they have', async () => {
    const { token } = await invite();
    const person = await server.person();
    expect(await person.call(acceptInvitation, { token })).toEqual({ workspace });
    expect(await rolesOf(person.id)).toEqual(['evaluator', 'school leader']);
    await expect(person.call(acceptInvitation, { token })).rejects.toMatchObject(notValid);
  });

  it('is not taken by who made it', async () => {
    const { token } = await invite();
    await expect(inviter.call(acceptInvitation, { token })).rejects.toMatchObject({ kind: 'conflict' });
    expect(await browser(server).call(openInvitation, { token })).toMatchObject({ inviter: 'Ines Marlow' });
  });

  it('sends whoever has an account already to sign in, and changes nothing', async () => {
    const { email } = await withPassword(server);
    const { token } = await invite();
    await expect(browser(server).call(joinByInvitation, { token, email, ...newcomer })).rejects.toMatchObject(
      {
        kind: 'conflict',
        errors: [{ pointer: '/email' }],
      },
    );
    expect(await browser(server).call(openInvitation, { token })).toMatchObject({ name: 'Grace' });
  });

  it('is gone once withdrawn, over, or no longer its giver’s to give', async () => {
    const withdrawn = await invite();
    await inviter.call(withdrawInvitation, { workspace, invitation: withdrawn.id });
    const over = await invite();
    await server.owner`update invitation set expires_at = now() where id = ${over.id}`;
    for (const { token } of [withdrawn, over]) {
      await expect(browser(server).call(openInvitation, { token })).rejects.toMatchObject(notValid);
      const person = await server.person();
      await expect(person.call(acceptInvitation, { token })).rejects.toMatchObject(notValid);
      expect(await rolesOf(person.id)).toEqual([]);
    }
  });

  it('makes nobody where any part fails', async () => {
    const { token } = await invite();
    const email = fresh();
    await expect(
      browser(server).call(joinByInvitation, { token, email, name: 'Grace', password: 'password1234' }),
    ).rejects.toMatchObject({ kind: 'invalid', errors: [{ pointer: '/password' }] });
    const both = await Promise.allSettled(
      [fresh(), fresh()].map((one) =>
        browser(server).call(joinByInvitation, { token, email: one, ...newcomer }),
      ),
    );
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const people = await server.owner`select count(*)::int as n from account where email in
      (${email}, ${`grace.${String(number)}@a.example`}, ${`grace.${String(number - 1)}@a.example`})`;
    expect(people[0]).toEqual({ n: 1 });
  });

  it('needs a session to be taken with an account, and a token that could be one', async () => {
    const { token } = await invite();
    const body = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    };
    expect((await browser(server).raw(acceptInvitation.path, body)).status).toBe(401);
    await expect(browser(server).call(openInvitation, { token: 'short' })).rejects.toMatchObject({
      kind: 'invalid',
    });
  });
});
