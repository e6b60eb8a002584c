import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { me, signInWithPassword } from '../../src/contract/accounts.ts';
import * as factors from '../../src/contract/accountsFactors.ts';
import { prove, readAccount } from '../../src/contract/accountsOwn.ts';
import * as passkeys from '../../src/contract/accountsPasskeys.ts';
import { makeInvitation } from '../../src/contract/invitations.ts';
import { Authenticator } from '../support/authenticator.ts';
import { browser, goodPassword, trailOf, withPassword, type Browser } from '../support/people.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const origin = 'http://127.0.0.1';
const refused = { kind: 'sign-in-refused' };

async function add(page: Browser, key = new Authenticator(), name = 'Laptop'): Promise<Authenticator> {
  const { challenge, options } = await page.call(passkeys.askToAddPasskey, {});
  await page.call(passkeys.addPasskey, { challenge, answer: key.register(options, origin), name });
  return key;
}
async function owner(key?: Authenticator) {
  const { id, email } = await withPassword(server);
  const page = browser(server);
  await page.call(signInWithPassword, { email, password: goodPassword });
  return { id, email, page, key: await add(page, key) };
}
async function signIn(key: Authenticator, page = browser(server)) {
  const { challenge, options } = await page.call(passkeys.askForPasskey, {});
  return page.call(passkeys.signInWithPasskey, { challenge, answer: key.answer(options, origin) });
}

