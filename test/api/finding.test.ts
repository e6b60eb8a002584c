import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlOf } from '../../src/contract/client.ts';
import { assignCoders, type Target } from '../../src/contract/coding.ts';
import * as contract from '../../src/contract/finding.ts';
import { bringSource, changeInformants, readSource } from '../../src/contract/sources.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';

let world: CodingWorld;
let source: string;
let paper: string;
const talk =
  'Interviewer: What of the gate?\nHead: I stood at the  Gate \u{1F600}. Every morning, at the gate.\nPupil: The gate was shut.\n';
const document = 'A report.\n\nNobody came to the gate. The rest is silence.\n';

beforeAll(async () => {
  world = await codingWorld();
  const { rosa, workspace } = world;
  const bring = async (name: string, text: string) =>
    (await rosa.call(bringSource, { workspace, name }, new TextEncoder().encode(text))).id;
  source = await bring('Alder Road.txt', talk);
  paper = await bring('Report.txt', document);
  const { speakers } = await rosa.call(readSource, { workspace, source });
  const pupil = newId();
  await rosa.call(changeInformants, {
    workspace,
    source,
    informants: [{ id: pupil, label: 'Pupil A', type: 'pupil', people: 1, agreedByRole: true }],
    speakers: speakers.map((one) => (one.name === 'Pupil' ? { ...one, informant: pupil } : one)),
  });
});
afterAll(() => world.server.stop());

const find = (asked: Partial<contract.Asked>, client = world.rosa) =>
  client.call(contract.find, { workspace: world.workspace, ...asked });
const told = ({ hits }: { hits: contract.Hit[] }) =>
  hits.map(({ title, turn, speaker, words }) => `${title} ${String(turn)} ${speaker ?? '–'}: ${words}`);

const targetOf = (): Target => {
  const { framework, version, element, pole, code } = world.meets();
  return { framework, version, element, pole, code };
};

describe('what was said', () => {
  it('is found in any case, across spaces, in every source, with the words around it', async () => {
    const found = await find({ words: 'the gate' });
    expect(found).toMatchObject({ total: 5, sources: 2 });
    expect(told(found)).toEqual([
      'Alder Road 1 Interviewer: the gate',
      'Alder Road 2 Head: the  Gate',
      'Alder Road 2 Head: the gate',
      'Alder Road 3 Pupil: The gate',
      'Report null –: the gate',
    ]);
    const [, second] = found.hits;
    const points = [...new Intl.Segmenter('en').segment(talk)].map(({ segment }) => segment);
    const sliced = (span: { start: number; end: number } | undefined) =>
      points.slice(span?.start, span?.end).join('');
    expect(second?.before.endsWith('I stood at ')).toBe(true);
    expect(second?.after.startsWith(' \u{1F600}. Every')).toBe(true);
    expect(sliced(second?.sentence)).toBe('I stood at the  Gate \u{1F600}.');
    expect(sliced(second?.whole)).toBe('I stood at the  Gate \u{1F600}. Every morning, at the gate.');
    const last = found.hits.at(-1);
    expect(document.slice(last?.whole.start, last?.whole.end)).toBe(
      'Nobody came to the gate. The rest is silence.',
    );
  });

  it('is found of whom one asks for, and counted though only some is shown', async () => {
    expect(told(await find({ words: 'gate', role: 'pupil' }))).toEqual(['Alder Road 3 Pupil: gate']);
    expect((await find({ words: 'gate', role: 'anybody who answers' })).total).toBe(4);
    const few = await find({ words: 'gate', most: 2 });
    expect(few.hits).toHaveLength(2);
    expect(few.total).toBe(5);
    for (const words of ['50% (of_all', 'well-being', '[a|b] ^$ \\ {2,} a/b'])
      expect((await find({ words })).total).toBe(0);
    expect((await find({})).total).toBe(0);
  });
});

