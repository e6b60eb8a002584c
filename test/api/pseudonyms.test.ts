import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlOf } from '../../src/contract/client.ts';
import * as contract from '../../src/contract/pseudonyms.ts';
import { changeCoding } from '../../src/contract/coding.ts';
import { bringSource, readSource } from '../../src/contract/sources.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';
import type { Client } from '../support/server.ts';

let world: CodingWorld;
beforeAll(async () => {
  world = await codingWorld();
});
afterAll(() => world.server.stop());

const talk =
  'Ann Lee: We came to Alder Road \u{1F600} in May.\nTom: With Ann Lee?\nAnn Lee: Yes, and Heron Hill too.\nTom: I see.\n';

const bring = async (name = 'Ann Lee, Alder Road.txt') => {
  const { rosa, workspace } = world;
  return (await rosa.call(bringSource, { workspace, name }, new TextEncoder().encode(talk))).id;
};
const propose = (source: string, client = world.rosa) =>
  client.call(contract.proposeNames, { workspace: world.workspace, source });
const replace = (
  source: string,
  words: Record<string, string>,
  { client = world.rosa, keepOriginal = false }: { client?: Client; keepOriginal?: boolean } = {},
) =>
  client.call(contract.replaceNames, {
    workspace: world.workspace,
    source,
    keepOriginal,
    replacements: Object.entries(words).map(([word, replacement]) => ({
      word,
      kind: 'name' as const,
      replacement,
    })),
  });
const read = (source: string) => world.rosa.call(readSource, { workspace: world.workspace, source });
const names = { 'Ann Lee': 'Name 1', 'Alder Road': 'Place 1' };

