import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { me, signInWithPassword, signOut } from '../../src/contract/accounts.ts';
import { endOtherSessions, endSession, readAccount } from '../../src/contract/accountsOwn.ts';
import { Sessions } from '../../src/server/platform/sessions.ts';
import { browser, goodPassword, trailOf, withPassword, type Browser } from '../support/people.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let id: string;
let email: string;
beforeAll(async () => {
  server = await testServer();
  ({ id, email } = await withPassword(server));
});
afterAll(() => server.stop());

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
async function signedIn(agent = firefox): Promise<Browser> {
  const page = browser(server, { 'user-agent': agent });
  await page.call(signInWithPassword, { email, password: goodPassword });
  return page;
}
/** Another process of the installation, which remembers nothing. */
const elsewhere = () => new Sessions(server.pool);
const cookieOf = (page: Browser) => page.cookies.get('reedbed_session');

describe('a session', () => {
  it('is listed with where, when and by which browser; this one is marked', async () => {
    const here = await signedIn();
    await signedIn('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/605.1.15');
    const { sessions } = await here.call(readAccount, {});
    expect(sessions.filter((one) => one.current)).toMatchObject([
      { browser: 'Firefox on Linux', method: 'password' },
    ]);
    expect(sessions.map((one) => one.browser)).toContain('Safari on an iPhone');
    expect(JSON.stringify(sessions)).not.toContain(cookieOf(here));
  });

  it('is ended one by one, or all but this one, at once', async () => {
    const [here, there, third] = await Promise.all([signedIn(), signedIn(), signedIn()]);
    // All are known by now, so that forgetting is what is seen.
    for (const page of [here, there, third]) expect((await page.raw(me.path)).status).toBe(200);
    const ofThere = (await there.call(readAccount, {})).sessions.find((one) => one.current);
    const after = await here.call(endSession, { session: ofThere?.id ?? '' });
    expect(after.sessions.map((one) => one.id)).not.toContain(ofThere?.id);
    expect((await there.raw(me.path)).status).toBe(401);
    await expect(here.call(endSession, { session: ofThere?.id ?? '' })).rejects.toMatchObject({
      kind: 'not-found',
    });
    expect((await here.call(endOtherSessions, {})).sessions).toHaveLength(1);
    expect((await third.raw(me.path)).status).toBe(401);
    expect((await here.raw(me.path)).status).toBe(200);
    expect((await trailOf(server, ofThere?.id ?? null)).map(({ act }) => act)).toEqual(['session.end']);
  });

  it('begins for each who signs in to the same account at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const pages = await Promise.all([signedIn(), signedIn(), signedIn(), signedIn()]);
      for (const page of pages) expect((await page.raw(me.path)).status).toBe(200);
    }
  });

  it('of somebody else is not found', async () => {
    const here = await signedIn();
    const stranger = await server.person();
    const [mine] = (await here.call(readAccount, {})).sessions;
    await expect(stranger.call(endSession, { session: mine?.id ?? '' })).rejects.toMatchObject({
      kind: 'not-found',
    });
    expect((await here.raw(me.path)).status).toBe(200);
  });

  it('ends after thirty minutes without a sign of the person, and after twelve hours in any case', async () => {
    const idle = await signedIn();
    await server.owner`update session set seen_at = now() - interval '29 minutes' where person_id = ${id}`;
    expect(await elsewhere().find(cookieOf(idle))).not.toBeNull();
    await server.owner`update session set seen_at = now() - interval '31 minutes' where person_id = ${id}`;
    expect(await elsewhere().find(cookieOf(idle))).toBeNull();
    const long = await signedIn();
    const [row] = await server.owner<{ hours: number }[]>`
      select extract(epoch from expires_at - created_at) / 3600 as hours from session
      where person_id = ${id} order by created_at desc limit 1`;
    expect(Number(row?.hours)).toBeCloseTo(12, 2);
    await server.owner`update session set expires_at = now() where person_id = ${id}`;
    expect(await elsewhere().find(cookieOf(long))).toBeNull();
  });

  it('is prolonged by what the person does, at most once a minute, and not by a stream that goes on', async () => {
    const page = await signedIn();
    const seen = async () => {
      const [row] =
        await server.owner`select seen_at from session where person_id = ${id} order by created_at desc limit 1`;
      return row?.['seen_at'] as string;
    };
    await server.owner`update session set seen_at = now() - interval '59 seconds' where person_id = ${id}`;
    const lately = await seen();
    await elsewhere().find(cookieOf(page));
    expect(await seen()).toBe(lately);
    await server.owner`update session set seen_at = now() - interval '20 minutes' where person_id = ${id}`;
    const before = await seen();
    await elsewhere().find(cookieOf(page), false);
    expect(await seen()).toBe(before);
    await elsewhere().find(cookieOf(page));
    expect(await seen()).not.toBe(before);
  });

  it('ends with its account, and with its person', async () => {
    const page = await signedIn();
    await server.owner`update account set expires_at = now() - interval '1 second' where person_id = ${id}`;
    expect(await elsewhere().find(cookieOf(page))).toBeNull();
    await server.owner`update account set expires_at = null where person_id = ${id}`;
    expect(await elsewhere().find(cookieOf(page))).not.toBeNull();
    await server.owner`update person set erased_at = now() where id = ${id}`;
    expect(await elsewhere().find(cookieOf(page))).toBeNull();
    await server.owner`update person set erased_at = null where id = ${id}`;
  });

  it('ends at signing out, and the trail says so', async () => {
    const page = await signedIn();
    const cookie = cookieOf(page);
    await page.call(signOut, {});
    expect(page.cookies.has('reedbed_session')).toBe(false);
    expect(await elsewhere().find(cookie)).toBeNull();
    expect((await trailOf(server, id)).at(-1)).toMatchObject({ act: 'sign-out', by: id });
  });
});

describe('behind HTTPS', () => {
  it('has a cookie that only this host sets, only over HTTPS; the address is the one the proxy saw', async () => {
    const own = await testServer({ origin: 'https://reedbed.example' });
    const person = await withPassword(own);
    const headers = { host: 'reedbed.example', 'x-forwarded-for': '203.0.113.66, 192.0.2.7' };
    const answer = await own.app.hono.request(`https://reedbed.example${signInWithPassword.path}`, {
      method: 'POST',
      headers: { ...headers, origin: 'https://reedbed.example', 'content-type': 'application/json' },
      body: JSON.stringify({ email: person.email, password: goodPassword }),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('strict-transport-security')).toMatch(/max-age/);
    const cookies = answer.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies)
      expect(cookie).toMatch(/^__Host-reedbed_\w+=.*Path=\/; HttpOnly; Secure; SameSite=Lax/);
    const [row] = await own.owner`select address from session where person_id = ${person.id}`;
    expect(row).toEqual({ address: '192.0.2.7' });
    const foreign = { ...headers, origin: 'https://elsewhere.example' };
    const refused = await own.app.hono.request(`https://reedbed.example${signOut.path}`, {
      method: 'POST',
      headers: foreign,
    });
    expect(refused.status).toBe(403);
    await own.stop();
  });
});
