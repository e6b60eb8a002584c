import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import readWorkbook from 'read-excel-file/universal';
import { urlOf } from '../../src/contract/client.ts';
import * as coding from '../../src/contract/coding.ts';
import * as contract from '../../src/contract/exchange.ts';
import { allCodes } from '../../src/contract/frameworkEdits.ts';
import {
  importFramework,
  listFrameworks,
  publishFramework,
  readFramework,
  type Framework,
} from '../../src/contract/frameworks.ts';
import { listSchools } from '../../src/contract/schools.ts';
import { bringSource, changeInformants, changeSource, readSource } from '../../src/contract/sources.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';
import { smallFramework } from '../support/frameworks.ts';
import { faultsOfProject, xmlOf } from '../support/refi.ts';
import { csv, mapping } from '../support/schools.ts';
import { addMember, bring as bringSchools, type Client } from '../support/server.ts';

interface Sheet {
  sheet: string;
  data: (string | number | null)[][];
}

let world: CodingWorld;
let elsewhere: string;
beforeAll(async () => {
  world = await codingWorld();
  const { owner, server, tom } = world;
  elsewhere = (await owner.workspace('Elsewhere')).id;
  await addMember(server, elsewhere, tom, 'researcher');
});
afterAll(() => world.server.stop());

const talk =
  '\uFEFFInterviewer: Wie geht’s? \u{1F600}\r\nHead: Cafe\u0301 \u4E2D first. Then \u{1F525} & <more>.\r\nInterviewer: And?\r\nHead: “Quotes”.\r\n';

const projectOf = async (client: Client, workspace: string): Promise<Uint8Array> =>
  new Uint8Array(await (await client.raw(urlOf(contract.projectFile, { workspace }))).arrayBuffer());

const bringProject = (client: Client, workspace: string, bytes: Uint8Array, name = 'Study.qdpx') =>
  client.call(contract.bringProject, { workspace, name }, bytes as Uint8Array<ArrayBuffer>);

/** What a workspace has of a source, in words that are the same wherever it is. */
async function toldOf(client: Client, workspace: string, source: string): Promise<unknown> {
  const [{ text, turnsOf, record, speakers, informants, school }, { codings }] = await Promise.all([
    client.call(readSource, { workspace, source }),
    client.call(coding.readCoding, { workspace, source }),
  ]);
  const { quotations, evidence, memos, people, targets } = codings;
  const nameOf = (place: number | undefined) => people[place ?? -1]?.name;
  const contents = new Map<string, Framework>();
  for (const { framework } of targets)
    contents.set(framework, await client.call(readFramework, { workspace, framework }));
  const label = new Map(informants.map((one) => [one.id, one.label]));
  return {
    text,
    turnsOf,
    record: { ...record, school: school?.name },
    speakers: speakers.map((one) => ({ ...one, informant: label.get(one.informant ?? '') })),
    informants: informants.map(({ id: _, ...one }) => one),
    quotations: quotations.id.map((id, i) => [
      id,
      quotations.start[i],
      quotations.end[i],
      quotations.at[i],
      nameOf(quotations.by[i]),
    ]),
    evidence: evidence.id
      .map((id, i) => {
        const target = targets[evidence.target[i] ?? -1];
        return [
          id,
          quotations.id[evidence.quotation[i] ?? -1],
          named(contents, target),
          `${String(evidence.strength[i])} ${String(evidence.suggested[i])} ${evidence.at[i] ?? ''}`,
        ];
      })
      .toSorted((a, b) => String(a[0]).localeCompare(String(b[0]))),
    memos: memos
      .map(({ by, ...memo }) => ({ ...memo, by: nameOf(by) }))
      .toSorted((a, b) => a.id.localeCompare(b.id)),
  };
}

/** What was said, by names: keys are made anew where a framework comes to. */
function named(frameworks: ReadonlyMap<string, Framework>, target: coding.Target | undefined): unknown {
  const { content } = frameworks.get(target?.framework ?? '') ?? {};
  const element = content?.elements.find(({ key }) => key === target?.element);
  const codes = element === undefined ? [] : allCodes({ elements: [element] });
  return [element?.name, target?.pole, codes.find(({ key }) => key === target?.code)?.name];
}

