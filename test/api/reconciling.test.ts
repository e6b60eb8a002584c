import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlOf } from '../../src/contract/client.ts';
import { assignCoders, type Target } from '../../src/contract/coding.ts';
import * as contract from '../../src/contract/reconciling.ts';
import type { Decision } from '../../src/contract/reconciling.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';

let world: CodingWorld;
let source: string;
beforeAll(async () => {
  world = await codingWorld();
});
afterAll(() => world.server.stop());

/** Rosa and Tom have coded, and Ida reconciles. */
async function prepared(): Promise<void> {
  const { rosa, tom, ida, workspace, meets, told, does, codeAt } = world;
  source = await world.bring();
  const coders = [
    { person: rosa.id, role: 'coder' as const },
    { person: tom.id, role: 'coder' as const },
    { person: ida.id, role: 'reconciler' as const },
  ];
  await rosa.call(assignCoders, { workspace, source, blind: false, coders });
  await does(rosa, source, codeAt(36, 52, [meets()]));
  await does(tom, source, codeAt(37, 50, [told()]));
}

const withoutId = ({ framework, version, element, pole, code }: Target): Target => ({
  framework,
  version,
  element,
  pole,
  code,
});
const target = () => withoutId(world.meets());
const unit = (codes: Decision['codes'], note = ''): Decision => ({
  start: 31,
  end: 54,
  agreed: false,
  note,
  codes,
});
const decide = (client = world.ida, decisions: Decision[] = [unit([{ ...target(), start: 36, end: 52 }])]) =>
  client.call(contract.decide, { workspace: world.workspace, source, decisions });

describe('a decision where coders differ', () => {
  beforeAll(prepared);

  it('is the reconciler’s own code, beside what the coders did', async () => {
    const before = await world.seen(world.ida, source);
    const { decisions, mayDecide } = await decide();
    expect(mayDecide).toBe(true);
    expect(decisions).toMatchObject([{ start: 31, end: 54, name: 'Ida', agreed: false }]);
    expect(await world.seen(world.rosa, source)).toEqual([...before, '36–52 meets-daily Ida'].toSorted());
  });

  it('is made anew: what was decided before goes, what a memo hangs on stays marked', async () => {
    const { ida, does } = world;
    await decide(ida, [unit([{ ...withoutId(world.told()), start: 37, end: 50 }], 'Tom has it right.')]);
    expect(await world.seen(ida, source)).toEqual([
      '36–52 meets-daily Rosa',
      '37–50 told Ida',
      '37–50 told Tom',
    ]);
    const { codings } = await world.read(ida, source);
    const own = codings.quotations.id.find(
      (_id, i) => codings.people[codings.quotations.by[i] ?? -1]?.name === 'Ida',
    );
    await does(ida, source, {
      do: 'memo',
      id: crypto.randomUUID(),
      quotation: own ?? '',
      content: 'Look again.',
    });
    const { decisions } = await decide(ida, [unit([], 'Neither.')]);
    expect(decisions).toMatchObject([{ note: 'Neither.' }]);
    expect(await world.seen(ida, source)).toEqual(['36–52 meets-daily Rosa', '37–50 told Tom']);
    expect((await world.read(ida, source)).codings.memos).toHaveLength(1);
  });

  it('keeps the row of a code that stays, with what hangs on it', async () => {
    const idOf = async () => {
      const { codings } = await world.read(world.ida, source);
      return codings.evidence.id.filter((_id, i) => {
        const by = codings.quotations.by[codings.evidence.quotation[i] ?? -1] ?? -1;
        return codings.people[by]?.name === 'Ida';
      });
    };
    const kept = { ...target(), start: 36, end: 52 };
    await decide(world.ida, [unit([kept])]);
    const before = await idOf();
    await decide(world.ida, [
      unit([kept, kept, { ...withoutId(world.told()), start: 37, end: 50 }], 'Both.'),
    ]);
    const after = await idOf();
    expect(before).toHaveLength(1);
    expect(after).toHaveLength(2);
    expect(after).toContain(before[0]);
  });

  it('is told in a table with what each coder said', async () => {
    await decide(world.ida, [unit([{ ...target(), start: 36, end: 52 }], 'As Rosa.')]);
    const { workspace } = world;
    const table = await (await world.tom.raw(urlOf(contract.decisionsTable, { workspace, source }))).text();
    const [heads, row] = table.split('\r\n');
    expect(heads).toBe('Start,End,Words,Rosa,Tom,Decided,How,Why,By,When');
    expect(row).toContain(
      'Meets families daily (strength),"Told, not asked (concern)",Meets families daily (strength),decided,As Rosa.,Ida,',
    );
  });

  it('is the reconciler’s alone, within its unit, and of codes that there are', async () => {
    const before = await world.seen(world.ida, source);
    await expect(decide(world.rosa)).rejects.toMatchObject({ kind: 'not-allowed' });
    await expect(decide(world.owner)).rejects.toMatchObject({ kind: 'not-allowed' });
    for (const codes of [
      [{ ...target(), start: 20, end: 52 }],
      [{ ...target(), start: 52, end: 36 }],
      [{ ...target(), code: 'none', start: 36, end: 52 }],
    ])
      await expect(decide(world.ida, [unit(codes)])).rejects.toMatchObject({ kind: 'invalid' });
    expect(await world.seen(world.ida, source)).toEqual(before);
  });

  it('of a blind source shows nobody who codes it what others did', async () => {
    const { rosa, tom, ida, workspace, codeAt, does } = world;
    source = await world.bring();
    const coders = [
      { person: rosa.id, role: 'coder' as const },
      { person: tom.id, role: 'coder' as const },
      { person: ida.id, role: 'reconciler' as const },
    ];
    await rosa.call(assignCoders, { workspace, source, blind: true, coders });
    await does(rosa, source, codeAt(36, 52));
    await decide();
    const read = await tom.call(contract.readDecisions, { workspace, source });
    expect(read).toEqual({ mayDecide: false, decisions: [] });
    expect(await world.seen(tom, source)).toEqual([]);
  });
});
