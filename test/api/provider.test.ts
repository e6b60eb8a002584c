import { Events, OAuth2Server, type MutableResponse, type MutableToken } from 'oauth2-mock-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { me, signInWays } from '../../src/contract/accounts.ts';
import { readAccount } from '../../src/contract/accountsOwn.ts';
import { connectProvider, disconnectProvider, startProvider } from '../../src/contract/accountsProvider.ts';
import { makeInvitation } from '../../src/contract/invitations.ts';
import { mailServer, type MailServer } from '../support/mailServer.ts';
import { browser, goodPassword, trailOf, withPassword, type Browser } from '../support/people.ts';
import { signInWithPassword } from '../../src/contract/accounts.ts';
import { testServer, type TestServer } from '../support/server.ts';

const idp = new OAuth2Server();
let server: TestServer;
let post: MailServer;
beforeAll(async () => {
  await idp.issuer.keys.generate('RS256');
  await idp.start(0, '127.0.0.1');
  const issuer = idp.issuer.url ?? '';
  post = await mailServer();
  server = await testServer({
    mail: { smtp: post.url, from: 'reedbed@a.example' },
    provider: { issuer, clientId: 'reedbed', clientSecret: 'secret', name: 'Marsh login' },
  });
});
afterAll(async () => {
  await server.stop();
  await post.stop();
  await idp.stop();
});
afterEach(() => {
  idp.service.removeAllListeners();
});

/** Who the provider says is there; `falsify` changes what it signs. */
function claim(claims: Record<string, unknown>): void {
  idp.service.on(Events.BeforeTokenSigning, (token: MutableToken) => Object.assign(token.payload, claims));
}

/** Goes to the provider and comes back, as a browser does; `change` meddles with the address on the way back. */
async function goThere(
  page: Browser,
  url: string,
  change: (back: URL) => void = () => undefined,
): Promise<string> {
  const there = await fetch(url, { redirect: 'manual' });
  const back = new URL(there.headers.get('location') ?? '');
  change(back);
  const answer = await page.raw(back.pathname + back.search);
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
}
const signIn = async (page: Browser, change?: (back: URL) => void) =>
  goThere(page, (await page.call(startProvider, { back: '/help' })).url, change);
const isOut = async (page: Browser) => (await page.raw(me.path)).status === 401;
let number = 0;
const somebody = () => `subject-${String(++number)}`;

