import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlOf } from '../../src/contract/client.ts';
import { codePointsOf, sliceByPoints } from '../../src/contract/codePoints.ts';
import * as coding from '../../src/contract/coding.ts';
import * as contract from '../../src/contract/exchange.ts';
import { readSource } from '../../src/contract/sources.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';
import { packed, xmlOf } from '../support/refi.ts';
import { addMember, type Client } from '../support/server.ts';

let world: CodingWorld;
beforeAll(async () => {
  world = await codingWorld();
});
afterAll(() => world.server.stop());

const bringProject = (client: Client, workspace: string, bytes: Uint8Array) =>
  client.call(contract.bringProject, { workspace, name: 'Study.qdpx' }, bytes as Uint8Array<ArrayBuffer>);

describe('a project of another package', () => {
  const guid = (n: number) => `{0000000${String(n)}-AAAA-4aaa-8aaa-00000000000${String(n)}}`;
  const xml = (selections: string, more = '') => `\uFEFF<?xml version="1.0"?>
<Project xmlns="urn:QDA-XML:project:1:0" name="Foreign"><Users><User guid="${guid(1)}" name="Ann"/></Users>
<CodeBook><Codes><Code guid="${guid(2)}" name="Stress" isCodable="true"><Description/><Code guid="${guid(3)}" name="At work" isCodable="true"/></Code></Codes></CodeBook>
<Cases><Case guid="${guid(4)}" name="Alder Road"><SourceRef targetGUID="${guid(5)}"/></Case></Cases>
<Sources><TextSource guid="${guid(5)}" name="" plainTextPath="internal://a.TXT">${selections}</TextSource>${more}</Sources></Project>`;
  const text = '\uFEFFOne \u{1F600}\r\ntwo\r\nthree\r\n';
  const coded = (start: number, end: number, name: string, code = guid(3)) =>
    `<PlainTextSelection guid="${guid(6)}" startPosition="${String(start)}" endPosition="${String(end)}" name="${name}"><Coding guid="${guid(7)}" creatingUser="${guid(1)}"><CodeRef targetGUID="${code}"/></Coding></PlainTextSelection>`;
  const comes = async (selections: string, more = '', name = 'Study.qde') => {
    const { owner, server, tom } = world;
    const workspace = (await owner.workspace('Foreign')).id;
    await addMember(server, workspace, tom, 'researcher');
    const report = await bringProject(
      tom,
      workspace,
      packed(xml(selections, more), { 'Sources/A.txt': text }, name),
    );
    const source = report.sources[0]?.id ?? '';
    const read = await tom.call(readSource, { workspace, source });
    const { codings } = await tom.call(coding.readCoding, { workspace, source });
    const words = codings.quotations.start.map((start, i) =>
      sliceByPoints(read.text, codePointsOf(read.text), start, codings.quotations.end[i] ?? start),
    );
    return { report, read, codings, words, workspace };
  };

  it.each([
    ['code points and one sign for the end of a line', 6, 9],
    ['UTF-16 units, and two signs', 8, 11],
    ['code points, and two signs', 7, 10],
    ['all that, and the byte order mark', 9, 12],
  ])('counts %s: the quoted words tell', async (_, start, end) => {
    const { words, read, report } = await comes(coded(start, end, 'two'));
    expect(words).toEqual(['two']);
    expect(read.text).toBe('One \u{1F600}\ntwo\nthree\n');
    expect(report.repaired.length).toBe(start === 6 ? 0 : 1);
  });

  it('becomes codes at neither pole, a person who only coded, a memo, and words for what was left out', async () => {
    const described = `<PlainTextSelection guid="${guid(8)}" startPosition="0" endPosition="3" name="One"><Description>Just a note.</Description></PlainTextSelection>`;
    const more = `<PictureSource guid="${guid(9)}" name="Map"/>`;
    const { report, codings, read, workspace } = await comes(
      coded(6, 9, 'two') + coded(10, 15, 'three', guid(4)) + coded(99, 120, '') + described,
      more,
    );
    expect(report.coders).toEqual(['Ann']);
    expect(codings.people.map(({ name }) => name)).toContain('Ann');
    expect(codings.targets).toEqual([
      expect.objectContaining({ element: 'stress', pole: 'none', code: 'at-work' }),
    ]);
    expect(codings.memos.map(({ content }) => content)).toEqual(['Just a note.']);
    expect(report.leftOut).toEqual([
      '‘Map’: a picture, which has no words to code.',
      '1 coding that points to a case.',
      '1 quotation that stands nowhere in its text.',
    ]);
    expect(read).toMatchObject({
      title: 'Without a title',
      remarks: ['The file says that it is of ‘Alder Road’, which is no school here.'],
    });
    expect(
      xmlOf(
        new Uint8Array(await (await world.tom.raw(urlOf(contract.projectFile, { workspace }))).arrayBuffer()),
      ),
    ).toContain('name="Alder Road"');
  });

  it.each([
    ['what is no archive', new TextEncoder().encode('nothing'), 'is no archive'],
    ['an archive without a project', packed('', { 'a.txt': 'x' }, 'sources/project.qde'), 'holds no project'],
    ['broken XML', packed('<Project name="a"><Users>'), 'no whole XML'],
    ['entities', packed('<!DOCTYPE a [<!ENTITY b "c">]><Project name="&b;"/>'), 'document type'],
  ])('is refused as %s, and nothing changes', async (_, bytes, why) => {
    await expect(bringProject(world.tom, world.workspace, bytes)).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(why) as string,
    });
  });
});
