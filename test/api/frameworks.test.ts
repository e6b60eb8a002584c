import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlOf } from '../../src/contract/client.ts';
import type { Edit } from '../../src/contract/frameworkEdits.ts';
import { frameworkFile } from '../../src/contract/frameworkFile.ts';
import * as contract from '../../src/contract/frameworks.ts';
import { tell } from '../../src/contract/historyWords.ts';
import { listHistory } from '../../src/contract/history.ts';
import { smallFramework } from '../support/frameworks.ts';
import { addMember, ask, testServer, type Client, type TestServer } from '../support/server.ts';

let server: TestServer;
let owner: Client;
let viewer: Client;
let workspace: string;
beforeAll(async () => {
  server = await testServer();
  owner = await server.person();
  viewer = await server.person();
  workspace = (await owner.workspace()).id;
  await addMember(server, workspace, viewer, 'viewer');
});
afterAll(() => server.stop());

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const brought = (client = owner, into = workspace) =>
  client.call(contract.importFramework, { workspace: into }, bytesOf(smallFramework));
const published = async (): Promise<contract.Framework> => {
  const { id: framework } = await brought();
  return owner.call(contract.publishFramework, { workspace, framework, reason: 'For our interviews.' });
};
const rename = (title: string): Edit => ({ edit: 'framework', title, about: 'Words.' });

describe('refusals', () => {
  it('nobody without a session, nobody from elsewhere, nobody without the right, nothing that is no input', async () => {
    expect((await ask(server.app, `/api/workspaces/${workspace}/frameworks`)).status).toBe(401);
    const stranger = await server.person();
    const { id: framework } = await published();
    for (const act of [
      () => stranger.call(contract.listFrameworks, { workspace }),
      () => stranger.call(contract.readFramework, { workspace, framework }),
      () => owner.call(contract.readFramework, { workspace, framework, version: 7 }),
      () => owner.call(contract.readShipped, { workspace, key: 'no-such' }),
      () => owner.call(contract.adoptFramework, { workspace, key: '../package' }),
    ])
      await expect(act()).rejects.toMatchObject({ kind: 'not-found' });
    for (const act of [
      () => viewer.call(contract.adoptFramework, { workspace, key: 'school-elements' }),
      () => viewer.call(contract.readDraft, { workspace, framework }),
      () => viewer.call(contract.editFramework, { workspace, framework, edits: [rename('Mine')] }),
      () => viewer.call(contract.publishFramework, { workspace, framework, reason: 'Because.' }),
      () => viewer.call(contract.removeFramework, { workspace, framework }),
      () => brought(viewer),
    ])
      await expect(act()).rejects.toMatchObject({ kind: 'not-allowed' });
    const nameless = { ...rename(''), title: ' ' } as Edit;
    await expect(
      owner.call(contract.editFramework, { workspace, framework, edits: [nameless] }),
    ).rejects.toMatchObject({ kind: 'invalid' });
  });
});

describe('those that come with the product', () => {
  it('are read, taken once, and stay what they are', async () => {
    const other = await owner.workspace('Takes one');
    const { frameworks, shipped } = await owner.call(contract.listFrameworks, { workspace: other.id });
    expect(frameworks).toEqual([]);
    const [first] = shipped;
    if (first === undefined) throw new Error('No framework comes with the product.');
    const { content } = await owner.call(contract.readShipped, { workspace: other.id, key: first.key });
    const taken = await owner.call(contract.adoptFramework, { workspace: other.id, key: first.key });
    expect(taken).toMatchObject({
      number: 1,
      origin: { key: first.key, version: first.version },
      changed: false,
    });
    expect(taken.content).toEqual(content);
    await expect(
      owner.call(contract.adoptFramework, { workspace: other.id, key: first.key }),
    ).rejects.toMatchObject({ kind: 'conflict' });
    const listed = await owner.call(contract.listFrameworks, { workspace: other.id });
    expect(listed.shipped[0]?.adopted).toBe(taken.id);
    await owner.call(contract.removeFramework, { workspace: other.id, framework: taken.id });
    expect(
      (await owner.call(contract.listFrameworks, { workspace: other.id })).shipped[0]?.adopted,
    ).toBeNull();
  });
});

