import { afterAll, beforeAll, expect, it } from 'vitest';
import { me, signIn, signInWithPassword } from '../../src/contract/accounts.ts';
import { Administration } from '../../src/server/accounts/index.ts';
import { Sessions } from '../../src/server/platform/sessions.ts';
import { browser, goodPassword, trailOf, withPassword } from '../support/people.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let people: Administration;
beforeAll(async () => {
  server = await testServer();
  people = new Administration(server.pool);
});
afterAll(() => server.stop());

it('adds an account whose link signs in, once for each address', async () => {
  const token = await people.add('Tom Reeve', 'Tom@A.example');
  const page = browser(server);
  await page.call(signIn, { token });
  expect((await page.call(me, {})).person.name).toBe('Tom Reeve');
  await expect(people.add('Tom', 'tom@a.example')).rejects.toMatchObject({ kind: 'conflict' });
  await expect(people.add('Tom', 'no address')).rejects.toMatchObject({ kind: 'invalid' });
  expect(await people.list()).toMatchObject([{ name: 'Tom Reeve', email: 'tom@a.example', ways: [] }]);
});

it('disables an account and ends its sessions, and lets it in again', async () => {
  const { id, email } = await withPassword(server);
  const page = browser(server);
  await page.call(signInWithPassword, { email, password: goodPassword });
  expect(await people.sessions(email)).toHaveLength(1);
  await people.setExpiry(email, 'now');
  expect(await new Sessions(server.pool).find(page.cookies.get('reedbed_session'))).toBeNull();
  await expect(
    browser(server).call(signInWithPassword, { email, password: goodPassword }),
  ).rejects.toMatchObject({ kind: 'sign-in-refused' });
  await people.setExpiry(email, 'never');
  await browser(server).call(signInWithPassword, { email, password: goodPassword });
  expect(await people.endSessions(email)).toBe(1);
  expect((await trailOf(server, id)).map(({ act }) => act)).toEqual([
    'sign-in',
    'account.change',
    'account.change',
    'sign-in',
    'session.end',
  ]);
});

it('takes a lost authenticator off, and says who is not there', async () => {
  const { id, email } = await withPassword(server);
  await server.owner`insert into one_time_secret (person_id, sealed_secret, confirmed_at) values (${id}, '\\x00', now())`;
  const page = browser(server);
  expect((await page.call(signInWithPassword, { email, password: goodPassword })).next).toBe('second factor');
  await people.resetSecondFactor(email);
  expect((await page.call(signInWithPassword, { email, password: goodPassword })).next).toBe('in');
  await expect(people.link('nobody@a.example')).rejects.toMatchObject({ kind: 'not-found' });
});
