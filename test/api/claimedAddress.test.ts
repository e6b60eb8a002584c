import { Events, OAuth2Server, type MutableToken } from 'oauth2-mock-server';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { confirmEmail, forgotPassword, me, signInWithPassword } from '../../src/contract/accounts.ts';
import { changeEmail, readAccount } from '../../src/contract/accountsOwn.ts';
import { startProvider } from '../../src/contract/accountsProvider.ts';
import { joinByInvitation } from '../../src/contract/invitationAnswers.ts';
import { makeInvitation } from '../../src/contract/invitations.ts';
import { Administration } from '../../src/server/accounts/index.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { mailServer, type MailServer } from '../support/mailServer.ts';
import { browser, goodPassword, trailOf, withPassword, type Browser } from '../support/people.ts';
import { testServer, type Client, type TestServer } from '../support/server.ts';

/** Whoever invites holds the link that is made, and could register with it under somebody else's address. */
const idp = new OAuth2Server();
let post: MailServer;
let server: TestServer;
/** Without mail. */
let quiet: TestServer;
beforeAll(async () => {
  await idp.issuer.keys.generate('RS256');
  await idp.start(0, '127.0.0.1');
  post = await mailServer();
  const issuer = idp.issuer.url ?? '';
  const provider = { issuer, clientId: 'reedbed', clientSecret: 'secret', name: 'Marsh login' };
  server = await testServer({ mail: { smtp: post.url, from: 'reedbed@a.example' }, provider });
  quiet = await testServer({ provider });
});
afterAll(async () => {
  await Promise.all([server.stop(), quiet.stop()]);
  await Promise.all([post.stop(), idp.stop()]);
});

const theirs = 'nine herons over the weir';
const tokenIn = (text: string) => /#([\w-]{43})/.exec(text)?.[1] ?? '';
const newAddress = () => `${newId()}@rightful.example`;

async function invite(at: TestServer, email: string | null): Promise<{ token: string; workspace: string }> {
  const inviter: Client = await at.person('Inviter');
  const { id: workspace } = await inviter.workspace();
  const { link } = await inviter.call(makeInvitation, {
    workspace,
    roles: [{ role: 'viewer', school: null }],
    email,
  });
  return { token: tokenIn(link), workspace };
}

/** Somebody who uses an invitation that they made for another's address. */
async function claim(at: TestServer, email: string): Promise<{ id: string; page: Browser }> {
  const page = browser(at);
  const { token } = await invite(at, email);
  await page.call(joinByInvitation, { token, name: 'Claimant', email, password: goodPassword });
  return { id: (await page.call(me, {})).person.id, page };
}

/** The last letter to an address that has a link in it. */
async function letterTo(email: string, number: number): Promise<string> {
  await expect.poll(() => post.received.filter((one) => one.to.includes(email)).length).toBe(number);
  return post.received.filter((one) => one.to.includes(email)).at(-1)?.text ?? '';
}

/** Comes back from a provider that has checked this address. */
async function comeFromProvider(page: Browser, email: string, invitation: string): Promise<string> {
  const sign = (token: MutableToken) =>
    Object.assign(token.payload, { sub: newId(), name: 'Rightful', email, email_verified: true });
  idp.service.on(Events.BeforeTokenSigning, sign);
  onTestFinished(() => {
    idp.service.removeAllListeners();
  });
  const { url } = await page.call(startProvider, { invitation });
  const there = await fetch(url, { redirect: 'manual' });
  const back = new URL(there.headers.get('location') ?? '');
  const answer = await page.raw(back.pathname + back.search);
  return answer.headers.get('location') ?? '';
}

const addressOf = async (page: Browser) => {
  const { email, emailVerified } = await page.call(readAccount, {});
  return { email, emailVerified };
};

