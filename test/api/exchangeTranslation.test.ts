import { afterAll, beforeAll, expect, it } from 'vitest';
import { urlOf } from '../../src/contract/client.ts';
import { readCoding } from '../../src/contract/coding.ts';
import * as contract from '../../src/contract/exchange.ts';
import { bringSource, readSource } from '../../src/contract/sources.ts';
import { bringTranslation, removeTranslation } from '../../src/contract/translations.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';
import { faultsOfProject, packed, xmlOf } from '../support/refi.ts';
import { addMember, type Client } from '../support/server.ts';

const talk =
  'Interviewer: Wie begann es?\nHead: Mit dem Kessel \u{1F600}.\nInterviewer: Und dann?\nHead: So.\n';
const english =
  'Interviewer: How did it begin?\r\nHead: With the boiler \u{1F600} & a cafe\u0301.\r\n\r\n[3] people stopped.\r\nInterviewer: And then?\r\nHead: So.\r\n';

let world: CodingWorld;
let elsewhere: string;
let source: string;
let file: Uint8Array;
beforeAll(async () => {
  world = await codingWorld();
  const { owner, server, rosa, tom, workspace } = world;
  elsewhere = (await owner.workspace('Elsewhere')).id;
  await addMember(server, elsewhere, tom, 'researcher');
  const bytes = (text: string) => new TextEncoder().encode(text);
  ({ id: source } = await rosa.call(bringSource, { workspace, name: 'Ash.txt' }, bytes(talk)));
  const place = { workspace, source, name: 'en.txt', language: 'English (UK)' };
  await rosa.call(bringTranslation, place, bytes(english));
  file = await projectOf(rosa, workspace);
});
afterAll(() => world.server.stop());

const projectOf = async (client: Client, workspace: string): Promise<Uint8Array> =>
  new Uint8Array(await (await client.raw(urlOf(contract.projectFile, { workspace }))).arrayBuffer());
const bring = (client: Client, workspace: string, bytes: Uint8Array) =>
  client.call(contract.bringProject, { workspace, name: 'Study.qdpx' }, bytes as Uint8Array<ArrayBuffer>);
const translationIn = async (client: Client, workspace: string, of = source) =>
  (await client.call(readSource, { workspace, source: of })).translation;

const said = {
  language: 'English (UK)',
  parts: [
    'How did it begin?',
    'With the boiler \u{1F600} & a cafe\u0301.\n\n[3] people stopped.',
    'And then?',
    'So.',
  ],
};

it('a translation goes with a project, turn by turn, and back', async () => {
  const { rosa, tom, workspace } = world;
  expect(await translationIn(rosa, workspace)).toEqual(said);
  expect(faultsOfProject(file)).toEqual([]);
  expect(await bring(tom, elsewhere, file)).toMatchObject({ memos: 0, repaired: [], leftOut: [] });
  expect(await translationIn(tom, elsewhere)).toEqual(said);
  const back = await projectOf(tom, elsewhere);
  expect(faultsOfProject(back)).toEqual([]);
  await rosa.call(removeTranslation, { workspace, source });
  expect(await bring(rosa, workspace, back)).toMatchObject({ known: 1 });
  expect(await translationIn(rosa, workspace)).toEqual(said);
});

it('one that is here stays as it is', async () => {
  const { tom } = world;
  const place = { workspace: elsewhere, source, name: 'en.txt', language: 'Englisch' };
  await tom.call(bringTranslation, place, new TextEncoder().encode('Interviewer: Who?\nHead: Nobody.\n'));
  const before = await translationIn(tom, elsewhere);
  await bring(tom, elsewhere, file);
  expect(await translationIn(tom, elsewhere)).toEqual(before);
});

it('where a package dropped it, the source comes without; where its numbers were lost, it is a memo', async () => {
  const { owner, server, tom } = world;
  const come = async (xml: string) => {
    const workspace = (await owner.workspace('Dropped')).id;
    await addMember(server, workspace, tom, 'researcher');
    const report = await bring(tom, workspace, packed(xml, { [`sources/${source}.txt`]: talk }));
    const { codings } = await tom.call(readCoding, { workspace, source });
    return { report, memos: codings.memos, translation: await translationIn(tom, workspace) };
  };
  const xml = xmlOf(file);
  const dropped = await come(xml.replace(/<Notes>.*<\/Notes>/s, ''));
  expect(dropped).toMatchObject({ report: { sources: [{ title: 'Ash' }] }, memos: [], translation: null });
  const unnumbered = await come(xml.replaceAll(/\[\d\] /g, ''));
  expect(unnumbered).toMatchObject({ memos: [{ quotation: null }], translation: null });
  expect(unnumbered.memos[0]?.content).toContain('How did it begin?');
});
