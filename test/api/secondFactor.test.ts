import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { me, signIn, signInWithCode, signInWithPassword } from '../../src/contract/accounts.ts';
import * as factors from '../../src/contract/accountsFactors.ts';
import { readAccount } from '../../src/contract/accountsOwn.ts';
import { newLink } from '../../src/server/platform/auth.ts';
import { browser, goodPassword, trailOf, withPassword, type Browser } from '../support/people.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const codeOf = (secret: string, stepsAway = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + stepsAway * 30_000 });
/** As if the last code had been used long ago. */
const timePasses = (id: string) =>
  server.owner`update one_time_secret set last_step = 0 where person_id = ${id}`;

interface Guarded {
  id: string;
  email: string;
  secret: string;
  codes: string[];
  page: Browser;
}

/** Somebody with an authenticator. */
async function guarded(): Promise<Guarded> {
  const { id, email } = await withPassword(server);
  const page = browser(server);
  await page.call(signInWithPassword, { email, password: goodPassword });
  const { secret } = await page.call(factors.beginAuthenticator, {});
  const { recoveryCodes } = await page.call(factors.confirmAuthenticator, { code: codeOf(secret) });
  await timePasses(id);
  return { id, email, secret, codes: recoveryCodes, page };
}

async function asked({ email }: Guarded, page = browser(server)) {
  const answer = await page.call(signInWithPassword, { email, password: goodPassword });
  expect(answer.next).toBe('second factor');
  expect(page.cookies.has('reedbed_session')).toBe(false);
  return { page, challenge: answer.challenge ?? '' };
}
const refused = { kind: 'sign-in-refused' };

describe('an authenticator', () => {
  it('counts once a first code has come; its secret is sealed', async () => {
    const { id, email } = await withPassword(server);
    const page = browser(server);
    await page.call(signInWithPassword, { email, password: goodPassword });
    const { secret, uri } = await page.call(factors.beginAuthenticator, {});
    expect(uri).toContain(`secret=${secret}`);
    expect(uri).toContain('issuer=Reedbed');
    await expect(page.call(factors.confirmAuthenticator, { code: '000000' })).rejects.toMatchObject({
      kind: 'invalid',
      errors: [{ pointer: '/code' }],
    });
    expect((await page.call(readAccount, {})).authenticator).toBe(false);
    const { recoveryCodes } = await page.call(factors.confirmAuthenticator, { code: codeOf(secret) });
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await page.call(readAccount, {})).toMatchObject({ authenticator: true, recoveryCodesLeft: 10 });
    const [row] = await server.owner<{ sealed: Buffer }[]>`
      select sealed_secret as sealed from one_time_secret where person_id = ${id}`;
    expect(row?.sealed.includes(Buffer.from(Secret.fromBase32(secret).bytes))).toBe(false);
    const hashes = JSON.stringify(
      await server.owner`select encode(code_hash, 'escape') as h from recovery_code`,
    );
    expect(hashes).not.toContain(recoveryCodes[0]);
    await expect(page.call(factors.beginAuthenticator, {})).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('is asked for after a password and after a link', async () => {
    const person = await guarded();
    const { page, challenge } = await asked(person);
    expect(await page.call(signInWithCode, { challenge, code: codeOf(person.secret) })).toEqual({
      next: 'in',
      challenge: null,
    });
    expect((await page.call(me, {})).person.id).toBe(person.id);
    expect((await page.call(readAccount, {})).sessions.find((one) => one.current)?.secondFactor).toBe(true);
    const token = await newLink(server.pool, person.id);
    expect((await browser(server).call(signIn, { token })).next).toBe('second factor');
  });

  it('takes each code once', async () => {
    const person = await guarded();
    const code = codeOf(person.secret);
    const first = await asked(person);
    await first.page.call(signInWithCode, { challenge: first.challenge, code });
    const second = await asked(person);
    await expect(
      second.page.call(signInWithCode, { challenge: second.challenge, code }),
    ).rejects.toMatchObject(refused);
    // Nor one from before it.
    const before = codeOf(person.secret, -1);
    await expect(
      second.page.call(signInWithCode, { challenge: second.challenge, code: before }),
    ).rejects.toMatchObject(refused);
    expect((await trailOf(server, person.id)).at(-1)).toMatchObject({
      act: 'sign-in.refuse',
      detail: { method: 'code' },
    });
  });

  it('takes the codes just before and after, and none further away', async () => {
    for (const [away, taken] of [
      [-1, true],
      [1, true],
      [-3, false],
      [3, false],
    ] as const) {
      const person = await guarded();
      const { page, challenge } = await asked(person);
      const answer = page.call(signInWithCode, { challenge, code: codeOf(person.secret, away) });
      if (taken) expect((await answer).next).toBe('in');
      else await expect(answer).rejects.toMatchObject(refused);
    }
  });

  it('answers one question once, within ten minutes, at most five times', async () => {
    const person = await guarded();
    const used = await asked(person);
    const code = codeOf(person.secret);
    await used.page.call(signInWithCode, { challenge: used.challenge, code });
    await timePasses(person.id);
    await expect(used.page.call(signInWithCode, { challenge: used.challenge, code })).rejects.toMatchObject(
      refused,
    );
    const late = await asked(person);
    await server.owner`update challenge set expires_at = now() where person_id = ${person.id}`;
    await expect(late.page.call(signInWithCode, { challenge: late.challenge, code })).rejects.toMatchObject(
      refused,
    );
    const guessed = await asked(person);
    for (let i = 0; i < 5; i++) {
      await expect(
        guessed.page.call(signInWithCode, { challenge: guessed.challenge, code: '000000' }),
      ).rejects.toMatchObject(refused);
    }
    await expect(guessed.page.call(signInWithCode, { challenge: guessed.challenge, code })).rejects.toThrow(
      /Begin again/,
    );
  });

  it('of paper that was used is refused in words of its own', async () => {
    const person = await guarded();
    const [code = ''] = person.codes;
    const first = await asked(person);
    await first.page.call(signInWithCode, { challenge: first.challenge, code });
    const again = await asked(person);
    await expect(again.page.call(signInWithCode, { challenge: again.challenge, code })).rejects.toThrow(
      /^This recovery code is not right, or was used before/,
    );
    await expect(
      again.page.call(signInWithCode, { challenge: again.challenge, code: '000 000' }),
    ).rejects.toThrow(/^This code is not right.* thirty seconds/);
  });

  it('of one person does not answer for another', async () => {
    const [mine, theirs] = [await guarded(), await guarded()];
    const { page, challenge } = await asked(theirs);
    await expect(page.call(signInWithCode, { challenge, code: codeOf(mine.secret) })).rejects.toMatchObject(
      refused,
    );
    await expect(page.call(signInWithCode, { challenge, code: mine.codes[0] ?? '' })).rejects.toMatchObject(
      refused,
    );
  });

  it('is guessed at only so often, however many questions there are', async () => {
    const person = await guarded();
    const guess = async (page: Browser) => {
      const { challenge } = await asked(person, page);
      const answer = await page.raw(signInWithCode.path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ challenge, code: '000000' }),
      });
      return answer.status;
    };
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) {
      const page = browser(server);
      // A mark that somebody made up is worth nothing.
      page.cookies.set('reedbed_device', `made-up-${String(i)}`);
      statuses.push(await guess(page));
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
    // The browser of the person is counted by itself.
    const own = browser(server);
    own.cookies.set('reedbed_device', person.page.cookies.get('reedbed_device') ?? '');
    const { challenge } = await asked(person, own);
    expect((await own.call(signInWithCode, { challenge, code: codeOf(person.secret) })).next).toBe('in');
  });

  it('is removed with its codes', async () => {
    const { id, email, page } = await guarded();
    expect(await page.call(factors.removeAuthenticator, {})).toMatchObject({
      authenticator: false,
      recoveryCodesLeft: 0,
    });
    expect((await browser(server).call(signInWithPassword, { email, password: goodPassword })).next).toBe(
      'in',
    );
    const told = (await trailOf(server, id)).filter(({ act }) => act === 'second-factor.change');
    expect(told.map(({ detail }) => detail)).toEqual([
      { added: 'authenticator' },
      { removed: 'authenticator' },
    ]);
  });
});

