import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlOf } from '../../src/contract/client.ts';
import { codePointsOf, sliceByPoints } from '../../src/contract/codePoints.ts';
import { listHistory } from '../../src/contract/history.ts';
import { tell } from '../../src/contract/historyWords.ts';
import { listSchools } from '../../src/contract/schools.ts';
import * as contract from '../../src/contract/sources.ts';
import { csv, mapping } from '../support/schools.ts';
import { addMember, ask, bring, testServer, type Client, type TestServer } from '../support/server.ts';

let server: TestServer;
let owner: Client;
let researcher: Client;
let workspace: string;
beforeAll(async () => {
  server = await testServer();
  owner = await server.person();
  researcher = await server.person('Rosa');
  workspace = (await owner.workspace()).id;
  await addMember(server, workspace, researcher, 'researcher');
});
afterAll(() => server.stop());

const talk =
  'Alder Road, in June\r\n\r\nInterviewer: How did it begin?\r\nHead: With the boiler \u{1F600}.\r\nPeople stopped.\r\nInterviewer: And then?\r\nHead: Then I went on.\r\n';
const bytesOf = (text: string) => new TextEncoder().encode(text);
const come = (text: string | Uint8Array = talk, name = 'Alder Road.txt', client = researcher) =>
  client.call(contract.bringSource, { workspace, name }, typeof text === 'string' ? bytesOf(text) : text);
const read = (source: string) => researcher.call(contract.readSource, { workspace, source });

