import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as contract from '../../src/contract/conversations.ts';
import { listSchools } from '../../src/contract/schools.ts';
import { publishStanding, readSchoolStanding } from '../../src/contract/standings.ts';
import { mailServer, type MailServer } from '../support/mailServer.ts';
import { networkCsv, networkMapping } from '../support/standings.ts';
import { addMember, ask, bring, ended, testServer, type Client, type TestServer } from '../support/server.ts';

let mail: MailServer;
let server: TestServer;
let owner: Client;
let head: Client;
let other: Client;
let workspace: string;
/** The school of the head, and the one that they would like to talk to. */
let alder: string;
let wanted: { neighbour: string; measure: string; name: string };

beforeAll(async () => {
  mail = await mailServer();
  server = await testServer({ mail: { smtp: mail.url, from: 'reedbed@marram.example' } });
  owner = await server.person('Ines Marlow');
  await server.owner`insert into account (person_id, email, email_verified_at)
    values (${owner.id}, 'ines@marram.example', now())`;
  workspace = (await owner.workspace('Marram')).id;
  await bring(owner, workspace, { name: 'network.csv', bytes: networkCsv() }, networkMapping);
  const job = await owner.call(publishStanding, { workspace });
  expect(await ended(owner, workspace, job.id)).toMatchObject({ state: 'done' });
  const { schools } = await owner.call(listSchools, { workspace });
  const idOf = (name: string) => schools.find((one) => one.name === name)?.id ?? '';
  alder = idOf('Alder Primary');
  head = await server.person('Tom Reed');
  await addMember(server, workspace, head, { role: 'school leader', school: alder });
  const { page } = await head.call(readSchoolStanding, { workspace, school: alder });
  const near = page?.like?.neighbours.find(({ better }) => better.length > 0);
  wanted = { neighbour: near?.key ?? '', measure: near?.better[0]?.measure ?? '', name: near?.name ?? '' };
  other = await server.person('Ana Holt');
  await addMember(server, workspace, other, { role: 'school leader', school: idOf(wanted.name) });
});
afterAll(async () => {
  await server.stop();
  await mail.stop();
});

const wish = () => ({
  workspace,
  school: alder,
  neighbour: wanted.neighbour,
  measure: wanted.measure,
  message: 'How do you teach reading in year 3?',
});
const listed = async (client: Client) =>
  (await client.call(contract.listConversations, { workspace })).conversations;
const askOnce = () => head.call(contract.askForConversation, wish());

describe('asking is refused', () => {
  it('to somebody not signed in, of another workspace or another school, and to those who lead no school', async () => {
    const path = `/api/workspaces/${workspace}/schools/${alder}/conversations`;
    const { neighbour, measure, message } = wish();
    const body = {
      method: 'POST',
      body: JSON.stringify({ neighbour, measure, message }),
      headers: { 'content-type': 'application/json' },
    };
    expect((await ask(server.app, path, body)).status).toBe(401);
    const stranger = await server.person();
    expect((await stranger.raw(path, body)).status).toBe(404);
    expect((await other.raw(path, body)).status).toBe(404);
    expect((await owner.raw(path, body)).status).toBe(403);
    const both = await server.person();
    await addMember(server, workspace, both, { role: 'staff', school: alder });
    expect((await both.raw(path, body)).status).toBe(403);
    // A head elsewhere who is staff here sees the page, and does not ask for it.
    await addMember(server, workspace, other, { role: 'staff', school: alder });
    expect((await other.raw(path, body)).status).toBe(403);
    await server.owner`delete from member_role where person_id = ${other.id} and role = 'staff'`;
  });

  it('for what the page does not say', async () => {
    for (const change of [{ neighbour: 'z' }, { measure: 'Shoe size' }]) {
      const asked = head.call(contract.askForConversation, { ...wish(), ...change });
      await expect(asked).rejects.toMatchObject({ kind: 'invalid', errors: [{ pointer: '/neighbour' }] });
    }
    expect(await listed(owner)).toEqual([]);
  });
});

