import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlOf } from '../../src/contract/client.ts';
import { codeCountsTable, readCodeCounts, type Counting } from '../../src/contract/counting.ts';
import { assignCoders } from '../../src/contract/coding.ts';
import { decide } from '../../src/contract/reconciling.ts';
import { bringSource } from '../../src/contract/sources.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';

const talk = 'A: One two three four five.\nB: Six seven eight nine ten.\n'.repeat(3);

let world: CodingWorld;
let workspace: string;
let source: string;
beforeAll(async () => {
  world = await codingWorld();
  ({ workspace } = world);
  const bring = async (name: string) =>
    (await world.rosa.call(bringSource, { workspace, name }, new TextEncoder().encode(talk))).id;
  source = await bring('First.txt');
  const second = await bring('Second.txt');
  const { rosa, tom, codeAt, does, meets, told } = world;
  const other = () => ({ ...meets(), code: null });
  // Three examples of one code, one of another of its group, and one quotation of the first and of another group.
  for (const at of [3, 7, 13]) await does(rosa, source, codeAt(at, at + 3));
  await does(rosa, source, codeAt(20, 24, [other()]));
  await does(rosa, source, codeAt(31, 34, [meets(), told()]));
  // Somebody else on the same words, and another talk.
  await does(tom, source, codeAt(3, 6));
  await does(rosa, second, codeAt(3, 6));
});
afterAll(() => world.server.stop());

type Asked = Partial<Omit<Counting, 'workspace'>>;
async function counted(asked: Asked): Promise<Record<string, Record<string, number>>> {
  const { rows, codes, counts } = await world.rosa.call(readCodeCounts, { workspace, ...asked });
  const columnOf = ({ pole, code }: (typeof codes)[number]) => `${pole} ${code ?? ''}`.trim();
  return Object.fromEntries(
    rows.map(({ title }, i) => [
      title,
      Object.fromEntries(codes.map((one, column) => [columnOf(one), counts[i]?.[column] ?? -1])),
    ]),
  );
}

describe('counting', () => {
  it('counts a group by how many different codes of it were heard in an interview', async () => {
    expect(await counted({ columns: 'groups' })).toEqual({
      First: { '+': 2, '-': 1 },
      Second: { '+': 1, '-': 0 },
    });
    expect(await counted({ columns: 'groups', by: 'school' })).toEqual({ 'No school': { '+': 3, '-': 1 } });
  });

  it('counts each code once in an interview, however many examples are given', async () => {
    expect(await counted({})).toEqual({
      First: { '+ meets-daily': 1, '+': 1, '- told': 1 },
      Second: { '+ meets-daily': 1, '+': 0, '- told': 0 },
    });
    expect(await counted({ by: 'school' })).toMatchObject({ 'No school': { '+ meets-daily': 2 } });
  });

  it('counts by the other rules where that is asked', async () => {
    const first = async (asked: Asked) => (await counted(asked))['First'];
    expect(await first({ columns: 'groups', rule: 'group' })).toEqual({ '+': 1, '-': 1 });
    expect(await first({ columns: 'groups', rule: 'quotation' })).toEqual({ '+': 5, '-': 1 });
    expect(await first({ columns: 'groups', rule: 'coding' })).toEqual({ '+': 6, '-': 1 });
    expect(await first({ rule: 'quotation' })).toEqual({ '+ meets-daily': 4, '+': 1, '- told': 1 });
    expect(await first({ rule: 'coding' })).toEqual({ '+ meets-daily': 5, '+': 1, '- told': 1 });
  });

  it('names its rule in the file', async () => {
    const answer = await world.rosa.raw(urlOf(codeCountsTable, { workspace, columns: 'groups' }));
    expect(answer.headers.get('content-disposition')).toContain('each%20code%20once%20a%20source');
    expect((await answer.text()).split('\r\n')).toContain('First,2,1');
  });

  it('counts what was decided where differences were decided, and every coding all the same', async () => {
    const { ida, rosa, tom, meets } = world;
    const coders = [
      { person: rosa.id, role: 'coder' as const },
      { person: tom.id, role: 'coder' as const },
      { person: ida.id, role: 'reconciler' as const },
    ];
    await rosa.call(assignCoders, { workspace, source, blind: false, coders });
    const codes = [{ ...meets(), start: 3, end: 6 }];
    const unit = { start: 3, end: 27, agreed: false, note: '', codes };
    await ida.call(decide, { workspace, source, decisions: [unit] });
    expect((await counted({ columns: 'groups' }))['First']).toEqual({ '+': 1 });
    expect((await counted({ rule: 'coding' }))['First']).toMatchObject({ '+ meets-daily': 6, '- told': 1 });
  });
});
