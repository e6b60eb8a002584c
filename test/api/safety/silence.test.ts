import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as accounts from '../../../src/contract/accounts.ts';
import * as own from '../../../src/contract/accountsOwn.ts';
import * as factors from '../../../src/contract/accountsFactors.ts';
import { call } from '../../../src/contract/client.ts';
import type { CallOf, Endpoint, OutputOf } from '../../../src/contract/endpoint.ts';
import * as imports from '../../../src/contract/imports.ts';
import * as answers from '../../../src/contract/invitationAnswers.ts';
import { makeInvitation } from '../../../src/contract/invitations.ts';
import { readJob } from '../../../src/contract/jobs.ts';
import { createWorkspace } from '../../../src/contract/workspaces.ts';
import { readConfig } from '../../../src/server/platform/config.ts';
import type { Sql } from '../../../src/server/platform/db.ts';
import { reach } from '../../../src/server/platform/reach.ts';
import { mailServer, type MailServer } from '../../support/mailServer.ts';
import { runCommand, startServer, type ServerProcess } from '../../support/process.ts';
import { temporaryData } from '../../support/temporary.ts';

/** A server of its own, of which everything is kept that it writes down: it is driven through whatever is secret. */
let server: ServerProcess;
let post: MailServer;
let database: Sql;
const data = temporaryData();
/** What must stand nowhere, by what it is. */
const secrets = new Map<string, string>();
/** What was answered to somebody who had not shown who they are. */
const toldToStrangers: string[] = [];

const secret = (what: string, value: string) => {
  expect(value.length, what).toBeGreaterThan(5);
  secrets.set(what, value);
  return value;
};

beforeAll(async () => {
  post = await mailServer();
  vi.stubEnv('SMTP_URL', post.url);
  vi.stubEnv('REEDBED_MAIL_FROM', 'Reedbed <reedbed@a.example>');
  server = await startServer(data);
  database = (await reach({ ...readConfig({ data }, {}), databaseUrl: undefined })).owner();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await database.end({ timeout: 5 });
  server.child.kill('SIGTERM');
  await server.ended;
  await post.stop();
  rmSync(data, { recursive: true, force: true });
});

interface Page {
  call<E extends Endpoint>(endpoint: E, input: CallOf<E>, body?: unknown): Promise<OutputOf<E>>;
}

/** A browser that keeps cookies; what they hold is secret. */
function page(): Page {
  const cookies = new Map<string, string>();
  const connection = {
    origin: server.url,
    fetch: async (url: string, init: { method: string; headers: Record<string, string> }) => {
      const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
      const response = await fetch(url, { ...init, headers: { ...init.headers, cookie } });
      for (const line of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
        cookies.set(name, value);
        if (value !== '') secret(`cookie ${name} ${String(secrets.size)}`, value);
      }
      const named = [...cookies.keys()].some((name) => name.includes('session'));
      if (!named && !response.ok) toldToStrangers.push(await response.clone().text());
      return response;
    },
  };
  return { call: (endpoint, input, body) => call(connection, endpoint, input, body) };
}

const refused = (work: Promise<unknown>, kind: string) => expect(work).rejects.toMatchObject({ kind });
const tokenIn = (text: string) => /#([\w-]{43})/.exec(text)?.[1] ?? '';

const name = secret('name of a person', 'Zqferris Marlow');
const email = secret('address', 'zq.ferris@sedge.example');
const unknownEmail = secret('address that nobody has', 'zq.nobody@sedge.example');
const password = secret('password', 'zqmarsh tern lantern osprey');
const nextPassword = secret('next password', 'zqnine herons over the weir');
const school = secret('name of a school', 'Zqalder Road Primary');
const head = secret('name of a head teacher', 'Zqines Heronshaw');
const workspaceName = secret('name of a workspace', 'Zqmarram Network');

let owner: Page;
let workspace: string;

