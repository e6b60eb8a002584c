import { Secret, TOTP } from 'otpauth';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startStage, type Stage } from '../support/journey.ts';
import { arrived, expectAccessible } from './visit.ts';

let stage: Stage;
let context: BrowserContext;
let page: Page;
const password = 'marsh tern lantern osprey';

beforeAll(async () => {
  stage = await startStage();
}, 180_000);
afterAll(() => stage.stop());
beforeEach(async () => {
  ({ context, page } = await stage.visitor());
});
afterEach(async () => {
  await context.close();
  // A refusal is an answer of the interface, which the browser logs as an error.
  expect(stage.errors).toEqual([]);
  expect(stage.complaints.filter((text) => !/status of (401|403|404|409|422)/.test(text))).toEqual([]);
  stage.complaints.length = 0;
});

/** By the name that passkeys can belong to. */
const at = (path: string) => `${stage.server.url.replace('127.0.0.1', 'localhost')}${path}`;
const link = async () => at((await stage.link()).replace(stage.server.url, ''));
const post = async <T>(path: string, body: object, method: 'post' | 'put' = 'post'): Promise<T> => {
  const answer = await page.request[method](at(path), { data: body });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as T;
};
/** What is only typed into stays off paper: an empty line says nothing there. */
async function expectNotOnPaper(...words: string[]): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  for (const one of words) {
    for (const found of await page.getByText(one).all()) expect(await found.isVisible(), one).toBe(false);
  }
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
}
const field = (label: string) => page.getByLabel(label, { exact: true });

/** The owner comes by a link and invites somebody. */
async function invite(email: string | null): Promise<string> {
  await page.goto(await link());
  await arrived(page);
  const { id } = await post<{ id: string }>('/api/workspaces', { name: 'Marram partnership' });
  const made = await post<{ link: string }>(`/api/workspaces/${id}/invitations`, {
    name: 'Grace',
    email,
    message: 'Please join us.',
    roles: [{ role: 'evaluator', school: null }],
  });
  return at(made.link.replace(/^http:\/\/[^/]+/, ''));
}

describe('a page of a link', () => {
  it.each(['invitation', 'confirm-email', 'new-password'])('says what to do without it: %s', async (path) => {
    await page.goto(at(`/${path}`));
    await page.getByRole('heading', { name: 'This page needs its link' }).waitFor();
    await expectAccessible(page);
  });

  it('says where only a part of the link came', async () => {
    await page.goto(at('/sign-in#a-part'));
    await page.getByRole('heading', { name: 'This link is not whole' }).waitFor();
    await page.getByText('Open it once more as it was sent. A new link is made where Reedbed runs').waitFor();
    await page.goto(at('/invitation#a-part'));
    await page.getByText('Open it once more as it was sent.', { exact: true }).waitFor();
    await page.getByRole('heading', { name: 'This link is not whole' }).waitFor();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
  });
});

describe('an invitation', () => {
  it('says who asks and what for, and makes a newcomer a member', async () => {
    const invitation = await invite('grace@a.example');
    await context.close();
    ({ context, page } = await stage.visitor());
    await page.goto(invitation);
    await page.getByRole('heading', { level: 1, name: 'Owner invites you to Marram partnership' }).waitFor();
    expect(page.url()).not.toContain('#');
    await page.reload();
    await page.getByRole('heading', { name: 'This page needs its link' }).waitFor();
    await page.goto(invitation);
    await page.getByText('sees those of every school, with letters for names').waitFor();
    await expectAccessible(page);
    await expectNotOnPaper('Have you an account already?', 'At least 12 characters');
    await field('Your name').fill('');
    await field('Password').fill('short');
    await page.getByRole('button', { name: 'Join Marram partnership' }).click();
    // The summary has the focus, the title says so, and each line leads to its field.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('There is a problem');
    expect(await page.title()).toMatch(/^Error: /);
    await expectAccessible(page);
    await page.getByRole('link', { name: /at least 12 characters/ }).click();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('name')))
      .toBe('password');
    await field('Your name').fill('Grace Okafor');
    await field('Password').fill('password1234');
    await page.getByText('Easy to guess').waitFor();
    await field('Password').fill(password);
    await page.getByText('Strong.').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Join Marram partnership' }).click();
    await page.waitForURL(/\/w\/[^/]+\/identify/);
    await page.getByRole('button', { name: 'Your account: Grace Okafor' }).waitFor();
  });

  it('is taken with an account that signs in first', async () => {
    const invitation = await invite(null);
    await context.close();
    ({ context, page } = await stage.visitor());
    await page.goto(invitation);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    // The form for newcomers, which has fields of the same names, must be gone.
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
    await field('E-mail address').fill('grace@a.example');
    await field('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Join as Grace Okafor' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Join as Grace Okafor' }).click();
    await page.waitForURL(/\/w\/[^/]+\/identify/);
  });
});