/** A Word document of these paragraphs. */
function word(paragraphs: readonly string[], more: Record<string, string> = {}): Uint8Array {
  const body = paragraphs
    .map((text) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`)
    .join('');
  const parts = {
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels':
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    ...more,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

describe('refusals', () => {
  it('nobody without a session, nobody from elsewhere, nobody but researchers: not even the owner', async () => {
    expect((await ask(server.app, `/api/workspaces/${workspace}/sources`)).status).toBe(401);
    const { id: source } = await come();
    const stranger = await server.person();
    for (const client of [stranger, owner])
      for (const act of [
        () => client.call(contract.listSources, { workspace }),
        () => client.call(contract.readSource, { workspace, source }),
        () => client.call(contract.removeSource, { workspace, source }),
        () => come(talk, 'a.txt', client),
      ])
        await expect(act()).rejects.toMatchObject({ kind: client === owner ? 'not-allowed' : 'not-found' });
    const elsewhere = (await researcher.workspace()).id;
    await addMember(server, elsewhere, researcher, 'researcher');
    await expect(
      researcher.call(contract.readSource, { workspace: elsewhere, source }),
    ).rejects.toMatchObject({
      kind: 'not-found',
    });
  });

  it.each([
    ['empty', new Uint8Array(), 'is empty'],
    ['blank', bytesOf(' \n \n'), 'No words were found'],
    ['of bytes', Uint8Array.from({ length: 400 }, (_, i) => i % 7), 'no text'],
    ['an old document', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), '.doc'],
    ['a workbook', zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') }), 'no document'],
    ['half a document', word(['Head: Well.']).subarray(0, 300), 'damaged'],
    ['with entities', word([], { 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a/>' }), 'entities'],
    [
      'a bomb',
      zipSync({ 'word/document.xml': new Uint8Array(140_000_000) }, { level: 9 }),
      'unpacks to more',
    ],
  ])('of a file that is %s, with nothing stored', async (_, bytes, words) => {
    const before = (await researcher.call(contract.listSources, { workspace })).sources.length;
    await expect(come(bytes, 'Alder Road.docx')).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(words) as string,
    });
    expect((await researcher.call(contract.listSources, { workspace })).sources).toHaveLength(before);
  });
});

describe('what is brought', () => {
  it('is kept word for word, with its turns where the words stand', async () => {
    const { id, title, turns, kind } = await come();
    expect({ title, turns, kind }).toEqual({ title: 'Alder Road', turns: 4, kind: 'interview' });
    const { text, turnsOf, speakers, pattern, length } = await read(id);
    expect(text).toBe(talk.replaceAll('\r\n', '\n'));
    const points = codePointsOf(text);
    expect(length).toBe(points.length);
    expect(pattern).toBe('{speaker}: {words}');
    expect(speakers).toEqual([
      { name: 'Interviewer', informant: null, asks: true },
      { name: 'Head', informant: null, asks: false },
    ]);
    const words = turnsOf.start.map((_, i) =>
      sliceByPoints(text, points, turnsOf.wordsAt[i] ?? 0, turnsOf.end[i] ?? 0).trim(),
    );
    expect(words).toEqual([
      'How did it begin?',
      'With the boiler \u{1F600}.\nPeople stopped.',
      'And then?',
      'Then I went on.',
    ]);
    expect(turnsOf.speaker).toEqual([0, 1, 0, 1]);
    const file = await researcher.raw(urlOf(contract.sourceFile, { workspace, source: id }));
    expect(await file.text()).toBe(text);
    expect(file.headers.get('content-disposition')).toContain('Alder-Road.txt');
  });

  it('may be a Word document, subtitles, or text of an old encoding', async () => {
    const document = await read(
      (await come(word(['I: How?', 'Head: Well.', 'I: Since?', 'Head: Easter.']), 'a.docx')).id,
    );
    expect(document.text).toBe('I: How?\nHead: Well.\nI: Since?\nHead: Easter.');
    expect(document.turnsOf.start).toHaveLength(4);
    const subtitles =
      'WEBVTT\n\n1\n00:00:01.500 --> 00:00:03.000\n<v Ann>How?\n\n00:00:04.000 --> 00:00:05.000\n<v Tom>Well.\n\n00:00:06.000 --> 00:00:07.000\n<v Tom>Very.\n';
    const film = await read((await come(subtitles, 'a.vtt')).id);
    expect(film.text).toBe('Ann: How?\n\nTom: Well.\nVery.');
    expect(film.turnsOf.seconds).toEqual([1.5, 4]);
    expect(film.speakers.map(({ name }) => name)).toEqual(['Ann', 'Tom']);
    const old = await read((await come(Uint8Array.from([0x5a, 0x6f, 0xeb]), 'a.txt')).id);
    expect(old.text).toBe('Zoë');
    expect(old.remarks).toEqual(['Read as Windows-1252. Look whether letters with accents are right.']);
  });

  it('is told apart by another pattern without a change of its words, and speakers who stay are who they were', async () => {
    const { id: source } = await come('Ann: a\nTom: b\nAnn: c\nTom: d\n');
    const { speakers, text } = await read(source);
    await researcher.call(contract.changeInformants, {
      workspace,
      source,
      informants: [],
      speakers: speakers.map((one) => ({ ...one, asks: one.name === 'Ann' })),
    });
    const none = await researcher.call(contract.changeTurns, { workspace, source, pattern: null });
    expect(none).toMatchObject({ turns: 0, speakers: [], pattern: null, text });
    const again = await researcher.call(contract.changeTurns, {
      workspace,
      source,
      pattern: '{speaker}: {words}',
    });
    expect(again.turnsOf.start).toEqual([0, 7, 14, 21]);
    const kept = await researcher.call(contract.changeTurns, {
      workspace,
      source,
      pattern: '{speaker}: {words}',
    });
    expect(kept.speakers).toEqual(again.speakers);
  });
});

describe('its record', () => {
  it('says of what school it is, when it was held, and who is who', async () => {
    await bring(owner, workspace, { name: 'schools.csv', bytes: csv }, mapping);
    const [school] = (await researcher.call(listSchools, { workspace })).schools;
    const { id: source } = await come();
    const { record, speakers } = await read(source);
    const changed = await researcher.call(contract.changeSource, {
      workspace,
      source,
      ...record,
      title: 'Interview with the head',
      school: school?.id ?? null,
      heldOn: '2026-06-12',
      consent: 'written',
    });
    expect(changed).toMatchObject({
      title: 'Interview with the head',
      heldOn: '2026-06-12',
      consent: 'written',
    });
    expect(changed.school).toEqual({ id: school?.id, name: school?.name });
    const head = { label: 'Head', type: 'principal' as const, people: 1, agreedByRole: true };
    const made = '01a2096c-4db7-779e-929b-fa5ba71d6a01';
    const said = await researcher.call(contract.changeInformants, {
      workspace,
      source,
      informants: [{ id: made, ...head }],
      speakers: speakers.map((one) => (one.asks ? one : { ...one, informant: made })),
    });
    expect(said.informants).toMatchObject([head]);
    expect(said.informants[0]?.id).not.toBe(made);
    expect(said.speakers[1]?.informant).toBe(said.informants[0]?.id);
    const later = await researcher.call(contract.changeInformants, {
      workspace,
      source,
      informants: said.informants.map((one) => ({ ...one, label: 'The head' })),
      speakers: said.speakers,
    });
    expect(later.informants).toEqual([{ ...said.informants[0], label: 'The head' }]);
    const { sources } = await researcher.call(contract.listSources, { workspace });
    expect(sources.find(({ id }) => id === source)?.informants).toEqual(later.informants);
  });

  it('takes no school from elsewhere, no informant who is not there, and nobody who both asks and answers', async () => {
    const { id: source } = await come();
    const { record, speakers } = await read(source);
    const other = '01a2096c-4db7-779e-929b-fa5ba71d6a02';
    await expect(
      researcher.call(contract.changeSource, { workspace, source, ...record, school: other }),
    ).rejects.toMatchObject({ kind: 'invalid' });
    for (const asks of [true, false])
      await expect(
        researcher.call(contract.changeInformants, {
          workspace,
          source,
          informants: [],
          speakers: speakers.map((one) => ({ ...one, asks, informant: other })),
        }),
      ).rejects.toMatchObject({ kind: 'invalid' });
    expect(await read(source)).toMatchObject({ record, speakers });
  });

  it('is whole after several people changed it at once', async () => {
    const { id: source } = await come();
    const { speakers } = await read(source);
    const pattern = '{speaker}: {words}';
    const informants = [
      { id: source, label: 'Head', type: 'principal' as const, people: 1, agreedByRole: false },
    ];
    await Promise.all([
      ...[pattern, pattern, pattern].map((one) =>
        researcher.call(contract.changeTurns, { workspace, source, pattern: one }),
      ),
      ...[1, 2, 3].map(() =>
        researcher.call(contract.changeInformants, { workspace, source, informants, speakers }),
      ),
    ]);
    const { turns, informants: left } = await read(source);
    expect({ turns, informants: left.length }).toEqual({ turns: 4, informants: 1 });
  });

  it('goes with its words, and the trail tells of it without naming anybody', async () => {
    const { id: source } = await come('Zq secret words', 'Zq secret.txt');
    await researcher.call(contract.removeSource, { workspace, source });
    await expect(read(source)).rejects.toMatchObject({ kind: 'not-found' });
    const [left] = await server.owner`select count(*)::int as n from source_text where source_id = ${source}`;
    expect(left).toEqual({ n: 0 });
    const { lines } = await owner.call(listHistory, { workspace });
    const told = lines.slice(0, 2).map((line) => tell({ ...line, act: 'sources.change' }, {}));
    expect(told.map(({ verb, what }) => `${verb} ${what}`)).toEqual([
      'removed a source with its text',
      'brought words of people',
    ]);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });
});
