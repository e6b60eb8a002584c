import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  agreementByCode,
  agreementTable,
  readAgreement,
  type AgreementInput,
} from '../../src/contract/agreement.ts';
import { urlOf } from '../../src/contract/client.ts';
import { assignCoders, finishCoding } from '../../src/contract/coding.ts';
import { bringSource } from '../../src/contract/sources.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';
import type { Client } from '../support/server.ts';

/** Two sentences of the head, from 37 to 55 and from 56 to 83, in code points. */
const talk = 'Interviewer: How did it begin?\nHead: With the boiler \u{1F600}. People stopped at the gate.\n';

let world: CodingWorld;
let workspace: string;
const sources: Record<string, string> = {};
beforeAll(async () => {
  world = await codingWorld();
  ({ workspace } = world);
  const { rosa, tom, ida, codeAt, does, told } = world;
  for (const name of ['Ash', 'Birch', 'Cedar', 'Fir']) {
    const words = new TextEncoder().encode(talk);
    sources[name] = (await rosa.call(bringSource, { workspace, name: `${name}.txt` }, words)).id;
  }
  const codes = (client: Client, name: string, at: number, code?: ReturnType<typeof told>) =>
    does(client, sources[name] ?? '', codeAt(at, at + 4, code === undefined ? undefined : [code]));
  await codes(rosa, 'Ash', 37);
  await codes(tom, 'Ash', 37);
  await codes(tom, 'Ash', 56, told());
  await codes(rosa, 'Birch', 37);
  await codes(ida, 'Birch', 56);
  await codes(rosa, 'Cedar', 37);
  await rosa.call(assignCoders, {
    workspace,
    source: sources['Fir'] ?? '',
    blind: true,
    coders: [rosa, tom].map(({ id: person }) => ({ person, role: 'coder' as const })),
  });
  await codes(rosa, 'Fir', 37);
  await codes(tom, 'Fir', 37);
  await rosa.call(finishCoding, { workspace, source: sources['Fir'] ?? '', finished: true });
});
afterAll(() => world.server.stop());

const agreement = (asked: Omit<AgreementInput, 'workspace'>, client = world.rosa) =>
  client.call(readAgreement, { workspace, ...asked });