describe('signing in', () => {
  it('leads to where the person was, and says what is wrong', async () => {
    await page.goto(at('/help?from=here'));
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('There is a problem').waitFor();
    await field('E-mail address').fill('grace@a.example');
    await field('Password').fill('not the password');
    await page.getByRole('button', { name: 'Show password' }).click();
    expect(await field('Password').getAttribute('type')).toBe('text');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('The e-mail address or the password is not right.').waitFor();
    await field('Password').fill(password);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/help\?from=here$/);
  });

  it('offers nothing that cannot work here: no passkey by a number, no letter where none are sent', async () => {
    await page.goto(`${stage.server.url}/sign-in`);
    await field('Password').waitFor();
    expect(await page.getByRole('button', { name: /passkey/ }).count()).toBe(0);
    expect(await page.getByRole('link', { name: /forgotten/ }).count()).toBe(0);
    await page.goto(at('/sign-in'));
    await page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor();
  });

  it('does not lead to another site', async () => {
    await page.goto(at('/sign-in?back=https://elsewhere.example/'));
    await field('E-mail address').fill('grace@a.example');
    await field('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(/\/identify/);
    expect(new URL(page.url()).hostname).toBe('localhost');
  });
});

describe('your account', () => {
  const signOut = async () => {
    await page.locator('button.who').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
  };

  it('is set up by whoever came by a link: address, password, passkey, authenticator', async () => {
    const device = await context.newCDPSession(page);
    await device.send('WebAuthn.enable');
    const options = {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    } as const;
    await device.send('WebAuthn.addVirtualAuthenticator', { options });
    await page.goto(await link());
    await page.waitForURL(/\/identify/);
    await page.goto(at('/account'));
    await page.getByText('You come in by sign-in links only').waitFor();
    await expectAccessible(page);
    await field('E-mail address').fill('owner@a.example');
    await page.getByRole('button', { name: 'Save the address' }).click();
    await field('Password').fill('password1234');
    await page.getByRole('button', { name: 'Choose this password' }).click();
    await page.getByRole('link', { name: /guessed first/ }).waitFor();
    expect(await page.locator('.strength').isVisible()).toBe(false);
    await field('Password').fill(password);
    await page.getByRole('button', { name: 'Choose this password' }).click();
    await page.getByText('Other sessions have ended').waitFor();
    await expectNotOnPaper('Current password', 'At least 12 characters');

    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await field('Name').fill('My laptop');
    await page.getByRole('button', { name: 'Keep the passkey' }).click();
    await page.getByRole('button', { name: 'Rename My laptop' }).waitFor();
    // A passkey beside a password keeps nobody out who learns the password.
    await page.getByText('You sign in with a passkey or with a password.').waitFor();

    await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
    await page.locator('svg.qr').waitFor();
    await expectAccessible(page);
    const secret = (await page.locator('.account-part code.mono').first().innerText()).replaceAll(' ', '');
    await field('The code that the app shows now').fill(
      new TOTP({ secret: Secret.fromBase32(secret) }).generate(),
    );
    await page.getByRole('button', { name: 'Use this authenticator' }).click();
    const code = await page.locator('.codes li').first().innerText();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download the codes' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('reedbed-recovery-codes.txt');
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('Ten recovery codes are left').waitFor();
    await page.getByText(/a second proof guards your account/).waitFor();
    await expectAccessible(page);

    await signOut();
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.waitForURL(/\/identify/);
    await signOut();
    await field('E-mail address').fill('owner@a.example');
    await field('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Type the code of your authenticator' }).waitFor();
    await expectAccessible(page);
    await expectNotOnPaper('Six digits, which the app shows');
    await page.getByRole('button', { name: /use a recovery code/ }).click();
    await expectNotOnPaper('One of the ten that you kept');
    await field('Recovery code').fill(code.trim());
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(/\/identify/);
  });

  it('reads on a phone and in the dark', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(at('/forgotten-password'));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expectAccessible(page);
    await page.goto(at('/sign-in'));
    await page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});

describe('a workspace that asks for a second step', () => {
  it('asks it of an owner first, and then shows others what to do and nothing else', async () => {
    await page.goto(at('/sign-in'));
    await field('E-mail address').fill('grace@a.example');
    await field('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await arrived(page);
    const { id } = await post<{ id: string }>('/api/workspaces', { name: 'Guarded partnership' });
    const ask = async () => {
      await page.goto(at(`/w/${id}/settings`));
      await page.getByText('whoever runs it', { exact: true }).click();
      await page.getByRole('button', { name: 'Save the settings' }).click();
    };
    await ask();
    await page.getByRole('link', { name: /you would be kept out yourself/ }).waitFor();
    await expectAccessible(page);
    const { secret } = await post<{ secret: string }>('/api/account/authenticator', {});
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
    await post('/api/account/authenticator', { code }, 'put');
    await ask();
    await page.getByText('Saved.').waitFor();
    const { link: invitation } = await post<{ link: string }>(`/api/workspaces/${id}/invitations`, {
      name: 'Ada',
      email: null,
      message: '',
      roles: [{ role: 'coordinator', school: null }],
    });
    await context.close();
    ({ context, page } = await stage.visitor());
    await page.goto(at(invitation.replace(/^http:\/\/[^/]+/, '')));
    await field('Your name').fill('Ada Marsh');
    await field('E-mail address').fill('ada@a.example');
    await field('Password').fill(password);
    await page.getByRole('button', { name: 'Join Guarded partnership' }).click();
    await page.getByRole('heading', { name: 'This workspace asks for a second step' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Go to your account' }).click();
    await page.getByRole('button', { name: 'Set up an authenticator app' }).waitFor();
  });
});
