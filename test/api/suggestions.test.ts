import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlOf } from '../../src/contract/client.ts';
import { assignCoders, codingsTable, finishCoding, type Target } from '../../src/contract/coding.ts';
import { editFramework, publishFramework } from '../../src/contract/frameworks.ts';
import { codeFound, recodeFound } from '../../src/contract/finding.ts';
import { readHeard } from '../../src/contract/heard.ts';
import { methodStatement } from '../../src/contract/heardMethod.ts';
import { bringSource, readSource } from '../../src/contract/sources.ts';
import {
  learnedTable,
  readLearned,
  readSuggestions,
  refuseSuggestions,
  type LearnedCode,
  type Suggestion,
  type SuggestedUnit,
} from '../../src/contract/suggestions.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';
import type { Client } from '../support/server.ts';

/** Codes that are suggested by what was coded before. */

let world: CodingWorld;
beforeAll(async () => {
  world = await codingWorld();
});
afterAll(() => world.server.stop());

const others = ['lunch was late', 'the roof leaks', 'we read every day', 'a test in May', 'buses come early'];
/** Ten answers, of which three speak of the gate. */
const answers = (talk: number) =>
  Array.from({ length: 10 }, (_, i) =>
    i % 3 === 0 && i < 9
      ? `I stood at the gate on day ${String(talk * 10 + i)}`
      : `Well ${others[(talk + i) % others.length] ?? ''}`,
  );
const talkOf = (said: readonly string[]) =>
  said.flatMap((words) => ['Interviewer: And the gate?', `Head: ${words}.`]).join('\n');

async function bring(said: readonly string[], name: string): Promise<string> {
  const bytes = new TextEncoder().encode(talkOf(said));
  return (await world.rosa.call(bringSource, { workspace: world.workspace, name }, bytes)).id;
}

/** Where each answer stands. */
async function placesIn(source: string): Promise<{ start: number; end: number }[]> {
  const { turnsOf } = await world.rosa.call(readSource, { workspace: world.workspace, source });
  return turnsOf.wordsAt
    .map((start, i) => ({ start, end: turnsOf.end[i] ?? 0 }))
    .filter((_, i) => i % 2 === 1);
}

/** Codes the answers about the gate, and the last with another code, so that all before it were seen. */
async function code(client: Client, source: string): Promise<void> {
  const places = await placesIn(source);
  for (const i of [0, 3, 6]) {
    const { start, end } = places[i] ?? { start: 0, end: 0 };
    await world.does(client, source, world.codeAt(start, end));
  }
  const { start, end } = places[9] ?? { start: 0, end: 0 };
  await world.does(client, source, world.codeAt(start, end, [world.told()]));
}

const keyOf = ({ framework, element, pole, code: one }: Target) => ({ framework, element, pole, code: one });
/** A code without the id that it has on words. */
const targetOf = ({ id: _, ...target }: ReturnType<CodingWorld['meets']>): Target => target;
const gate = () => keyOf(world.meets());

const learned = (unit: SuggestedUnit = 'turn', client = world.rosa) =>
  client.call(readLearned, { workspace: world.workspace, unit });
const codeIn = (codes: readonly LearnedCode[], code: string) =>
  codes.find(({ target }) => target.code === code);
const suggested = (unit: SuggestedUnit = 'turn') =>
  world.rosa.call(readSuggestions, {
    workspace: world.workspace,
    ...gate(),
    code: gate().code ?? undefined,
    unit,
  });
const marked = ({ words, because }: Suggestion) => because.map(({ from, to }) => words.slice(from, to));