describe('a head asks', () => {
  it('and whoever leads reads it, is told by mail that there is something, and the other school knows nothing', async () => {
    const asked = await askOnce();
    expect(asked).toMatchObject({
      state: 'asked',
      school: { name: 'Alder Primary' },
      with: null,
      called: wanted.name,
      mayWithdraw: true,
      mayAnswer: false,
    });
    expect(asked.about).toContain(wanted.measure);
    expect(await listed(owner)).toMatchObject([
      { with: { name: wanted.name }, askedBy: 'Tom Reed', mayAnswer: true, message: wish().message },
    ]);
    expect(await listed(other)).toEqual([]);
    const letter = await mail.until(1);
    expect(letter.to).toEqual(['ines@marram.example']);
    expect(letter.text).toContain(`/w/${workspace}/conversations`);
    expect(letter.text).not.toMatch(/Alder|Tom|teach reading/);
    await expect(askOnce()).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('takes it back, and then nobody answers it', async () => {
    const [one] = await listed(head);
    const conversation = one?.id ?? '';
    const asOther = other.call(contract.withdrawConversation, { workspace, conversation });
    await expect(asOther).rejects.toMatchObject({ kind: 'not-found' });
    const back = await head.call(contract.withdrawConversation, { workspace, conversation });
    expect(back.state).toBe('withdrawn');
    const answered = owner.call(contract.answerConversation, {
      workspace,
      conversation,
      state: 'arranged',
      words: 'Gladly.',
    });
    await expect(answered).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('is told why not, and the other school still knows nothing', async () => {
    const { id: conversation } = await askOnce();
    const words = 'They are in the middle of an inspection. Ask again in spring.';
    const input = { workspace, conversation, state: 'declined' as const, words };
    await expect(head.call(contract.answerConversation, input)).rejects.toMatchObject({
      kind: 'not-allowed',
    });
    expect(await owner.call(contract.answerConversation, input)).toMatchObject({ state: 'declined' });
    expect((await listed(head))[0]).toMatchObject({
      state: 'declined',
      answer: words,
      answeredBy: 'Ines Marlow',
    });
    expect(await listed(other)).toEqual([]);
  });

  it('is introduced: from then on both schools read it, and know each other by name', async () => {
    const { id: conversation } = await askOnce();
    await owner.call(contract.answerConversation, {
      workspace,
      conversation,
      state: 'arranged',
      words: 'Please meet on Tuesday.',
    });
    for (const client of [head, other]) {
      const [one] = await listed(client);
      expect(one).toMatchObject({ state: 'arranged', mayAnswer: false, mayWithdraw: false });
      expect(one).toMatchObject({ asking: 'Alder Primary', called: wanted.name });
      for (const part of ['Please meet on Tuesday.', 'Alder Primary', wanted.name])
        expect(one?.answer).toContain(part);
    }
    // By name, and no more: neither can look up the other.
    expect(await listed(other)).toMatchObject([{ school: null }]);
    expect(await listed(head)).toMatchObject([{ with: null }, { with: null }, { with: null }]);
    const lines = await server.owner<{ act: string; detail: Record<string, unknown> }[]>`
      select act, detail from audit_entry where workspace_id = ${workspace} and object_kind = 'conversation'
      order by sequence`;
    expect(
      lines.map(({ act, detail }) => [
        act,
        detail['answered'] ?? (detail['withdrawn'] === true ? 'withdrawn' : 'asked'),
      ]),
    ).toEqual([
      ['conversations.ask', 'asked'],
      ['conversations.ask', 'withdrawn'],
      ['conversations.ask', 'asked'],
      ['conversations.answer', 'declined'],
      ['conversations.ask', 'asked'],
      ['conversations.answer', 'arranged'],
    ]);
  });
});