describe('agreement over several sources', () => {
  it('compares each by those who coded it, and says what is not compared and why', async () => {
    const { coders, sources: compared, left, asked, found } = await agreement({ unit: 'sentence' });
    expect(coders.map(({ name }) => name)).toEqual(['Ida', 'Rosa', 'Tom']);
    expect(compared).toEqual([
      { id: sources['Ash'], title: 'Ash', blind: false, units: 2, coders: [1, 2] },
      { id: sources['Birch'], title: 'Birch', blind: false, units: 2, coders: [0, 1] },
    ]);
    expect(left).toEqual([
      { id: sources['Cedar'], title: 'Cedar', blind: null },
      { id: sources['Fir'], title: 'Fir', blind: { finished: 1, of: 2 } },
    ]);
    expect(asked).toBe(2);
    const meets = found?.labels.find(({ target }) => target.code === 'meets-daily');
    // By hand: 1 1, 0 0, 1 0, 0 1; coincidences 2, 2, 2, 2 of eight: 1 − 7 × 4 ⁄ (2 × 4 × 4).
    expect(meets).toMatchObject({
      alpha: expect.closeTo(1 / 8, 12) as number,
      used: 3,
      percent: 0.5,
      kappa: 0,
      // By hand: half of 4 units alike, half of the answers yes.
      ac1: 0,
    });
    expect(found).toMatchObject({
      units: 4,
      characters: 92,
      codedByAny: 4,
      codedByTwo: 1,
      differingUnits: 3,
      percent: 1 / 4,
    });
    expect(found?.differing.map(({ source, words, sets }) => [source, words, sets])).toEqual([
      [sources['Ash'], 'People stopped at the gate.', [null, [], [1]]],
      [sources['Birch'], 'With the boiler \u{1F600}.', [[], [0], null]],
      [sources['Birch'], 'People stopped at the gate.', [[0], [], null]],
    ]);
  });

  it('compares which words were marked, with sources by their length, and whatever the unit', async () => {
    const found = (await agreement({ unit: 'sentence' })).found;
    const meets = found?.labels.find(({ target }) => target.code === 'meets-daily');
    // By hand: four marks of 4 among two coders × 92 characters; two lie upon one another, two alone.
    const expected = (2 * 16 * 168) / (184 ** 2 - (4 * 16 + 168));
    const byHand = 1 - 16 / 184 / expected;
    expect(meets?.unitizing).toEqual({ alpha: expect.closeTo(byHand, 12) as number, undefinedBecause: null });
    expect(found?.coded.unitizing.alpha).toBeGreaterThan(0);
    // What two marked, they marked alike: of poles, elements and codes one was used throughout.
    expect(found?.levels.map(({ unitizing }) => unitizing.undefinedBecause)).toEqual(
      Array(3).fill('no-variation'),
    );
    const turns = (await agreement({ unit: 'turn', uncoded: 'without' })).found;
    expect(turns?.labels.map(({ unitizing }) => unitizing)).toEqual(
      found?.labels.map(({ unitizing }) => unitizing),
    );
  });

  it('compares turns, stretches of characters and whole sources', async () => {
    const units = async (unit: AgreementInput['unit']) => (await agreement({ unit })).found?.units;
    expect([await units('turn'), await units('characters'), await units('source')]).toEqual([2, 2, 2]);
    const whole = await agreement({ unit: 'source', uncoded: 'without' });
    expect(whole.found?.differing.map(({ source, words }) => [source, words])).toEqual([
      [sources['Ash'], ''],
    ]);
  });

  it('is of one source where one is named, and of none that is not open', async () => {
    const one = await agreement({ source: sources['Ash'] ?? '', unit: 'sentence' });
    expect(one).toMatchObject({
      sources: [{ title: 'Ash' }],
      left: [],
      coders: [{ name: 'Rosa' }, { name: 'Tom' }],
    });
    // By hand: of two units one alike; both coded the first, Tom alone the second.
    expect(one.found).toMatchObject({ percent: 0.5, coded: { percent: 0.5, kappa: 0 } });
    const blind = await agreement({ source: sources['Fir'] ?? '' }, world.tom);
    expect(blind).toMatchObject({
      found: null,
      sources: [],
      coders: [],
      left: [{ blind: { finished: 1, of: 2 } }],
    });
    await expect(agreement({ source: newId() })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(agreement({}, world.owner)).rejects.toMatchObject({ kind: 'not-allowed' });
  });

  it('changes where one code changes', async () => {
    const { ida, does, codeAt, undo } = world;
    const before = (await agreement({ unit: 'sentence' })).found?.together.alpha;
    await does(ida, sources['Birch'] ?? '', codeAt(37, 41));
    const after = (await agreement({ unit: 'sentence' })).found?.together.alpha;
    expect(after).toBeGreaterThan(before ?? 1);
    await undo(ida, sources['Birch'] ?? '');
    expect((await agreement({ unit: 'sentence' })).found?.together.alpha).toBe(before);
  });

  it('leaves as two tables', async () => {
    const asked = { workspace, unit: 'sentence' } as const;
    const table = await (await world.rosa.raw(urlOf(agreementTable, asked))).text();
    expect(table.split('\r\n')[0]).toContain('Question,Compared,Units,Alpha,Undefined,Lower,Upper');
    expect(table.split('\r\n')[0]).toMatch(/,AC1,Alpha for unitizing,Unitizing undefined$/);
    expect(table).toMatch(/^Is it coded at all\?,all units,4,-?0\.\d+,.*,-?0\.\d+,0\.\d+,$/m);
    expect(table).toMatch(/^Which code\?,.*,,no variation$/m);
    const codes = await (await world.rosa.raw(urlOf(agreementByCode, asked))).text();
    expect(codes).toMatch(/,strength,[^,\n]+,3,50,0,4,0\.125,.*,0,0\.4\d+,\r$/m);
    expect((await world.owner.raw(urlOf(agreementByCode, asked))).status).toBe(403);
  });
});