describe('single sign-on', () => {
  it('is offered by its name, and goes out with state, nonce and PKCE', async () => {
    expect((await browser(server).call(signInWays, {})).provider).toBe('Marsh login');
    const { url } = await browser(server).call(startProvider, {});
    const query = new URL(url).searchParams;
    expect(query.get('code_challenge_method')).toBe('S256');
    expect(query.get('redirect_uri')).toBe('http://127.0.0.1/api/sign-in/provider/return');
    for (const key of ['state', 'nonce', 'code_challenge']) expect(query.get(key), key).toBeTruthy();
  });

  it('knows an account by an address that both sides have checked, and from then on by issuer and subject', async () => {
    const { id, email } = await withPassword(server);
    const sub = somebody();
    claim({ sub, email: email.toUpperCase(), email_verified: true });
    const page = browser(server);
    expect(await signIn(page)).toBe('/help');
    expect((await page.call(me, {})).person.id).toBe(id);
    expect((await page.call(readAccount, {})).provider).toEqual({ name: 'Marsh login', connected: true });
    // The account has another way in: that stands in its trail, and its owner hears of it.
    const connections = async () =>
      (await trailOf(server, id)).filter(({ act }) => act === 'provider.change');
    expect(await connections()).toEqual([{ act: 'provider.change', by: id, detail: { added: true } }]);
    expect((await post.until(1)).text).toContain('single sign-on was connected');
    idp.service.removeAllListeners();
    claim({ sub, email: 'another@a.example', email_verified: true });
    const later = browser(server);
    await signIn(later);
    expect((await later.call(me, {})).person.id).toBe(id);
    expect(await connections()).toHaveLength(1);
  });

  it('lets nobody in whose address one side has not checked, or whom nobody knows', async () => {
    const { id, email } = await withPassword(server);
    claim({ sub: somebody(), email });
    const page = browser(server);
    expect(await signIn(page)).toBe('/sign-in?said=unknown');
    expect(await isOut(page)).toBe(true);
    idp.service.removeAllListeners();
    claim({ sub: somebody(), email, email_verified: 'true' });
    expect(await signIn(page)).toBe('/sign-in?said=unknown');
    idp.service.removeAllListeners();
    claim({ sub: somebody(), email, email_verified: true });
    await server.owner`update account set email_verified_at = null where person_id = ${id}`;
    expect(await signIn(page)).toBe('/sign-in?said=unknown');
    const people = await server.owner`select count(*)::int as n from account where email like 'subject%'`;
    expect(people[0]).toEqual({ n: 0 });
    expect((await trailOf(server, null)).at(-1)).toMatchObject({
      act: 'sign-in.refuse',
      detail: { method: 'provider' },
    });
  });

  it.each([
    ['another state', (back: URL) => back.searchParams.set('state', 'x'.repeat(43)), {}],
    ['another nonce', () => undefined, { nonce: 'other' }],
    ['another issuer', () => undefined, { iss: 'https://elsewhere.example' }],
    ['another audience', () => undefined, { aud: 'somebody-else' }],
    ['an answer that is over', () => undefined, { exp: 1 }],
    [
      'a refusal',
      (back: URL) => {
        back.searchParams.delete('code');
        back.searchParams.set('error', 'access_denied');
      },
      {},
    ],
  ])('is refused with %s', async (_, change, falsified) => {
    const { email } = await withPassword(server);
    claim({ sub: somebody(), email, email_verified: true, ...falsified });
    const page = browser(server);
    expect(await signIn(page, change)).toBe('/sign-in?said=failed');
    expect(await isOut(page)).toBe(true);
  });

  it('is refused in a browser that did not go there, and a second time', async () => {
    const { email } = await withPassword(server);
    claim({ sub: somebody(), email, email_verified: true });
    const mine = browser(server);
    const { url } = await mine.call(startProvider, {});
    const victim = browser(server);
    expect(await goThere(victim, url)).toBe('/sign-in?said=unknown');
    expect(await isOut(victim)).toBe(true);
    const cookie = mine.cookies.get('reedbed_provider') ?? '';
    expect(await goThere(mine, url)).toBe('/');
    const again = browser(server);
    again.cookies.set('reedbed_provider', cookie);
    expect(await goThere(again, url)).toBe('/sign-in?said=unknown');
  });

  it('makes a newcomer of somebody invited, and a member of somebody known', async () => {
    const inviter = await server.person();
    const { id: workspace } = await inviter.workspace();
    const invite = async (email: string | null) => {
      const roles = [{ role: 'researcher' as const, school: null }];
      const made = await inviter.call(makeInvitation, { workspace, roles, email });
      return new URL(made.link, 'http://a').hash.slice(1);
    };
    const sub = somebody();
    claim({ sub, email: 'lena@a.example', email_verified: true, name: 'Lena Brook' });
    const page = browser(server);
    const first = await page.call(startProvider, { invitation: await invite('lena@a.example') });
    expect(await goThere(page, first.url)).toBe(`/w/${workspace}`);
    expect((await page.call(me, {})).person.name).toBe('Lena Brook');
    const other = await inviter.workspace('Another');
    const roles = [{ role: 'viewer' as const, school: null }];
    const made = await inviter.call(makeInvitation, { workspace: other.id, roles });
    const second = await page.call(startProvider, {
      invitation: new URL(made.link, 'http://a').hash.slice(1),
    });
    expect(await goThere(page, second.url)).toBe(`/w/${other.id}`);
    expect((await page.call(me, {})).workspaces).toHaveLength(2);
    // An invitation for one address is not for who has another.
    idp.service.removeAllListeners();
    claim({ sub: somebody(), email: 'mallory@a.example', email_verified: true });
    const stranger = browser(server);
    const wrong = await stranger.call(startProvider, { invitation: await invite('grace@a.example') });
    expect(await goThere(stranger, wrong.url)).toMatch(/said=unknown/);
  });

  it('is connected with an account by its person, once, and taken away again', async () => {
    const { email } = await withPassword(server);
    const page = browser(server);
    await page.call(signInWithPassword, { email, password: goodPassword });
    const sub = somebody();
    claim({ sub, email: 'elsewhere@b.example', email_verified: false });
    expect(await goThere(page, (await page.call(connectProvider, {})).url)).toBe('/account');
    expect((await page.call(readAccount, {})).provider?.connected).toBe(true);
    expect(await signIn(browser(server))).toBe('/help');
    const other = await withPassword(server);
    const theirs = browser(server);
    await theirs.call(signInWithPassword, { email: other.email, password: goodPassword });
    expect(await goThere(theirs, (await theirs.call(connectProvider, {})).url)).toBe(
      '/sign-in?said=elsewhere',
    );
    expect((await page.call(disconnectProvider, {})).provider?.connected).toBe(false);
    expect(await signIn(browser(server))).toBe('/sign-in?said=unknown');
  });

  it('asks the provider for the address where the statement lacks it, and believes it of nobody else', async () => {
    const { id, email } = await withPassword(server);
    const sub = somebody();
    claim({ sub });
    const answer = (body: Record<string, unknown>) =>
      idp.service.once(Events.BeforeUserinfo, (response: MutableResponse) =>
        Object.assign(response, { body }),
      );
    const page = browser(server);
    answer({ sub: 'another', email, email_verified: true });
    expect(await signIn(page)).toBe('/sign-in?said=failed');
    answer({ sub, email, email_verified: true });
    expect(await signIn(page)).toBe('/help');
    expect((await page.call(me, {})).person.id).toBe(id);
  });

  it('leads to no page but our own', async () => {
    const { email } = await withPassword(server);
    claim({ sub: somebody(), email, email_verified: true });
    for (const back of [
      'https://elsewhere.example/',
      '//elsewhere.example/',
      '/\\elsewhere.example',
      '%E0%A4%A',
    ]) {
      const page = browser(server);
      const location = await goThere(page, (await page.call(startProvider, { back })).url);
      expect(new URL(location, 'http://127.0.0.1').origin, back).toBe('http://127.0.0.1');
      expect(location).not.toMatch(/^\/[/\\]/);
    }
  });
});

it('is not there where none is set up', async () => {
  const own = await testServer();
  expect((await browser(own).call(signInWays, {})).provider).toBeNull();
  await expect(browser(own).call(startProvider, {})).rejects.toMatchObject({ kind: 'not-found' });
  expect(
    (await browser(own).raw('/api/sign-in/provider/return?code=1&state=2')).headers.get('location'),
  ).toBe('/sign-in');
  await own.stop();
});
