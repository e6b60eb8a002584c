import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { me, signIn, signOut } from '../../src/contract/accounts.ts';
import type { Problem } from '../../src/contract/problem.ts';
import { newLink } from '../../src/server/platform/auth.ts';
import { ask, testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const post = (token: unknown, headers: Record<string, string> = {}) =>
  ask(server.app, signIn.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ token }),
  });

describe('the sign-in link', () => {
  it('works once', async () => {
    const person = await server.person();
    const token = await newLink(server.pool, person.id);
    const first = await post(token);
    expect(first.status).toBe(200);
    expect(first.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
    const second = await post(token);
    expect(second.status).toBe(401);
    expect(((await second.json()) as Problem).detail).toContain('user link');
  });

  it('is refused after its day', async () => {
    const person = await server.person();
    const token = await newLink(server.pool, person.id);
    await server.owner`update sign_in_link set expires_at = now() - interval '1 second' where person_id = ${person.id}`;
    expect((await post(token)).status).toBe(401);
  });

  it('is refused from a page of another site', async () => {
    const person = await server.person();
    const token = await newLink(server.pool, person.id);
    expect((await post(token, { origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await post(token, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post(token, { origin: 'http://127.0.0.1', 'sec-fetch-site': 'same-origin' })).status).toBe(
      200,
    );
  });

  it('says what is wrong with a token that is none', async () => {
    const response = await post('short');
    expect(response.status).toBe(422);
    expect(((await response.json()) as Problem).errors?.[0]?.pointer).toBe('/token');
  });
});

describe('a session', () => {
  it('is asked for', async () => {
    const response = await ask(server.app, me.path);
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  it('ends when its person signs out, and when its time is over', async () => {
    const first = await server.person();
    await first.call(signOut, {});
    await expect(first.call(me, {})).rejects.toMatchObject({ kind: 'not-signed-in' });
    const second = await server.person();
    await server.owner`update session set expires_at = now() where person_id = ${second.id}`;
    await expect(second.call(me, {})).rejects.toMatchObject({ kind: 'not-signed-in' });
  });

  it('stores no secret that a reader of the database could use', async () => {
    const person = await server.person();
    const secret = person.cookie.split('=')[1] ?? '';
    const rows =
      await server.owner`select encode(token_hash, 'hex') as hash from session where person_id = ${person.id}`;
    expect(rows[0]?.['hash']).not.toContain(secret);
    const asHash = { cookie: `reedbed_session=${String(rows[0]?.['hash'])}` };
    expect((await ask(server.app, me.path, { headers: asHash })).status).toBe(401);
  });
});

it('answers only to its own name', async () => {
  const response = await server.app.hono.request('http://evil.example/api/health', {
    headers: { host: 'evil.example' },
  });
  expect(response.status).toBe(404);
});

it('slows down who tries many tokens', async () => {
  const own = await testServer();
  const tries = await Promise.all(
    Array.from({ length: 30 }, () =>
      ask(own.app, signIn.path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: 'x'.repeat(43) }),
      }),
    ),
  );
  expect(tries.filter((one) => one.status === 429).length).toBeGreaterThanOrEqual(9);
  await own.stop();
});

it('does not keep out whoever has a link because somebody else guesses', async () => {
  const own = await testServer();
  const person = await own.person();
  for (let i = 0; i < 40; i++) {
    await ask(own.app, signIn.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: `${'x'.repeat(40)}${String(i)}` }),
    });
  }
  const token = await newLink(own.pool, person.id);
  const response = await ask(own.app, signIn.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  expect(response.status).toBe(200);
  await own.stop();
});

it('ends a session for good, whatever other requests are under way', async () => {
  for (let i = 0; i < 10; i++) {
    const person = await server.person();
    await Promise.all([
      person.raw(me.path),
      person.raw(signOut.path, { method: 'POST' }),
      person.raw(me.path),
    ]);
    expect((await person.raw(me.path)).status).toBe(401);
  }
});
