import { afterAll, beforeAll, expect, it } from 'vitest';
import * as invitations from '../../src/contract/invitations.ts';
import { mailServer, type MailServer } from '../support/mailServer.ts';
import { testServer, type Client, type TestServer } from '../support/server.ts';

let mail: MailServer;
let server: TestServer;
let owner: Client;
let workspace: string;

beforeAll(async () => {
  mail = await mailServer();
  server = await testServer({ mail: { smtp: mail.url, from: 'reedbed@marram.example' } });
  owner = await server.person('Ines Marlow');
  workspace = (await owner.workspace('Marram')).id;
});
afterAll(async () => {
  await server.stop();
  await mail.stop();
});

const invite = (email: string | null) =>
  owner.call(invitations.makeInvitation, {
    workspace,
    roles: [{ role: 'evaluator', school: null }],
    email,
    message: 'Please look at our figures.',
  });

it('an invitation with an address is mailed, and says who asks, what for and what will be seen', async () => {
  const { mail: how, link } = await invite('e.sharp@example.org');
  expect(how).toBe('sent');
  const letter = await mail.until(1);
  expect(letter.to).toEqual(['e.sharp@example.org']);
  for (const part of ['Ines Marlow', 'Marram', 'Please look at our figures.', 'letters for names', link])
    expect(letter.text).toContain(part);
});

it('is made also where the mail is refused, and the answer says so', async () => {
  mail.refuse({ code: 550 });
  const { mail: how, link } = await invite('gone@example.org');
  expect(how).toBe('not sent');
  expect(link).toContain('/invitation#');
  expect((await invite(null)).mail).toBe('no address');
  expect(mail.received).toHaveLength(1);
});