/** A study with all that can get lost: three coders, both poles, both ways, memos, a school, informants. */
async function study(): Promise<string> {
  const { owner, rosa, tom, ida, workspace, meets, told, does, codeAt } = world;
  await bringSchools(owner, workspace, { name: 'schools.csv', bytes: csv }, mapping);
  const [school] = (await owner.call(listSchools, { workspace })).schools;
  const { id: source } = await rosa.call(
    bringSource,
    { workspace, name: 'Ünder Road.txt' },
    new TextEncoder().encode(talk),
  );
  const { record, speakers } = await rosa.call(readSource, { workspace, source });
  await rosa.call(changeSource, {
    workspace,
    source,
    ...record,
    school: school?.id ?? null,
    kind: 'focus group',
    heldOn: '2026-03-04',
    place: 'Library',
    guide: 'What began?\nAnd then?',
    consent: 'written',
    debrief: 'Went well.',
    language: 'German',
  });
  const head = newId();
  await rosa.call(changeInformants, {
    workspace,
    source,
    informants: [{ id: head, label: 'Principal A', type: 'principal', people: 2, agreedByRole: true }],
    speakers: speakers.map((one) => (one.name === 'Head' ? { ...one, informant: head } : one)),
  });
  const whole = { ...meets(), pole: 'mixed' as const, code: null };
  const weighed = meets();
  await does(rosa, source, codeAt(13, 26, [weighed, told(), whole]));
  await does(rosa, source, { do: 'weigh', evidence: weighed.id, strength: 2 });
  await does(tom, source, codeAt(13, 26, [{ ...meets(), element: 'motivation', code: null }]));
  await does(ida, source, codeAt(20, 40, [{ ...told(), suggested: true }]));
  await does(ida, source, codeAt(33, 41, []));
  const first = (await world.read(rosa, source)).codings.quotations.id[0] ?? '';
  await does(rosa, source, {
    do: 'memo',
    id: newId(),
    quotation: first,
    content: 'A thought,\nwith é and \u{1F600}.',
  });
  await does(tom, source, { do: 'memo', id: newId(), quotation: null, content: 'On the whole <ok> & good.' });
  return source;
}

