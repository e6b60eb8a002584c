import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  confirmEmail,
  forgotPassword,
  me,
  setNewPassword,
  signInWithPassword,
} from '../../src/contract/accounts.ts';
import * as factors from '../../src/contract/accountsFactors.ts';
import { changeEmail, readAccount } from '../../src/contract/accountsOwn.ts';
import { newLink } from '../../src/server/platform/auth.ts';
import { sendMail } from '../../src/server/platform/mail.ts';
import { mailServer, type MailServer } from '../support/mailServer.ts';
import { browser, goodPassword, trailOf, withPassword } from '../support/people.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let post: MailServer;
const from = 'Reedbed <reedbed@a.example>';
beforeAll(async () => {
  post = await mailServer();
  server = await testServer({ mail: { smtp: post.url, from } });
});
afterAll(async () => {
  await server.stop();
  await post.stop();
});
const mail = () => ({ mail: { smtp: post.url, from } });
const tokenIn = (text: string) => /#([\w-]{43})/.exec(text)?.[1] ?? '';

describe('mail', () => {
  it('is not sent where no server is named', async () => {
    expect(await sendMail({ mail: undefined }, { to: 'a@b.example', subject: 's', text: 't' })).toBe(
      'not configured',
    );
  });

  it('goes out as plain text, to one address, with no header but its own', async () => {
    const count = post.received.length;
    const subject = 'Hello\r\nBcc: spy@evil.example';
    expect(await sendMail(mail(), { to: 'ada@a.example', subject, text: 'Café\n<b>plain</b>' })).toBe('sent');
    const { to, text } = await post.until(count + 1);
    expect(to).toEqual(['ada@a.example']);
    expect(text).toMatch(/^Subject: Hello Bcc: spy@evil.example\r$/m);
    expect(text).not.toMatch(/^Bcc:/m);
    expect(text).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m);
    for (const wrong of [
      'a@b.example, c@d.example',
      'a@b.example\r\nBcc: c@d.example',
      'A <a@b.example>',
      'none',
      '',
    ]) {
      await expect(sendMail(mail(), { to: wrong, subject: 's', text: 't' }), wrong).rejects.toMatchObject({
        kind: 'invalid',
      });
    }
    expect(post.received).toHaveLength(count + 1);
  });

  it('is tried again when the server is busy, and given up when it refuses for good', async () => {
    const count = post.received.length;
    post.refuse({ code: 451 });
    expect(await sendMail(mail(), { to: 'ada@a.example', subject: 's', text: 't' })).toBe('sent');
    await post.until(count + 1);
    post.refuse({ code: 550 });
    await expect(sendMail(mail(), { to: 'ada@a.example', subject: 's', text: 't' })).rejects.toMatchObject({
      kind: 'mail-not-sent',
    });
    expect(post.received).toHaveLength(count + 1);
  });
});

describe('a sign-in with another browser', () => {
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

  it('is told by letter, not the first time, and not with a browser that was seen before', async () => {
    const { email } = await withPassword(server);
    const count = post.received.length;
    const first = browser(server);
    await first.call(signInWithPassword, { email, password: goodPassword });
    await first.call(signInWithPassword, { email, password: goodPassword });
    const other = browser(server, { 'user-agent': agent });
    await other.call(signInWithPassword, { email, password: goodPassword });
    const { to, text } = await post.until(count + 1);
    expect(to).toEqual([email]);
    expect(text).toContain('not used for it before: Firefox on Linux.');
    // No link to click on: such letters are imitated.
    expect(text).not.toMatch(/https?:/);
    await other.call(signInWithPassword, { email, password: goodPassword });
    await first.call(signInWithPassword, { email, password: goodPassword });
    expect(post.received).toHaveLength(count + 1);
  });

  it('is not told where a wrong password was tried', async () => {
    const { email } = await withPassword(server);
    await browser(server).call(signInWithPassword, { email, password: goodPassword });
    const count = post.received.length;
    const guess = { email, password: 'marsh tern lantern heron' };
    await expect(browser(server).call(signInWithPassword, guess)).rejects.toMatchObject({
      kind: 'sign-in-refused',
    });
    expect(post.received).toHaveLength(count);
  });
});

