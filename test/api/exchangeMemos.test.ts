import { afterAll, beforeAll, expect, it } from 'vitest';
import readWorkbook from 'read-excel-file/universal';
import { urlOf } from '../../src/contract/client.ts';
import { keepCodeMemo, listCodeMemos, type CodeMemo } from '../../src/contract/codeMemos.ts';
import * as contract from '../../src/contract/exchange.ts';
import { allCodes } from '../../src/contract/frameworkEdits.ts';
import { listFrameworks, readFramework } from '../../src/contract/frameworks.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';
import { faultsOfProject, packed } from '../support/refi.ts';
import { addMember, type Client } from '../support/server.ts';

let world: CodingWorld;
let elsewhere: string;
let file: Uint8Array;
beforeAll(async () => {
  world = await codingWorld();
  const { owner, server, rosa, tom, ida, workspace } = world;
  elsewhere = (await owner.workspace('Elsewhere')).id;
  await addMember(server, elsewhere, tom, 'researcher');
  await note(rosa, { on: 'code', key: 'told' }, 'A letter?\nAsk \u{1F4DD} the lead.');
  await note(tom, { on: 'code', key: 'told' }, 'I would count it.');
  await note(ida, { on: 'element', key: 'parents' }, 'Families & <carers>.');
  await note(rosa, { on: 'element', key: 'motivation' }, 'Hard to hear.');
  file = await projectOf(rosa, workspace);
});
afterAll(() => world.server.stop());

const note = (client: Client, place: Pick<CodeMemo, 'on' | 'key'>, content: string) =>
  client.call(keepCodeMemo, { workspace: world.workspace, framework: world.framework, ...place, content });

const projectOf = async (client: Client, workspace: string): Promise<Uint8Array> =>
  new Uint8Array(await (await client.raw(urlOf(contract.projectFile, { workspace }))).arrayBuffer());

const bring = (client: Client, workspace: string, bytes: Uint8Array) =>
  client.call(contract.bringProject, { workspace, name: 'Study.qdpx' }, bytes as Uint8Array<ArrayBuffer>);

/** What is written on codes and elements of a framework, by their names. */
async function notesOf(client: Client, workspace: string, titled = 'Small words'): Promise<string[]> {
  const { frameworks } = await client.call(listFrameworks, { workspace });
  const framework = frameworks.find(({ title }) => title === titled)?.id ?? '';
  const [{ content }, { memos }] = await Promise.all([
    client.call(readFramework, { workspace, framework }),
    client.call(listCodeMemos, { workspace, framework }),
  ]);
  const named = { element: content.elements, code: allCodes(content) };
  return memos.map(({ on, key, by, at, content: words }) => {
    const name = named[on].find((one) => one.key === key)?.name ?? '';
    return `${at} ${on} ${name}, ${by ?? ''}: ${words}`;
  });
}

const withoutTimes = (lines: readonly string[]) => lines.map((line) => line.replace(/^\S+Z /, ''));

const written = [
  'code Told, not asked, Rosa: A letter?\nAsk \u{1F4DD} the lead.',
  'code Told, not asked, Tom: I would count it.',
  'element Parents, Ida: Families & <carers>.',
  'element Motivation, Rosa: Hard to hear.',
];

it('memos on codes and elements go with a project, with who wrote them and when, and back', async () => {
  const { rosa, tom, workspace } = world;
  expect(faultsOfProject(file)).toEqual([]);
  const was = await notesOf(rosa, workspace);
  expect(withoutTimes(was)).toEqual(written);
  expect(await bring(tom, elsewhere, file)).toMatchObject({ memos: 4, leftOut: [] });
  expect(await notesOf(tom, elsewhere)).toEqual(was);
  const back = await projectOf(tom, elsewhere);
  expect(faultsOfProject(back)).toEqual([]);
  for (const [client, into] of [
    [tom, elsewhere],
    [rosa, workspace],
  ] as const) {
    for (const bytes of [file, back])
      expect(await bring(client, into, bytes)).toMatchObject({ memos: 0, frameworks: [], leftOut: [] });
    expect(await notesOf(client, into)).toEqual(was);
  }
});

it('stay as they are where whoever wrote them has changed them since', async () => {
  const { rosa, workspace } = world;
  await note(rosa, { on: 'element', key: 'motivation' }, 'Easy to hear.');
  expect(await bring(rosa, workspace, file)).toMatchObject({ memos: 0 });
  expect((await notesOf(rosa, workspace)).at(-1)).toContain('Easy to hear.');
  await note(rosa, { on: 'element', key: 'motivation' }, 'Hard to hear.');
});

it('stand on a sheet of the workbook, with the element and the code', async () => {
  const answer = await world.rosa.raw(urlOf(contract.workbookFile, { workspace: world.workspace }));
  const sheets = (await readWorkbook(await answer.arrayBuffer())) as unknown as {
    sheet: string;
    data: (string | null)[][];
  }[];
  const rows = sheets.find(({ sheet }) => sheet === 'Memos on codes')?.data ?? [];
  expect(rows.map((row) => row.slice(0, 5))).toEqual([
    ['Framework', 'Element', 'Code', 'Memo', 'By'],
    ['Small words', 'Parents', 'Told, not asked', 'A letter?\nAsk \u{1F4DD} the lead.', 'Rosa'],
    ['Small words', 'Parents', 'Told, not asked', 'I would count it.', 'Tom'],
    ['Small words', 'Parents', null, 'Families & <carers>.', 'Ida'],
    ['Small words', 'Motivation', null, 'Hard to hear.', 'Rosa'],
  ]);
});

const id = (number: number) => `0a0b0c0d-0000-4000-8000-00000000000${String(number)}`;

it('of another package come with their codes; those on a group of codes are left out, and that is said', async () => {
  const { tom } = world;
  const ref = (number: number) => `<NoteRef targetGUID="{${id(number).toUpperCase()}}"/>`;
  const xml = `<Project name="Theirs">
    <Users><User guid="${id(1)}" name="Maja"/></Users>
    <CodeBook><Codes><Code guid="${id(2)}" name="Home" isCodable="false">${ref(7)}
      <Code guid="${id(3)}" name="Parents" isCodable="true">${ref(8)}
        <Code guid="${id(4)}" name="At the gate" isCodable="true">${ref(8)}${ref(9)}</Code></Code>
    </Code></Codes></CodeBook>
    <Notes><Note guid="${id(7)}"><PlainTextContent>On the group.</PlainTextContent></Note>
      <Note guid="${id(8)}" creatingUser="${id(1)}"><PlainTextContent>On both.</PlainTextContent></Note>
      <Note guid="${id(9)}"><PlainTextContent>By nobody named.</PlainTextContent></Note></Notes>
  </Project>`;
  const report = await bring(tom, elsewhere, packed(xml));
  expect(report).toMatchObject({
    memos: 3,
    coders: ['Maja'],
    leftOut: ['1 memo on groups of elements, which carry none here.'],
  });
  expect(withoutTimes(await notesOf(tom, elsewhere, 'Theirs')).toSorted()).toEqual([
    'code At the gate, Maja: On both.',
    'code At the gate, Tom: By nobody named.',
    'element Parents, Maja: On both.',
  ]);
});