describe('a framework of one’s own', () => {
  it('begins empty, and is published when something is in it', async () => {
    const begun = await owner.call(contract.addFramework, { workspace, title: 'Ours', about: 'For us.' });
    expect(begun).toMatchObject({ latest: null, number: null, changed: true, elements: 0, origin: null });
    const here = { workspace, framework: begun.id };
    await expect(owner.call(contract.publishFramework, { ...here, reason: 'Now.' })).rejects.toMatchObject({
      kind: 'invalid',
    });
    await expect(owner.call(contract.discardDraft, here)).rejects.toMatchObject({ kind: 'conflict' });
    const meaning = { name: 'Calm', definition: 'It is quiet.', include: '', exclude: '', example: null };
    const element: Edit = {
      edit: 'add element',
      name: 'Calm',
      level: 'school',
      group: null,
      sign: '+',
      meaning,
    };
    await owner.call(contract.editFramework, { ...here, edits: [element] });
    const first = await owner.call(contract.publishFramework, { ...here, reason: 'Now.' });
    expect(first).toMatchObject({ number: 1, elements: 1, changed: false, latest: { reason: 'Now.' } });
  });

  it('is changed unseen until it is published, and every version stays readable', async () => {
    const { id: framework } = await published();
    const here = { workspace, framework };
    const draft = await owner.call(contract.editFramework, { ...here, edits: [rename('Other words')] });
    expect(draft).toMatchObject({ title: 'Other words', number: null, changed: true });
    expect((await viewer.call(contract.readFramework, here)).title).toBe('Small words');
    const second = await owner.call(contract.publishFramework, { ...here, reason: 'Clearer.' });
    expect(second.versions.map(({ number, reason }) => [number, reason])).toEqual([
      [2, 'Clearer.'],
      [1, 'For our interviews.'],
    ]);
    expect((await viewer.call(contract.readFramework, here)).title).toBe('Other words');
    const first = await viewer.call(contract.readFramework, { ...here, version: 1 });
    expect(first.content).toEqual(smallFramework.content);
    await expect(owner.call(contract.publishFramework, { ...here, reason: 'Again.' })).rejects.toMatchObject({
      kind: 'conflict',
    });
  });

  it('has no changes where they were taken back, by hand or all at once', async () => {
    const { id: framework } = await published();
    const here = { workspace, framework };
    const { title, about } = smallFramework.content;
    await owner.call(contract.editFramework, { ...here, edits: [rename('Other words')] });
    const back = await owner.call(contract.editFramework, {
      ...here,
      edits: [{ edit: 'framework', title, about }],
    });
    expect(back.changed).toBe(false);
    await owner.call(contract.editFramework, { ...here, edits: [rename('Other words')] });
    const dropped = await owner.call(contract.discardDraft, here);
    expect(dropped).toMatchObject({ title, changed: false, number: 1 });
  });

  it('takes a code that was found in what people said as a version of its own, also into what was begun', async () => {
    const { id: framework } = await published();
    const here = { workspace, framework };
    const found = {
      ...here,
      element: 'parents',
      sign: '+' as const,
      name: 'Stood at the gate',
      definition: 'The head meets families where they arrive.',
      why: 'Heard in two talks; meeting daily says less.',
    };
    await owner.call(contract.editFramework, { ...here, edits: [rename('Other words')] });
    const { added, ...now } = await owner.call(contract.addFoundCode, found);
    expect(now).toMatchObject({ number: 2, title: 'Small words', changed: true });
    const codeIn = ({ content }: contract.Framework) =>
      content.elements[0]?.poles['+']?.codes.find(({ key }) => key === added);
    const today = new Date().toISOString().slice(0, 10);
    expect(codeIn(now)).toMatchObject({ name: found.name, inductive: { on: today, why: found.why } });
    const draft = await owner.call(contract.readDraft, here);
    expect(draft.title).toBe('Other words');
    expect(codeIn(draft)).toEqual(codeIn(now));
    await expect(
      owner.call(contract.addFoundCode, { ...found, name: 'stood at the GATE' }),
    ).rejects.toMatchObject({
      kind: 'conflict',
    });
    await expect(owner.call(contract.addFoundCode, { ...found, element: 'none' })).rejects.toMatchObject({
      kind: 'conflict',
    });
    await expect(viewer.call(contract.addFoundCode, found)).rejects.toMatchObject({ kind: 'not-allowed' });
    const { id: begun } = await brought();
    await expect(owner.call(contract.addFoundCode, { ...found, framework: begun })).rejects.toMatchObject({
      kind: 'conflict',
    });
    expect((await owner.call(contract.readFramework, here)).number).toBe(2);
  });

  it('keeps what each of two people changes at the same moment', async () => {
    const { id: framework } = await published();
    const meaning = (name: string) => ({ name, definition: name, include: '', exclude: '', example: null });
    const names = Array.from({ length: 8 }, (_, i) => `Code ${String(i)}`);
    await Promise.all(
      names.map((name) =>
        owner.call(contract.editFramework, {
          workspace,
          framework,
          edits: [
            { edit: 'add code', element: 'parents', sign: '-', meaning: meaning(name), inductive: null },
          ],
        }),
      ),
    );
    const { content } = await owner.call(contract.readDraft, { workspace, framework });
    const found = content.elements[0]?.poles['-']?.codes.map(({ name }) => name) ?? [];
    expect(found.toSorted()).toEqual([...names, 'Told, not asked'].toSorted());
  });

  it('changes nothing where one of several edits cannot be made', async () => {
    const { id: framework } = await published();
    const edits: Edit[] = [rename('Other'), { edit: 'bring back', what: 'code', key: 'gone' }];
    await expect(owner.call(contract.editFramework, { workspace, framework, edits })).rejects.toMatchObject({
      kind: 'conflict',
    });
    expect((await owner.call(contract.readDraft, { workspace, framework })).changed).toBe(false);
  });
});