/** The file without what is of the place alone: its name, and ids that are made of the framework’s. */
const comparable = (bytes: Uint8Array): string =>
  xmlOf(bytes)
    .replace(/ name="[^"]*" creationDateTime="[^"]*"/, '')
    .replaceAll(/guid="[^"]*" name="(Framework: [^"]*|Parents|Motivation|Home|Set)"/g, 'name="$1"')
    .replaceAll(/<MemberCode targetGUID="[^"]*"\/>/g, '');

describe('a project for other packages', () => {
  let source: string;
  let file: Uint8Array;
  beforeAll(async () => {
    source = await study();
    file = await projectOf(world.rosa, world.workspace);
  });

  it('keeps every rule of the format', () => {
    expect(faultsOfProject(file)).toEqual([]);
    expect(xmlOf(file)).toContain('<Case ');
    expect(xmlOf(file)).toContain('isCodable="false"');
  });

  it('loses nothing when it is brought elsewhere, and goes back as it came', async () => {
    const { tom, rosa, workspace } = world;
    const report = await bringProject(tom, elsewhere, file);
    expect(report).toMatchObject({
      known: 0,
      quotations: 4,
      codings: 5,
      memos: 2,
      repaired: [],
      leftOut: [],
    });
    expect(report.coders.toSorted()).toEqual(['Ida', 'Rosa', 'Tom']);
    const [was, is] = [await toldOf(rosa, workspace, source), await toldOf(tom, elsewhere, source)] as [
      { record: object },
      { record: object },
    ];
    expect(is).toEqual({ ...was, record: { ...was.record, school: undefined } });
    const back = await projectOf(tom, elsewhere);
    expect(faultsOfProject(back)).toEqual([]);
    expect(comparable(back)).toBe(comparable(file));
  });

  it('brings the framework with its words, and its codes with their poles', async () => {
    const { tom } = world;
    const { frameworks } = await tom.call(listFrameworks, { workspace: elsewhere });
    const [found] = frameworks.filter(({ title }) => title === 'Small words');
    const { content } = await tom.call(readFramework, { workspace: elsewhere, framework: found?.id ?? '' });
    const stripped = structuredClone(smallFramework.content);
    for (const { poles } of stripped.elements)
      for (const pole of [poles['+'], poles['-']]) if (pole !== null) pole.citations = [];
    expect(content).toMatchObject({
      title: stripped.title,
      about: stripped.about,
      sources: [],
      crosswalks: [],
    });
    expect(content.elements.map(({ name, level }) => [name, level])).toEqual([
      ['Parents', 'school'],
      ['Motivation', 'pupil'],
    ]);
    const poles = (elements: typeof stripped.elements) =>
      elements.map(({ poles: { '+': plus, '-': minus } }) =>
        [plus, minus].map(
          (pole) => pole && { ...pole, codes: pole.codes.map(({ key: _, ...code }) => code) },
        ),
      );
    expect(poles(content.elements)).toEqual(poles(stripped.elements));
  });

  it('changes nothing where it comes a second time', async () => {
    const { tom, rosa, workspace } = world;
    const before = await toldOf(rosa, workspace, source);
    for (const [client, into] of [
      [tom, elsewhere],
      [rosa, workspace],
    ] as const) {
      const again = await bringProject(client, into, file);
      expect(again).toMatchObject({ known: 1, frameworks: [], codings: 0, memos: 0 });
    }
    const after = (await toldOf(rosa, workspace, source)) as { evidence: unknown };
    expect(after.evidence).toEqual((before as { evidence: unknown }).evidence);
  });

  it('is a workbook too, with a sheet for each kind of thing', async () => {
    const { rosa, workspace } = world;
    const file = await rosa.raw(urlOf(contract.workbookFile, { workspace }));
    const sheets = (await readWorkbook(await file.arrayBuffer())) as unknown as Sheet[];
    const rowsOf = (name: string) => sheets.find(({ sheet }) => sheet === name)?.data ?? [];
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      'Codings',
      'Sources',
      'Informants',
      'Memos',
      'Memos on codes',
      'Codes',
      'Codes by source',
      'Decisions',
      'Findings',
    ]);
    expect(rowsOf('Codings')).toHaveLength(6);
    expect(rowsOf('Codings').flat()).toContain('Told, not asked');
    expect(rowsOf('Sources')[1]).toEqual(expect.arrayContaining(['Ünder Road', 'focus group', 'written']));
    expect(rowsOf('Informants')[1]).toEqual(['Ünder Road', 'Principal A', 'principal', 2, 'yes', 'Head']);
    expect(rowsOf('Memos').flat()).toContain('On the whole <ok> & good.');
    expect(rowsOf('Codes').flat()).toContain('She came to mend the shelf.');
    expect(rowsOf('Codes by source')[1]?.[0]).toBe('Ünder Road');
    expect((await world.owner.raw(urlOf(contract.workbookFile, { workspace }))).status).toBe(403);
  });

  it('is for researchers alone, and shows nobody what is coded blindly', async () => {
    const { owner, rosa, workspace } = world;
    await expect(bringProject(owner, workspace, file)).rejects.toMatchObject({ kind: 'not-allowed' });
    expect((await owner.raw(urlOf(contract.projectFile, { workspace }))).status).toBe(403);
    const blind = await world.bring();
    await world.rosa.call(coding.assignCoders, {
      workspace,
      source: blind,
      blind: true,
      coders: [
        { person: rosa.id, role: 'coder' },
        { person: world.ida.id, role: 'coder' },
      ],
    });
    await world.does(world.ida, blind, world.codeAt(3, 9));
    const names = [...xmlOf(await projectOf(rosa, workspace)).matchAll(/startPosition="3" endPosition="9"/g)];
    expect(names).toEqual([]);
  });
});

describe('a codebook', () => {
  it('goes to a file and comes back as a framework with the same codes', async () => {
    const { owner, server, tom } = world;
    const { workspace } = world;
    const { id: framework } = await owner.call(
      importFramework,
      { workspace },
      new TextEncoder().encode(JSON.stringify(smallFramework)),
    );
    await owner.call(publishFramework, { workspace, framework, reason: 'Now.' });
    const file = await (await owner.raw(urlOf(contract.codebookFile, { workspace, framework }))).text();
    expect(file).toContain('urn:QDA-XML:codebook:1.0');
    const into = (await owner.workspace('Codes')).id;
    await addMember(server, into, tom, 'researcher');
    const come = () =>
      tom.call(
        contract.bringCodebook,
        { workspace: into, name: 'Small.qdc' },
        new TextEncoder().encode(file),
      );
    expect(await come()).toMatchObject({ frameworks: [{ title: 'Small words', codes: 3 }] });
    await expect(come()).rejects.toMatchObject({ kind: 'conflict' });
  });
});