describe('names', () => {
  let source: string;
  beforeAll(async () => {
    source = await bring();
  });

  it('are proposed with what may stand instead, and the words around them', async () => {
    const { proposals, coded, next } = await propose(source);
    expect([coded, next]).toEqual([false, 1]);
    const found = proposals.find(({ word }) => word === 'Alder Road');
    expect(found).toMatchObject({ kind: 'place', count: 1, replacement: 'Place 1', known: false });
    expect(found?.before.endsWith('We came to ')).toBe(true);
    expect(proposals.find(({ word }) => word === 'Ann Lee')).toMatchObject({ kind: 'name', count: 3 });
  });

  it('are replaced everywhere, in turns, speakers, title and file name, and the words stay where they stand', async () => {
    const before = await read(source);
    expect(await replace(source, names)).toEqual({ replaced: 4 });
    const after = await read(source);
    expect(after.text).toBe(talk.replaceAll('Ann Lee', 'Name 1').replaceAll('Alder Road', 'Place 1'));
    expect(after).toMatchObject({ title: 'Name 1, Place 1', fileName: 'Name 1, Place 1.txt', turns: 4 });
    expect(after.speakers.map(({ name }) => name).toSorted()).toEqual(['Name 1', 'Tom']);
    const saidIn = ({ text, turnsOf, speakers }: typeof after) =>
      turnsOf.wordsAt.map((start, i) => {
        const letters = [...new Intl.Segmenter('en').segment(text)].map(({ segment }) => segment);
        const who = speakers[turnsOf.speaker[i] ?? -1]?.name ?? '';
        return `${who}: ${letters.slice(start, turnsOf.end[i]).join('')}`;
      });
    const replaced = (line: string) =>
      line.replaceAll('Ann Lee', 'Name 1').replaceAll('Alder Road', 'Place 1');
    expect(saidIn(after)).toEqual(saidIn(before).map(replaced));
    expect(after.length).toBe(before.length - 3 - 3);
  });

  it('stand for the same in every source', async () => {
    const other = await bring('Second.txt');
    const { proposals } = await propose(other);
    expect(proposals.find(({ word }) => word === 'Ann Lee')).toMatchObject({
      replacement: 'Name 1',
      known: true,
      likely: true,
    });
    await expect(replace(other, { 'Ann Lee': 'Somebody else' })).rejects.toMatchObject({ kind: 'conflict' });
    await replace(other, { 'Heron Hill': 'Place 2', ...names });
    expect((await read(other)).text).toContain('Yes, and Place 2 too.');
  });

  it('leave nobody to code by places of the text as it was', async () => {
    const { rosa, workspace, codeAt } = world;
    const other = await bring('Open at a desk.txt');
    const { length } = await read(other);
    await replace(other, { 'Ann Lee': 'Name 1' });
    const code = (of: number) =>
      rosa.call(changeCoding, { workspace, source: other, command: codeAt(9, 12), length: of });
    await expect(code(length)).rejects.toMatchObject({ kind: 'conflict' });
    await expect(code((await read(other)).length)).resolves.toMatchObject({ undo: 'a code' });
  });

  it('wait for whoever is coding at that moment, and the other way round: never both', async () => {
    const { tom, codeAt, workspace } = world;
    for (let i = 0; i < 4; i++) {
      const other = await bring(`At once ${String(i)}.txt`);
      const { length } = await read(other);
      const [replaced, coded] = await Promise.allSettled([
        replace(other, { 'Ann Lee': 'Name 1' }),
        tom.call(changeCoding, { workspace, source: other, command: codeAt(9, 12), length }),
      ]);
      expect([replaced.status, coded.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    }
  });

  it('are refused where none of them stands there, and where words are marked already', async () => {
    const other = await bring('Third.txt');
    await expect(replace(other, { Nobody: 'Name 9' })).rejects.toMatchObject({ kind: 'invalid' });
    await world.does(world.tom, other, world.codeAt(9, 12));
    expect((await propose(other)).coded).toBe(true);
    await expect(replace(other, names)).rejects.toMatchObject({ kind: 'conflict' });
    expect((await read(other)).text).toBe(talk);
  });
});

describe('the key', () => {
  it('is read by the owner alone, who does not read the words', async () => {
    const { owner, rosa, workspace } = world;
    const { pseudonyms, originals } = await owner.call(contract.readKey, { workspace });
    expect(pseudonyms).toMatchObject([
      { word: 'Alder Road', replacement: 'Place 1', by: 'Rosa' },
      { word: 'Ann Lee', replacement: 'Name 1' },
      { word: 'Heron Hill', replacement: 'Place 2' },
    ]);
    expect(originals).toEqual([]);
    await expect(rosa.call(contract.readKey, { workspace })).rejects.toMatchObject({ kind: 'not-allowed' });
    const table = await (await owner.raw(urlOf(contract.keyTable, { workspace }))).text();
    expect(table).toContain('Ann Lee,name,Name 1,Rosa,');
    expect((await rosa.raw(urlOf(contract.keyTable, { workspace }))).status).toBe(403);
  });

  it('keeps the original words for the owner where that was asked for, until they are destroyed', async () => {
    const { owner, rosa, workspace } = world;
    const source = await bring('Kept.txt');
    await replace(source, { 'Ann Lee': 'Name 1' }, { keepOriginal: true });
    await replace(source, { 'Alder Road': 'Place 1' }, { keepOriginal: true });
    const original = (client: Client) =>
      client.raw(urlOf(contract.originalFile, { workspace, original: source }));
    expect(await (await original(owner)).text()).toBe(talk);
    expect((await original(rosa)).status).toBe(403);
    const { originals } = await owner.call(contract.readKey, { workspace });
    expect(originals).toMatchObject([{ source, title: 'Kept' }]);
    await expect(rosa.call(contract.destroyOriginals, { workspace })).rejects.toMatchObject({
      kind: 'not-allowed',
    });
    expect(await owner.call(contract.destroyOriginals, { workspace })).toEqual({ destroyed: 1 });
    expect((await original(owner)).status).toBe(404);
    expect((await owner.call(contract.readKey, { workspace })).originals).toEqual([]);
  });
});