describe('an address that somebody only claims', () => {
  it('is not theirs by the letter that its owner opens', async () => {
    const email = newAddress();
    const { page } = await claim(server, email);
    const token = tokenIn(await letterTo(email, 2));
    const owner = browser(server);
    const own = await withPassword(server);
    await owner.call(signInWithPassword, { email: own.email, password: goodPassword });
    for (const one of [browser(server), owner])
      await expect(one.call(confirmEmail, { token })).rejects.toMatchObject({
        kind: one === owner ? 'not-allowed' : 'not-signed-in',
      });
    expect(await addressOf(page)).toEqual({ email, emailVerified: false });
    expect(await addressOf(owner)).toEqual({ email: own.email, emailVerified: true });
  });

  it('gets no link for a new password', async () => {
    const email = newAddress();
    await claim(server, email);
    await letterTo(email, 2);
    await browser(server).call(forgotPassword, { email });
    const known = await withPassword(server);
    await browser(server).call(forgotPassword, { email: known.email });
    await letterTo(known.email, 1);
    expect(post.received.filter((one) => one.to.includes(email))).toHaveLength(2);
  });

  it('does not keep its owner from registering: it is theirs once they confirm it', async () => {
    const email = newAddress();
    const claimant = await claim(server, email);
    await letterTo(email, 2);
    const { token } = await invite(server, email);
    const owner = browser(server);
    await owner.call(joinByInvitation, { token, name: 'Rightful', email, password: theirs });
    const { id } = (await owner.call(me, {})).person;
    expect(id).not.toBe(claimant.id);
    expect((await addressOf(owner)).email).toBeNull();
    await owner.call(confirmEmail, { token: tokenIn(await letterTo(email, 4)) });
    expect(await addressOf(owner)).toEqual({ email, emailVerified: true });
    expect((await addressOf(claimant.page)).email).toBeNull();
    const again = browser(server);
    await again.call(signInWithPassword, { email, password: theirs });
    expect((await again.call(me, {})).person.id).toBe(id);
    await expect(
      browser(server).call(signInWithPassword, { email, password: goodPassword }),
    ).rejects.toMatchObject({ kind: 'sign-in-refused' });
    expect((await trailOf(server, claimant.id)).at(-1)).toMatchObject({
      act: 'account.change',
      detail: { fields: ['email'], claimEnded: true },
    });
  });

  it('does not keep its owner from giving it for the account they have', async () => {
    const email = newAddress();
    const claimant = await claim(server, email);
    await letterTo(email, 2);
    const own = await withPassword(server);
    const owner = browser(server);
    await owner.call(signInWithPassword, { email: own.email, password: goodPassword });
    await owner.call(changeEmail, { email });
    await owner.call(confirmEmail, { token: tokenIn(await letterTo(email, 3)) });
    expect(await addressOf(owner)).toEqual({ email, emailVerified: true });
    expect((await addressOf(claimant.page)).email).toBeNull();
  });

  it.each(['with mail', 'without mail'])(
    'does not keep its owner from coming by a provider that has checked it, %s',
    async (how) => {
      const at = how === 'with mail' ? server : quiet;
      const email = newAddress();
      const claimant = await claim(at, email);
      const { token, workspace } = await invite(at, email);
      const owner = browser(at);
      expect(await comeFromProvider(owner, email, token)).toBe(`/w/${workspace}`);
      expect((await owner.call(me, {})).person.id).not.toBe(claimant.id);
      expect(await addressOf(owner)).toEqual({ email, emailVerified: true });
      expect((await addressOf(claimant.page)).email).toBeNull();
    },
  );

  it('is given to its owner by whoever runs the server, where no letter can tell', async () => {
    const email = newAddress();
    const claimant = await claim(quiet, email);
    const { token } = await invite(quiet, email);
    const input = { token, name: 'Rightful', email, password: theirs };
    await expect(browser(quiet).call(joinByInvitation, input)).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('user add') as unknown,
    });
    await new Administration(quiet.pool).add('Rightful', email);
    expect((await addressOf(claimant.page)).email).toBeNull();
  });
});

describe('an address that was confirmed', () => {
  it('is nobody else’s, whoever confirms or claims it', async () => {
    const known = await withPassword(server);
    const { token, workspace } = await invite(server, known.email);
    const input = { token, name: 'Claimant', email: known.email, password: theirs };
    await expect(browser(server).call(joinByInvitation, input)).rejects.toMatchObject({ kind: 'conflict' });
    // The provider knows the same person, who then joins with the account they have.
    const page = browser(server);
    expect(await comeFromProvider(page, known.email, token)).toBe(`/w/${workspace}`);
    expect((await page.call(me, {})).person.id).toBe(known.id);
    await expect(new Administration(server.pool).add('Another', known.email)).rejects.toMatchObject({
      kind: 'conflict',
    });
  });

  it('is not taken by a letter that was sent while it was only claimed', async () => {
    const email = newAddress();
    const first = await claim(server, email);
    const early = tokenIn(await letterTo(email, 2));
    const { token } = await invite(server, email);
    const owner = browser(server);
    await owner.call(joinByInvitation, { token, name: 'Rightful', email, password: theirs });
    await owner.call(confirmEmail, { token: tokenIn(await letterTo(email, 4)) });
    await expect(first.page.call(confirmEmail, { token: early })).rejects.toMatchObject({ kind: 'conflict' });
    expect(await addressOf(owner)).toEqual({ email, emailVerified: true });
  });
});