describe('a recovery code', () => {
  it('stands in for the authenticator once, however it is typed', async () => {
    const person = await guarded();
    const [code = ''] = person.codes;
    const first = await asked(person);
    const typed = ` ${code.toUpperCase().replaceAll('-', ' ')} `;
    expect((await first.page.call(signInWithCode, { challenge: first.challenge, code: typed })).next).toBe(
      'in',
    );
    expect((await first.page.call(readAccount, {})).recoveryCodesLeft).toBe(9);
    const second = await asked(person);
    await expect(
      second.page.call(signInWithCode, { challenge: second.challenge, code }),
    ).rejects.toMatchObject(refused);
  });

  it('counts no more once there are new ones', async () => {
    const person = await guarded();
    const { recoveryCodes } = await person.page.call(factors.makeRecoveryCodes, {});
    expect(recoveryCodes).toHaveLength(10);
    const { page, challenge } = await asked(person);
    await expect(page.call(signInWithCode, { challenge, code: person.codes[1] ?? '' })).rejects.toMatchObject(
      refused,
    );
    expect((await page.call(signInWithCode, { challenge, code: recoveryCodes[0] ?? '' })).next).toBe('in');
  });
});

describe('a change of the ways in', () => {
  it.each([factors.beginAuthenticator, factors.removeAuthenticator, factors.makeRecoveryCodes])(
    '$id asks for a proof that is younger than five minutes',
    async (endpoint) => {
      const { id, page } = await guarded();
      await server.owner`update session set proved_at = now() - interval '6 minutes' where person_id = ${id}`;
      server.app.sessions.forget(id);
      await expect(page.call(endpoint, {})).rejects.toMatchObject({ kind: 'proof-needed' });
    },
  );

  it.each(Object.values(factors))('$id needs a session', async (endpoint) => {
    const response = await browser(server).raw(endpoint.path, { method: endpoint.method });
    expect(response.status).toBe(401);
  });
});