describe('a forgotten password', () => {
  const next = 'nine herons over the weir';

  it('is replaced through a link that works once, and every session ends', async () => {
    const { id, email } = await withPassword(server);
    const old = browser(server);
    await old.call(signInWithPassword, { email, password: goodPassword });
    const count = post.received.length;
    const page = browser(server);
    expect(await page.call(forgotPassword, { email })).toEqual({});
    const letter = await post.until(count + 1);
    expect(letter.to).toEqual([email]);
    expect(letter.text).toContain('http://127.0.0.1/new-password#');
    const token = tokenIn(letter.text);
    // What cannot be taken does not use the link up.
    await expect(page.call(setNewPassword, { token, password: 'password1234' })).rejects.toMatchObject({
      kind: 'invalid',
    });
    expect(await page.call(setNewPassword, { token, password: next })).toEqual({
      next: 'in',
      challenge: null,
    });
    expect((await page.call(me, {})).person.id).toBe(id);
    expect((await old.raw(me.path)).status).toBe(401);
    await expect(page.call(setNewPassword, { token, password: next })).rejects.toMatchObject({
      kind: 'link-not-valid',
    });
    await browser(server).call(signInWithPassword, { email, password: next });
    expect((await trailOf(server, id)).map(({ act }) => act)).toContain('password.change');
    // Both browsers of the new password are told of, too.
    await post.until(count + 4);
    const letters = post.received.slice(count + 1).map((one) => one.text);
    expect(letters.filter((text) => text.includes('the password was changed'))).toHaveLength(1);
    expect(letters.filter((text) => text.includes('with another browser'))).toHaveLength(2);
  });

  it('is answered alike for an unknown address, and for one that nobody confirmed; then nothing is sent', async () => {
    const { id, email } = await withPassword(server);
    await server.owner`update account set email_verified_at = null where person_id = ${id}`;
    const count = post.received.length;
    expect(await browser(server).call(forgotPassword, { email: 'nobody@a.example' })).toEqual({});
    expect(await browser(server).call(forgotPassword, { email })).toEqual({});
    const other = await withPassword(server);
    await browser(server).call(forgotPassword, { email: other.email });
    expect((await post.until(count + 1)).to).toEqual([other.email]);
    expect(post.received).toHaveLength(count + 1);
  });

  it('does not fill somebody’s letter box', async () => {
    const { email } = await withPassword(server);
    const other = await withPassword(server);
    const count = post.received.length;
    for (let i = 0; i < 8; i++) await browser(server).call(forgotPassword, { email });
    await post.until(count + 3);
    await browser(server).call(forgotPassword, { email: other.email });
    await post.until(count + 4);
    expect(post.received.slice(count).filter(({ to }) => to[0] === email)).toHaveLength(3);
  });

  it('takes no link that is for something else', async () => {
    const { id, email } = await withPassword(server);
    const page = browser(server);
    await page.call(signInWithPassword, { email, password: goodPassword });
    const token = await newLink(server.pool, id);
    await expect(browser(server).call(setNewPassword, { token, password: next })).rejects.toMatchObject({
      kind: 'link-not-valid',
    });
    await expect(page.call(confirmEmail, { token })).rejects.toMatchObject({ kind: 'link-not-valid' });
  });
});

describe('a changed address', () => {
  it('counts once its link was opened; the old one is told', async () => {
    const { id, email } = await withPassword(server);
    const page = browser(server);
    await page.call(signInWithPassword, { email, password: goodPassword });
    const next = `new.${email}`;
    const count = post.received.length;
    expect(await page.call(changeEmail, { email: next })).toEqual({ state: 'link sent' });
    expect((await page.call(readAccount, {})).email).toBe(email);
    const letter = await post.until(count + 1);
    expect(letter.to).toEqual([next]);
    const token = tokenIn(letter.text);
    // The letter box alone is not enough: it may be that of somebody whose address a stranger gave.
    const stranger = browser(server);
    await stranger.call(signInWithPassword, {
      email: (await withPassword(server)).email,
      password: goodPassword,
    });
    await expect(browser(server).call(confirmEmail, { token })).rejects.toMatchObject({
      kind: 'not-signed-in',
    });
    await expect(stranger.call(confirmEmail, { token })).rejects.toMatchObject({ kind: 'not-allowed' });
    expect(await page.call(confirmEmail, { token })).toEqual({ email: next });
    expect(await page.call(readAccount, {})).toMatchObject({ email: next, emailVerified: true });
    expect((await post.until(count + 2)).to).toEqual([email]);
    await expect(page.call(confirmEmail, { token })).rejects.toMatchObject({ kind: 'link-not-valid' });
    expect(JSON.stringify(await trailOf(server, id))).not.toContain(next);
  });

  it('of somebody else is answered alike, and only its owner is told', async () => {
    const [mine, theirs] = [await withPassword(server), await withPassword(server)];
    const page = browser(server);
    await page.call(signInWithPassword, { email: mine.email, password: goodPassword });
    const count = post.received.length;
    expect(await page.call(changeEmail, { email: theirs.email })).toEqual({ state: 'link sent' });
    const letter = await post.until(count + 1);
    expect(letter.to).toEqual([theirs.email]);
    expect(tokenIn(letter.text)).toBe('');
  });
});

describe('a changed way in', () => {
  it('is told by letter, without any secret, to an address that was confirmed', async () => {
    const { id, email } = await withPassword(server);
    const page = browser(server);
    await page.call(signInWithPassword, { email, password: goodPassword });
    const about = (words: string) =>
      expect.poll(() => post.received.some((one) => one.to.includes(email) && one.text.includes(words)));
    const { secret } = await page.call(factors.beginAuthenticator, {});
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
    const { recoveryCodes } = await page.call(factors.confirmAuthenticator, { code });
    await about('an authenticator app was set up').toBe(true);
    await page.call(factors.makeRecoveryCodes, {});
    await about('new recovery codes were made').toBe(true);
    const told = post.received.filter((one) => one.to.includes(email)).map((one) => one.text);
    for (const one of [secret, ...recoveryCodes]) expect(told.join('\n')).not.toContain(one);
    await server.owner`update account set email_verified_at = null where person_id = ${id}`;
    const count = post.received.length;
    await page.call(factors.removeAuthenticator, {});
    await sendMail(mail(), { to: 'last@a.example', subject: 's', text: 'last' });
    expect(post.received.slice(count).map((one) => one.to)).toEqual([['last@a.example']]);
  });
});