describe('a passkey', () => {
  it('signs in by itself, and is two factors at once', async () => {
    const { id, page: own, key } = await owner();
    const { secret } = await own.call(factors.beginAuthenticator, {});
    expect(secret).toBeTruthy();
    await server.owner`update one_time_secret set confirmed_at = now() where person_id = ${id}`;
    const page = browser(server);
    expect(await signIn(key, page)).toEqual({ next: 'in', challenge: null });
    expect((await page.call(me, {})).person.id).toBe(id);
    const [session] = (await page.call(readAccount, {})).sessions.filter((one) => one.current);
    expect(session).toMatchObject({ method: 'passkey', secondFactor: true });
    expect((await trailOf(server, id)).map(({ act }) => act)).toContain('passkey.change');
  });

  it('answers each question once, and only its own', async () => {
    const { key } = await owner();
    const page = browser(server);
    const { challenge, options } = await page.call(passkeys.askForPasskey, {});
    const answer = key.answer(options, origin);
    await page.call(passkeys.signInWithPasskey, { challenge, answer });
    await expect(page.call(passkeys.signInWithPasskey, { challenge, answer })).rejects.toMatchObject(refused);
    const other = await page.call(passkeys.askForPasskey, {});
    await expect(
      page.call(passkeys.signInWithPasskey, { challenge: other.challenge, answer }),
    ).rejects.toMatchObject(refused);
    const late = await page.call(passkeys.askForPasskey, {});
    await server.owner`update challenge set expires_at = now()`;
    await expect(
      page.call(passkeys.signInWithPasskey, {
        challenge: late.challenge,
        answer: key.answer(late.options, origin),
      }),
    ).rejects.toMatchObject(refused);
  });

  it('that was copied is found out by its counter', async () => {
    const { key, id } = await owner(new Authenticator(5));
    key.counter = 9;
    await signIn(key);
    for (const counter of [9, 8]) {
      key.counter = counter;
      await expect(signIn(key), String(counter)).rejects.toMatchObject(refused);
    }
    key.counter = 10;
    expect((await signIn(key)).next).toBe('in');
    const [row] = await server.owner`select counter from passkey where person_id = ${id}`;
    expect(row).toEqual({ counter: 10 });
  });

  it('of another site, unknown, or without a check of the person is refused', async () => {
    const { key } = await owner();
    const page = browser(server);
    const { challenge, options } = await page.call(passkeys.askForPasskey, {});
    const elsewhere = key.answer(options, 'https://elsewhere.example');
    await expect(
      page.call(passkeys.signInWithPasskey, { challenge, answer: elsewhere }),
    ).rejects.toMatchObject(refused);
    await expect(signIn(new Authenticator())).rejects.toMatchObject(refused);
    key.verifies = false;
    await expect(signIn(key)).rejects.toMatchObject(refused);
    const nonsense = await page.call(passkeys.askForPasskey, {});
    await expect(
      page.call(passkeys.signInWithPasskey, { challenge: nonsense.challenge, answer: { id: key.id } }),
    ).rejects.toMatchObject(refused);
    expect(page.cookies.has('reedbed_session')).toBe(false);
  });

  it('is added only to the account that was asked, and to one account', async () => {
    const [mine, theirs] = [await owner(), await owner()];
    const { challenge, options } = await mine.page.call(passkeys.askToAddPasskey, {});
    const answer = new Authenticator().register(options, origin);
    await expect(
      theirs.page.call(passkeys.addPasskey, { challenge, answer, name: 'Stolen' }),
    ).rejects.toMatchObject(refused);
    await expect(add(theirs.page, mine.key)).rejects.toMatchObject(refused);
    // Nor does a question for signing in serve to add one.
    const other = await mine.page.call(passkeys.askForPasskey, {});
    await expect(
      mine.page.call(passkeys.addPasskey, { challenge: other.challenge, answer, name: 'Wrong' }),
    ).rejects.toMatchObject(refused);
  });

  it('is renamed and removed by its person alone', async () => {
    const [mine, theirs] = [await owner(), await owner()];
    const passkey = mine.key.id;
    await expect(theirs.page.call(passkeys.renamePasskey, { passkey, name: 'x' })).rejects.toMatchObject({
      kind: 'not-found',
    });
    await expect(theirs.page.call(passkeys.removePasskey, { passkey })).rejects.toMatchObject({
      kind: 'not-found',
    });
    const named = await mine.page.call(passkeys.renamePasskey, { passkey, name: 'Phone' });
    expect(named.passkeys).toMatchObject([{ id: passkey, name: 'Phone' }]);
    expect((await mine.page.call(passkeys.removePasskey, { passkey })).passkeys).toEqual([]);
    await expect(signIn(mine.key)).rejects.toMatchObject(refused);
  });

  it('proves that it is still the person, and nobody else', async () => {
    const [mine, theirs] = [await owner(), await owner()];
    await server.owner`update session set proved_at = now() - interval '6 minutes'`;
    for (const { id } of [mine, theirs]) server.app.sessions.forget(id);
    await expect(mine.page.call(passkeys.askToAddPasskey, {})).rejects.toMatchObject({
      kind: 'proof-needed',
    });
    await expect(mine.page.call(passkeys.removePasskey, { passkey: mine.key.id })).rejects.toMatchObject({
      kind: 'proof-needed',
    });
    await expect(mine.page.call(prove, { password: 'wrong' })).rejects.toMatchObject({ kind: 'invalid' });
    const proveBy = async (key: Authenticator) => {
      const { challenge, options } = await mine.page.call(passkeys.askForPasskey, {});
      return mine.page.call(passkeys.proveWithPasskey, { challenge, answer: key.answer(options, origin) });
    };
    await expect(proveBy(theirs.key)).rejects.toMatchObject({ kind: 'invalid' });
    await proveBy(mine.key);
    await mine.page.call(passkeys.askToAddPasskey, {});
  });

  it('takes the place of a password for a newcomer', async () => {
    const inviter = await server.person('Ines Marlow');
    const { id: workspace } = await inviter.workspace();
    const made = await inviter.call(makeInvitation, {
      workspace,
      roles: [{ role: 'researcher', school: null }],
    });
    const token = new URL(made.link, origin).hash.slice(1);
    const newcomer = { token, name: 'Lena Brook', email: 'lena@a.example' };
    const page = browser(server);
    const key = new Authenticator();
    const { challenge, options } = await page.call(passkeys.askToJoinWithPasskey, newcomer);
    const answer = key.register(options, origin);
    await expect(
      page.call(passkeys.joinWithPasskey, { ...newcomer, challenge, answer: { ...answer, id: 'other' } }),
    ).rejects.toMatchObject(refused);
    const again = await page.call(passkeys.askToJoinWithPasskey, newcomer);
    const joined = { ...newcomer, challenge: again.challenge, answer: key.register(again.options, origin) };
    expect(await page.call(passkeys.joinWithPasskey, joined)).toMatchObject({ next: 'in', workspace });
    const { person, workspaces } = await page.call(me, {});
    expect(person.name).toBe('Lena Brook');
    expect(workspaces.map((one) => one.id)).toEqual([workspace]);
    const later = browser(server);
    await signIn(key, later);
    expect((await later.call(me, {})).person.id).toBe(person.id);
  });

  it.each([passkeys.askToAddPasskey, passkeys.addPasskey, passkeys.proveWithPasskey])(
    '$id needs a session',
    async (endpoint) => {
      expect((await browser(server).raw(endpoint.path, { method: endpoint.method })).status).toBe(401);
    },
  );
});