describe('codes that are suggested', () => {
  let fresh: string;

  it('are none where nothing was coded', async () => {
    const { workspace, rosa, framework } = world;
    expect(await learned()).toEqual({ sources: 0, units: 0, codes: [] });
    await expect(
      rosa.call(readSuggestions, { workspace, ...gate(), framework, code: 'meets-daily' }),
    ).rejects.toThrow('Nobody has given this code yet');
  });

  it('are none where too little was, which is said', async () => {
    const source = await bring(answers(0), 'Alder.txt');
    await code(world.rosa, source);
    const { codes, units } = await learned();
    expect(units).toBe(10);
    expect(codeIn(codes, 'meets-daily')).toMatchObject({
      given: 3,
      state: 'few',
      heldOut: null,
      suggested: 0,
    });
  });

  it('are learned from what anybody coded in the open, and checked on sources held out', async () => {
    for (const talk of [1, 2, 3])
      await code(world.tom, await bring(answers(talk), `Talk ${String(talk)}.txt`));
    const { codes, units, sources } = await learned();
    expect([sources, units]).toEqual([4, 40]);
    expect(codeIn(codes, 'meets-daily')).toMatchObject({
      given: 12,
      state: 'learned',
      by: 'sources',
      heldOut: { suggested: 12, right: 12, given: 12, units: 40 },
      suggested: 0,
    });
    // Given once in each talk, of words that say nothing of it.
    expect(codeIn(codes, 'told')).toMatchObject({ given: 4, state: 'few' });
  });

  it('come with the words that speak for them and what they are like, and code nothing', async () => {
    fresh = await bring(answers(7), 'Fresh.txt');
    const before = await world.seen(world.rosa, fresh);
    const { code: found, suggestions } = await suggested();
    expect(found.suggested).toBe(3);
    expect(
      suggestions.map(({ source, title, turn, who, passed }) => [source, title, turn, who, passed]),
    ).toEqual([2, 8, 14].map((turn) => [fresh, 'Fresh', turn, 'Head', false]));
    const [first] = suggestions;
    expect(first?.words).toBe('I stood at the gate on day 70.');
    expect(first?.probability).toBeGreaterThan(0.3);
    expect(first === undefined ? '' : marked(first).join(' ')).toContain('stood');
    expect(first?.like?.words).toMatch(/^I stood at the gate/);
    expect(before).toEqual([]);
    expect(await world.seen(world.rosa, fresh)).toEqual([]);
  });

  it('are learned sentence by sentence as well', async () => {
    const { codes, units } = await learned('sentence');
    expect(units).toBe(50);
    expect(codeIn(codes, 'meets-daily')?.heldOut).toMatchObject({ right: 12, given: 12 });
  });

  it('are given by whoever looks at them, marked as suggested, and taken back at the desk', async () => {
    const { workspace, rosa } = world;
    const { suggestions } = await suggested();
    const [first] = suggestions;
    if (first === undefined) throw new Error('Nothing is suggested.');
    const target = targetOf(world.meets());
    const { source, start, end } = first;
    const places = [{ source, start, end }];
    expect(await rosa.call(codeFound, { workspace, target, places, suggested: true })).toMatchObject({
      coded: 1,
    });
    expect((await suggested()).suggestions.map(({ turn }) => turn)).toEqual([8, 14]);
    const table = async () => (await rosa.raw(urlOf(codingsTable, { workspace, source }))).text();
    expect(await table()).toContain(',yes,');
    // It was not found by a coder alone, so it does not make the suggestions look better than they are.
    const { codes } = await learned();
    expect(codeIn(codes, 'meets-daily')).toMatchObject({ given: 13, heldOut: { given: 12, right: 12 } });
    const { facts } = await rosa.call(readHeard, { workspace, framework: world.framework });
    expect(facts).toMatchObject({ given: 17, suggested: 1 });
    expect(methodStatement(facts).join(' ')).toContain('Of 17 codes that were given, 1 was first suggested');
    const { codings } = await world.read(rosa, source);
    expect(codings.evidence.suggested).toEqual([true]);
    await world.undo(rosa, source);
    expect(await table()).not.toContain(',yes,');
    expect((await suggested()).code.suggested).toBe(3);
  });

  it('are no longer called suggested where somebody chose another code instead', async () => {
    const { workspace, rosa } = world;
    const [first] = (await suggested()).suggestions;
    if (first === undefined) throw new Error('Nothing is suggested.');
    const target = targetOf(world.meets());
    const instead = targetOf(world.told());
    const { source, start, end } = first;
    const places = [{ source, start, end }];
    await rosa.call(codeFound, { workspace, target, places, suggested: true });
    await rosa.call(recodeFound, { workspace, from: keyOf(target), to: instead, places });
    const table = await (await rosa.raw(urlOf(codingsTable, { workspace, source }))).text();
    expect(table).toContain('I stood at the gate on day 70.');
    expect(table).not.toContain(',yes,');
    await world.undo(rosa, source);
    expect(await (await rosa.raw(urlOf(codingsTable, { workspace, source }))).text()).toContain(',yes,');
    await world.undo(rosa, source);
  });

  it('are set aside by whoever looks at them, for everybody, until they take it back', async () => {
    const { workspace, rosa, tom } = world;
    const [first] = (await suggested()).suggestions;
    if (first === undefined) throw new Error('Nothing is suggested.');
    const { source, start, end } = first;
    const asked = { workspace, target: gate(), places: [{ source, start, end }] };
    expect(await tom.call(refuseSuggestions, { ...asked, refused: true })).toEqual({ places: 1 });
    expect(await tom.call(refuseSuggestions, { ...asked, refused: true })).toEqual({ places: 0 });
    expect((await suggested()).suggestions.map(({ turn }) => turn)).toEqual([8, 14]);
    expect(await rosa.call(refuseSuggestions, { ...asked, refused: false })).toEqual({ places: 0 });
    expect((await suggested()).code.suggested).toBe(2);
    expect(await tom.call(refuseSuggestions, { ...asked, refused: false })).toEqual({ places: 1 });
    expect((await suggested()).code.suggested).toBe(3);
    await expect(
      tom.call(refuseSuggestions, { ...asked, places: [{ source, start, end: 1_000_000 }], refused: true }),
    ).rejects.toThrow('beyond the end');
    await expect(
      tom.call(refuseSuggestions, { ...asked, target: { ...gate(), framework: source }, refused: true }),
    ).rejects.toThrow('no such source or framework');
  });

  it('follow what is coded: without some of the codes the numbers are others', async () => {
    const { rosa } = world;
    const before = codeIn((await learned()).codes, 'meets-daily');
    const source = await bring(answers(8), 'More.txt');
    await code(rosa, source);
    const after = codeIn((await learned()).codes, 'meets-daily');
    expect([before?.given, after?.given]).toEqual([12, 15]);
    expect(after?.heldOut?.units).toBe(50);
    for (let step = 0; step < 4; step++) await world.undo(rosa, source);
    expect(codeIn((await learned()).codes, 'meets-daily')?.given).toBe(12);
  });

  it('leave blind coding alone: nothing is learned from it before it is open, and nothing suggested for it', async () => {
    const { workspace, rosa, tom, ida } = world;
    const source = await bring(answers(9), 'Blind.txt');
    const coders = [tom, ida].map(({ id }) => ({ person: id, role: 'coder' as const }));
    await rosa.call(assignCoders, { workspace, source, blind: true, coders });
    await code(tom, source);
    for (const client of [rosa, tom, ida]) {
      const { codes, sources } = await learned('turn', client);
      expect(sources).toBe(5 + 1);
      expect(codeIn(codes, 'meets-daily')?.given).toBe(12);
    }
    for (const client of [tom, ida]) await client.call(finishCoding, { workspace, source, finished: true });
    expect(codeIn((await learned()).codes, 'meets-daily')?.given).toBe(15);
    expect((await suggested()).suggestions.some((one) => one.source === source)).toBe(false);
    const [place] = await placesIn(source);
    await expect(
      rosa.call(refuseSuggestions, {
        workspace,
        target: gate(),
        places: [{ source, ...(place ?? { start: 0, end: 1 }) }],
        refused: true,
      }),
    ).rejects.toThrow('you may not code it');
  });

  it('are told as a table', async () => {
    const { workspace, rosa } = world;
    const text = await (await rosa.raw(urlOf(learnedTable, { workspace, unit: 'turn' }))).text();
    const [head, ...rows] = text.trim().split('\r\n');
    expect(head).toContain('Right there');
    expect(rows.filter((row) => row.includes('sources'))).toHaveLength(1);
    expect(rows.filter((row) => row.includes('too little to learn from'))).toHaveLength(1);
  });

  it('are for researchers alone', async () => {
    const { workspace, owner } = world;
    const answer = await owner.raw(urlOf(readLearned, { workspace, unit: 'turn' }));
    expect(answer.status).toBe(403);
  });

  it('stay set aside where the code moves to another element', async () => {
    const { workspace, framework, owner, tom } = world;
    const {
      code: before,
      suggestions: [first],
    } = await suggested();
    if (first === undefined) throw new Error('Nothing is suggested.');
    const { source, start, end } = first;
    const places = [{ source, start, end }];
    await tom.call(refuseSuggestions, { workspace, target: gate(), places, refused: true });
    const edit = {
      edit: 'move code' as const,
      code: 'meets-daily',
      element: 'motivation',
      sign: '+' as const,
    };
    await owner.call(editFramework, { workspace, framework, edits: [edit] });
    await owner.call(publishFramework, { workspace, framework, reason: 'It belongs there.' });
    const target = { ...gate(), element: 'motivation' };
    const now = async () =>
      (await tom.call(readSuggestions, { workspace, ...target, code: 'meets-daily' })).code.suggested;
    expect(await now()).toBe(before.suggested - 1);
    expect(await tom.call(refuseSuggestions, { workspace, target, places, refused: false })).toEqual({
      places: 1,
    });
    expect(await now()).toBe(before.suggested);
  });
});