describe('what was found', () => {
  it('is coded after looking through it, once, and taken back source by source', async () => {
    const { rosa, workspace, framework, undo, seen } = world;
    const target = targetOf();
    const { hits } = await find({ words: 'gate', role: 'anybody who answers' });
    const places = hits.map(({ source: at, sentence }) => ({ source: at, ...sentence }));
    const code = () => rosa.call(contract.codeFound, { workspace, target, places });
    expect(await code()).toEqual({ coded: 4, already: 0, sources: 2 });
    expect(await code()).toEqual({ coded: 0, already: 4, sources: 2 });
    const coded = await find({ framework, element: 'parents', pole: '+', code: 'meets-daily' });
    expect(coded).toMatchObject({ total: 4, sources: 2 });
    expect(coded.hits[0]?.codes).toMatchObject([{ code: 'meets-daily', by: 'Rosa' }]);
    expect(told(await find({ framework, words: 'silence' }))).toEqual([]);
    expect((await find({ framework, words: 'every morning' })).total).toBe(1);
    await undo(rosa, paper);
    expect(await seen(rosa, paper)).toEqual([]);
    expect((await find({ framework })).total).toBe(3);
    const table = await (await rosa.raw(urlOf(contract.findTable, { workspace, words: 'shut' }))).text();
    expect(table.split('\r\n')[1]).toContain('Alder Road,,3,Pupil,Pupil A,');
    expect(table).toContain('Meets families daily (strength, Rosa)');
  });

  it('is recoded in one step for each source, one’s own alone, and taken back', async () => {
    const { rosa, tom, workspace, meets, told, codeAt, does, undo, seen } = world;
    const place = await world.bring();
    await does(rosa, place, codeAt(37, 43, [meets()]));
    await does(rosa, place, codeAt(44, 50, [meets(), told()]));
    await does(rosa, place, codeAt(51, 53, [meets()]));
    await does(tom, place, codeAt(37, 43, [meets()]));
    const before = await seen(rosa, place);
    const { framework: own, element, pole, code } = targetOf();
    const from = { framework: own, element, pole, code };
    const to = { ...targetOf(), pole: '-' as const, code: 'told' };
    const places = [37, 44].map((start) => ({ source: place, start, end: start === 37 ? 43 : 50 }));
    const recoded = (instead: Target | null) =>
      rosa.call(contract.recodeFound, { workspace, from, to: instead, places });
    expect(await recoded(to)).toEqual({ recoded: 2, sources: 1 });
    expect(await seen(rosa, place)).toEqual([
      '37–43 meets-daily Tom',
      '37–43 told Rosa',
      '44–50 told Rosa',
      '51–53 meets-daily Rosa',
    ]);
    await undo(rosa, place);
    expect(await seen(rosa, place)).toEqual(before);
    expect(await recoded(null)).toEqual({ recoded: 2, sources: 1 });
    expect(await seen(rosa, place)).toEqual([
      '37–43 meets-daily Tom',
      '44–50 told Rosa',
      '51–53 meets-daily Rosa',
    ]);
    await undo(rosa, place);
    expect(await seen(rosa, place)).toEqual(before);
    await expect(recoded({ ...to, code: 'none' })).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('shows nobody what others code blindly, and all or nothing is coded', async () => {
    const { rosa, tom, ida, workspace, framework, codeAt, does } = world;
    const blind = await world.bring();
    await rosa.call(assignCoders, {
      workspace,
      source: blind,
      blind: true,
      coders: [rosa, tom].map(({ id: person }) => ({ person, role: 'coder' as const })),
    });
    await does(tom, blind, codeAt(37, 43));
    const found = await find({ words: 'boiler' });
    const inIt = ({ hits }: { hits: contract.Hit[] }) => hits.filter((hit) => hit.source === blind);
    expect(inIt(found).map(({ codes }) => codes)).toEqual([[]]);
    expect(inIt(await find({ framework, words: 'boiler' }))).toEqual([]);
    const target = targetOf();
    const before = (await find({ framework }, ida)).total;
    const places = [
      { source, start: 13, end: 20 },
      { source: blind, start: 37, end: 43 },
    ];
    await expect(ida.call(contract.codeFound, { workspace, target, places })).rejects.toMatchObject({
      kind: 'not-allowed',
    });
    expect((await find({ framework }, ida)).total).toBe(before);
    await expect(find({ words: 'gate' }, world.owner)).rejects.toMatchObject({ kind: 'not-allowed' });
  });
});
