import crypto from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { forgotPassword, me, signInWithPassword } from '../../src/contract/accounts.ts';
import * as own from '../../src/contract/accountsOwn.ts';
import type { Problem } from '../../src/contract/problem.ts';
import { browser, goodPassword, trailOf, withPassword } from '../support/people.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());
afterEach(() => vi.restoreAllMocks());

const signIn = (email: string, password = goodPassword, from = browser(server)) =>
  from.raw(signInWithPassword.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
const newcomer = '11111111-1111-1111-1111-111111111111@a.example';

describe('signing in with a password', () => {
  it('gives a new session each time, and tells the trail', async () => {
    const { id, email } = await withPassword(server);
    const page = browser(server);
    expect((await signIn(` ${email.toUpperCase()} `, goodPassword, page)).status).toBe(200);
    const first = page.cookies.get('reedbed_session');
    expect((await page.call(me, {})).person.id).toBe(id);
    await signIn(email, goodPassword, page);
    expect(page.cookies.get('reedbed_session')).not.toBe(first);
    const trail = await trailOf(server, id);
    expect(trail.at(-1)).toEqual({
      act: 'sign-in',
      by: id,
      detail: { method: 'password', secondFactor: false },
    });
  });

  it('answers an unknown account, one without a password and a wrong password alike, after the same work', async () => {
    const { id, email } = await withPassword(server);
    const bare = await server.person();
    await server.owner`insert into account (person_id, email) values (${bare.id}, ${`${bare.id}@a.example`})`;
    const work = vi.spyOn(crypto, 'argon2');
    const answers: unknown[] = [];
    for (const [typed, password] of [
      [newcomer, goodPassword],
      [`${bare.id}@a.example`, goodPassword],
      [email, 'not the password'],
    ] as const) {
      work.mockClear();
      const response = await signIn(typed, password);
      const problem = { ...((await response.json()) as Problem), request: undefined };
      answers.push([response.status, problem, work.mock.calls.length, response.headers.getSetCookie()]);
    }
    expect(answers[0]).toMatchObject([401, { title: 'You could not be signed in' }, 1, []]);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect((await trailOf(server, id)).at(-1)).toEqual({
      act: 'sign-in.refuse',
      by: null,
      detail: { method: 'password', known: true },
    });
    const unknown = await server.owner`select * from audit_entry where act = 'sign-in.refuse'`;
    expect(JSON.stringify(unknown)).not.toContain(newcomer);
    expect(JSON.stringify(unknown)).not.toContain(goodPassword);
  });

  it('waits after five failures, at an account that exists and at one that does not', async () => {
    const none = Array.from({ length: 5 }, () => null);
    const { email } = await withPassword(server);
    for (const typed of [email, `no.${newcomer}`]) {
      const answers: Response[] = [];
      for (let i = 0; i < 6; i++) answers.push(await signIn(typed, 'wrong password'));
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
      expect(answers.map(({ headers }) => headers.get('retry-after'))).toEqual([...none, '1']);
    }
  });

  it('is open to a browser that has signed in before, whatever strangers try meanwhile', async () => {
    const { email } = await withPassword(server);
    const mine = browser(server);
    await signIn(email, goodPassword, mine);
    for (let i = 0; i < 8; i++) await signIn(email, 'wrong password');
    expect((await signIn(email)).status).toBe(429);
    expect((await signIn(email, goodPassword, mine)).status).toBe(200);
    // The mark of one account is worth nothing at another, and neither is one made up.
    const other = await withPassword(server);
    for (let i = 0; i < 8; i++) await signIn(other.email, 'wrong password');
    expect((await signIn(other.email, goodPassword, mine)).status).toBe(429);
    mine.cookies.set('reedbed_device', 'AAAA');
    expect((await signIn(other.email, goodPassword, mine)).status).toBe(429);
  });

  it('ends with the account', async () => {
    const { id, email } = await withPassword(server);
    const page = browser(server);
    await signIn(email, goodPassword, page);
    await server.owner`update account set expires_at = now() where person_id = ${id}`;
    const response = await signIn(email);
    expect(response.status).toBe(401);
    expect(((await response.json()) as Problem).detail).toContain('has ended');
  });

  it('hashes again what was hashed with less', async () => {
    const { id, email } = await withPassword(server);
    const weak: Buffer = await new Promise((resolve, reject) => {
      const nonce = Buffer.alloc(16, 3);
      const parameters = {
        message: goodPassword,
        nonce,
        parallelism: 1,
        tagLength: 32,
        memory: 8192,
        passes: 1,
      };
      crypto.argon2('argon2id', parameters, (error, tag) => (error === null ? resolve(tag) : reject(error)));
    });
    const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
    const stored = `$argon2id$v=19$m=8192,t=1,p=1$${text(Buffer.alloc(16, 3))}$${text(weak)}`;
    await server.owner`update account set password_hash = ${stored} where person_id = ${id}`;
    expect((await signIn(email)).status).toBe(200);
    const [row] = await server.owner`select password_hash as hash from account where person_id = ${id}`;
    expect(row?.['hash']).toContain('m=19456,t=2');
    expect((await signIn(email)).status).toBe(200);
  });

  it('is refused from a page of another site', async () => {
    const { email } = await withPassword(server);
    const elsewhere = browser(server, { origin: 'https://elsewhere.example' });
    expect((await signIn(email, goodPassword, elsewhere)).status).toBe(403);
  });
});

describe('a new password', () => {
  const next = 'nine herons over the weir';
  const signedIn = async () => {
    const person = await withPassword(server);
    const page = browser(server);
    await signIn(person.email, goodPassword, page);
    return { ...person, page };
  };

  it('asks for the current one, ends the other sessions, and takes the place of the old', async () => {
    const { id, email, page } = await signedIn();
    const other = browser(server);
    await signIn(email, goodPassword, other);
    await expect(page.call(own.changePassword, { current: 'wrong', password: next })).rejects.toMatchObject({
      kind: 'invalid',
      errors: [{ pointer: '/current' }],
    });
    const account = await page.call(own.changePassword, { current: goodPassword, password: next });
    expect(account.sessions).toHaveLength(1);
    expect((await other.raw(me.path)).status).toBe(401);
    expect((await page.raw(me.path)).status).toBe(200);
    expect((await signIn(email)).status).toBe(401);
    expect((await signIn(email, next)).status).toBe(200);
    const trail = await trailOf(server, id);
    expect(trail.map(({ act }) => act)).toContain('password.change');
    expect(JSON.stringify(trail)).not.toContain(next);
  });

  it('goes without it while the proof is young, and not afterwards', async () => {
    const { id, page } = await signedIn();
    await page.call(own.changePassword, { password: next });
    await server.owner`update session set proved_at = now() - interval '6 minutes' where person_id = ${id}`;
    const later = browser(server);
    later.cookies.set('reedbed_session', page.cookies.get('reedbed_session') ?? '');
    // What was known of the session is trusted for half a minute: a change through the interface forgets it.
    await page.call(own.changeName, { name: 'Ada Marsh' });
    server.app.sessions.forget(id);
    await expect(later.call(own.changePassword, { password: goodPassword })).rejects.toMatchObject({
      kind: 'proof-needed',
    });
    await later.call(own.prove, { password: next });
    await later.call(own.changePassword, { password: goodPassword });
  });

  it('is refused when short, long, common, or about the person', async () => {
    const { page } = await signedIn();
    for (const password of ['short', 'x'.repeat(129), 'password1234', 'Ada Marsh 2026']) {
      await expect(page.call(own.changePassword, { password }), password).rejects.toMatchObject({
        kind: 'invalid',
        errors: [{ pointer: '/password' }],
      });
    }
  });

  it('is set up by whoever came by a link, once they have given an address', async () => {
    const person = await server.person();
    await server.owner`update session set proved_at = now() - interval '1 hour' where person_id = ${person.id}`;
    await expect(person.call(own.changePassword, { password: next })).rejects.toMatchObject({
      kind: 'conflict',
    });
    const email = `${person.id}@b.example`;
    await person.call(own.changeName, { name: 'Bea Sedge' });
    expect(await person.call(own.changeEmail, { email })).toEqual({ state: 'changed' });
    const account = await person.call(own.changePassword, { password: next });
    expect(account).toMatchObject({ name: 'Bea Sedge', email, emailVerified: false });
    expect(account.passwordAt).not.toBeNull();
    expect((await signIn(email, next)).status).toBe(200);
  });

  it('is not for an address that somebody else has', async () => {
    const { email } = await withPassword(server);
    const person = await server.person();
    await expect(person.call(own.changeEmail, { email })).rejects.toMatchObject({
      kind: 'conflict',
      errors: [{ pointer: '/email' }],
    });
  });

  it('cannot be mailed where no mail is set up, which is said', async () => {
    await expect(browser(server).call(forgotPassword, { email: newcomer })).rejects.toMatchObject({
      kind: 'conflict',
    });
  });
});

describe('everything about the own account', () => {
  it.each(Object.values(own).filter((one) => typeof one === 'object' && 'act' in one))(
    '$id needs a session',
    async (endpoint) => {
      const path = endpoint.path.replace('{session}', '01a2096c-4db7-779e-929b-fa5ba71d6a01');
      const response = await browser(server).raw(path, { method: endpoint.method });
      expect(response.status).toBe(401);
    },
  );
});