describe('files', () => {
  it('go out and come back the same', async () => {
    const { id: framework } = await published();
    const answer = await viewer.raw(urlOf(contract.frameworkExport, { workspace, framework }));
    expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''Small%20words.json");
    const file = frameworkFile.parse(await answer.json());
    expect(file.content).toEqual(smallFramework.content);
    const elsewhere = await owner.workspace('Elsewhere');
    const there = await owner.call(contract.importFramework, { workspace: elsewhere.id }, bytesOf(file));
    expect(there.content).toEqual(smallFramework.content);
  });

  it('that are none are refused with the place, and nothing is stored', async () => {
    const count = async () => (await owner.call(contract.listFrameworks, { workspace })).frameworks.length;
    const before = await count();
    const wrong = structuredClone(smallFramework);
    const [parents] = wrong.content.elements;
    if (parents !== undefined) parents.group = 'nowhere';
    for (const [bytes, said] of [
      [bytesOf(wrong), 'elements → 0 → group, There is no ‘nowhere’.'],
      [bytesOf({ ...smallFramework, format: 'else' }), 'at format'],
      [bytesOf([]), 'at the file'],
      [Uint8Array.of(0xff, 0xfe), 'not JSON'],
      [new TextEncoder().encode('{"__proto__": {}}'), 'not a framework'],
    ] as const)
      await expect(owner.call(contract.importFramework, { workspace }, bytes)).rejects.toMatchObject({
        kind: 'invalid',
        message: expect.stringContaining(said) as string,
      });
    expect(await count()).toBe(before);
  });

  it('are tables of codes and of what models name', async () => {
    const { id: framework } = await published();
    const rows = async (path: string) => {
      const text = await (await viewer.raw(path)).text();
      return Papa.parse<Record<string, string>>(text.replace('\uFEFF', ''), {
        header: true,
        skipEmptyLines: true,
      }).data;
    };
    const codes = await rows(urlOf(contract.codebookTable, { workspace, framework }));
    expect(codes).toHaveLength(6);
    expect(codes[2]).toMatchObject({
      group: 'Home',
      element: 'Parents',
      level: 'school',
      pole: 'strength',
      key: 'good-news',
      code: 'Good news calls home',
      definition: 'By telephone.',
    });
    const marks = await rows(urlOf(contract.crosswalkTable, { workspace, framework, crosswalk: 'models' }));
    expect(marks).toMatchObject([
      { element: 'Parents', model: 'One', 'named as': 'strength', source: 'Somebody 2020', place: 'page 3' },
      { element: 'Parents', model: 'Two', 'named as': 'failing', 'in words': 'parents away' },
    ]);
    await expect(
      viewer.raw(urlOf(contract.crosswalkTable, { workspace, framework, crosswalk: 'none' })),
    ).resolves.toMatchObject({ status: 404 });
  });
});

it('is told of in the trail, in words', async () => {
  const here = await owner.workspace('With a trail');
  const { id: framework } = await brought(owner, here.id);
  await owner.call(contract.publishFramework, { workspace: here.id, framework, reason: 'First.' });
  await owner.call(contract.removeFramework, { workspace: here.id, framework });
  const { lines } = await owner.call(listHistory, { workspace: here.id });
  const said = lines
    .map((line) => tell({ ...line, act: 'frameworks.change' }, {}))
    .map(({ verb, what }) => `${verb} ${what}`);
  expect(said.slice(0, 3)).toEqual([
    'removed the framework ‘Small words’',
    'published version 1 of the framework ‘Small words’',
    'brought the framework ‘Small words’ with 3 codes, from a file',
  ]);
});

it('cannot be changed once it is published, not even by whoever may change it', async () => {
  const { id } = await published();
  const change = server.pool.begin(async (sql) => {
    await sql`select set_config('role', app.enter(${owner.id}, ${workspace}, '', ''), true)`;
    await sql`update framework_version set reason = 'Other' where framework_id = ${id}`;
  });
  await expect(change).rejects.toThrow('permission denied');
});