describe('what is driven through the server', () => {
  it('links, invitations, passwords, letters', async () => {
    const link = tokenIn((await runCommand(data, ['user', 'link'])).stdout);
    owner = page();
    await owner.call(accounts.signIn, { token: secret('sign-in link', link) });
    workspace = (await owner.call(createWorkspace, { name: workspaceName })).id;
    const roles = [{ role: 'coordinator' as const, school: null }];
    const sent = await owner.call(makeInvitation, { workspace, roles, name, email, message: head });
    const token = secret('invitation', tokenIn(sent.link));
    await post.until(1);
    const wrong = secret('wrong token', 'x'.repeat(43));
    await refused(page().call(answers.openInvitation, { token: wrong }), 'link-not-valid');
    await page().call(answers.openInvitation, { token });
    const joined = page();
    await joined.call(answers.joinByInvitation, { token, name, email, password });
    const confirming = secret('confirmation', tokenIn((await post.until(2)).text));
    await refused(joined.call(accounts.confirmEmail, { token: wrong }), 'link-not-valid');
    await refused(page().call(accounts.confirmEmail, { token: confirming }), 'not-signed-in');
    await joined.call(accounts.confirmEmail, { token: confirming });
    await refused(
      page().call(accounts.signInWithPassword, { email: unknownEmail, password }),
      'sign-in-refused',
    );
    await refused(
      page().call(accounts.signInWithPassword, { email, password: nextPassword }),
      'sign-in-refused',
    );
    await refused(page().call(accounts.signIn, { token: wrong }), 'link-not-valid');
    post.refuse({ code: 550 });
    await page().call(accounts.forgotPassword, { email });
    await expect.poll(() => server.output()).toContain('mail not sent');
    await page().call(accounts.forgotPassword, { email });
    const chosen = secret('link for a new password', tokenIn((await post.until(3)).text));
    await page().call(accounts.setNewPassword, { token: chosen, password: nextPassword });
  });

  it('an authenticator and recovery codes, right and wrong', async () => {
    const person = page();
    await person.call(accounts.signInWithPassword, { email, password: nextPassword });
    const { secret: key } = await person.call(factors.beginAuthenticator, {});
    const code = (away: number) =>
      new TOTP({ secret: Secret.fromBase32(secret('key of an authenticator', key)) }).generate({
        timestamp: Date.now() + away * 30_000,
      });
    const { recoveryCodes } = await person.call(factors.confirmAuthenticator, { code: code(0) });
    recoveryCodes.forEach((one, i) => secret(`recovery code ${String(i)}`, one));
    const again = page();
    const { challenge } = await again.call(accounts.signInWithPassword, { email, password: nextPassword });
    const asked = secret('challenge', challenge ?? '');
    await refused(
      again.call(accounts.signInWithCode, { challenge: asked, code: 'zqwrong-code' }),
      'sign-in-refused',
    );
    secret('wrong code', 'zqwrong-code');
    await again.call(accounts.signInWithCode, { challenge: asked, code: recoveryCodes[0] ?? '' });
  });

  it('files with names, refused rows and what is no file', async () => {
    const bytes = `URN,SCHNAME,HEAD,SCORE\n100000,${school},${head},12\n100001,Other,Some,${head}\n`;
    const file = await owner.call(imports.uploadFile, { workspace, name: 'schools.csv' }, bytes);
    const mapping = file.columns.map((one) =>
      one.header === 'SCORE'
        ? {
            ...imports.plainMeasure,
            label: 'Score',
            kind: 'result' as const,
            highMeans: 'better' as const,
            period: '2018/19',
            unit: null,
          }
        : one.suggestion,
    );
    const input = { workspace, import: file.id, mapping };
    expect((await owner.call(imports.dryRun, input)).refused).toBe(1);
    expect((await ended(await owner.call(imports.storeImport, input))).error).toContain('refused');
    for (const [fileName, text] of [
      ['broken.xlsx', `PK\u0003\u0004${head}`],
      ['broken.parquet', `PAR1${head}PAR1`],
    ] as const)
      await refused(owner.call(imports.uploadFile, { workspace, name: fileName }, text), 'not-readable');
    await database.unsafe(
      `alter table school_identity add constraint provoked check (name <> '${school}') not valid`,
    );
    const job = await ended(await owner.call(imports.storeImport, { ...input, leaveOutRefused: true }));
    expect(job).toMatchObject({ state: 'failed' });
    expect(job.error).toContain('on our side');
    await database`alter table school_identity drop constraint provoked`;
    const stored = await ended(await owner.call(imports.storeImport, { ...input, leaveOutRefused: true }));
    expect(stored.state).toBe('done');
  });

  it('failures of our own whose errors repeat what was sent', async () => {
    const person = page();
    const { challenge } = await person.call(accounts.signInWithPassword, { email, password: nextPassword });
    const code = [...secrets].find(([what]) => what === 'recovery code 1')?.[1] ?? '';
    await person.call(accounts.signInWithCode, { challenge: challenge ?? '', code });
    await database.unsafe(`alter table person add constraint provoked check (name <> '${head}') not valid`);
    await refused(person.call(own.changeName, { name: head }), 'unexpected');
    await database`alter table person drop constraint provoked`;
    await database.unsafe(`create function app.provoked() returns trigger language plpgsql as
      $$ begin perform new.name::integer; return new; end $$`);
    await database`create trigger provoked before update on person for each row execute function app.provoked()`;
    await refused(person.call(own.changeName, { name: head }), 'unexpected');
    await database`drop trigger provoked on person`;
  });
});

async function ended({ id }: { id: string }) {
  for (;;) {
    const job = await owner.call(readJob, { workspace, job: id });
    if (job.state !== 'waiting' && job.state !== 'running') return job;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const found = (text: string) =>
  [...secrets].filter(([, value]) => text.toLowerCase().includes(value.toLowerCase())).map(([what]) => what);

describe('stands nowhere', () => {
  it('in what the server writes down', () => {
    const log = server.output();
    // The failures that were provoked are in it, each with where it happened.
    expect(log.match(/"event":"unexpected"/g)?.length).toBe(2);
    expect(log).toContain('"event":"job failed"');
    expect(log).toContain('violates check constraint');
    expect(log).toContain('22P02');
    expect(found(log)).toEqual([]);
  });

  it('in what its database writes down', () => {
    const file = join(data, 'postgres.log');
    expect(existsSync(file)).toBe(true);
    const log = readFileSync(file, 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(found(log)).toEqual([]);
    expect(log).not.toContain('provoked');
  });

  it('in the rows of jobs', async () => {
    const rows = await database`select * from job`;
    expect(rows.length).toBeGreaterThan(2);
    expect(found(JSON.stringify(rows))).toEqual([]);
  });

  it('in what strangers are answered', () => {
    expect(toldToStrangers.length).toBeGreaterThan(5);
    expect(found(toldToStrangers.join('\n'))).toEqual([]);
  });
});
