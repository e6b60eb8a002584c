import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCoding } from '../../src/contract/coding.ts';
import { editFramework, publishFramework } from '../../src/contract/frameworks.ts';
import { readHeard } from '../../src/contract/heard.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';

let world: CodingWorld;
beforeAll(async () => {
  world = await codingWorld();
});
afterAll(() => world.server.stop());

it('a code that is moved takes along what was coded with it, whoever coded it, once that is published', async () => {
  const { owner, rosa, tom, workspace, framework, meets, told, codeAt, does, undo } = world;
  const source = await world.bring();
  await does(rosa, source, codeAt(37, 43, [meets(), told()]));
  await does(tom, source, codeAt(37, 43, [meets()]));
  const places = async () => {
    const { codings } = await rosa.call(readCoding, { workspace, source });
    return codings.targets
      .map(({ element, pole, code, version }) => `${element} ${pole} ${code ?? ''} ${String(version)}`)
      .toSorted();
  };
  const before = ['parents + meets-daily 1', 'parents - told 1'];
  expect(await places()).toEqual(before);
  const here = { workspace, framework };
  const move = { edit: 'move code' as const, code: 'meets-daily', element: 'motivation', sign: '+' as const };
  await owner.call(editFramework, { ...here, edits: [move] });
  expect(await places()).toEqual(before);
  await owner.call(publishFramework, { ...here, reason: 'It belongs there.' });
  expect(await places()).toEqual(['motivation + meets-daily 2', 'parents - told 1']);
  const { groups } = await rosa.call(readHeard, here);
  expect(groups.map(({ name, codesUsed, quotations }) => [name, codesUsed, quotations])).toEqual([
    ['Parents take part', 0, 0],
    ['Parents are kept out', 1, 1],
    ['Pupils want to learn', 1, 1],
  ]);
  // What was done before the move is not taken back over it.
  await expect(undo(tom, source)).rejects.toMatchObject({ kind: 'conflict' });
  await does(rosa, source, { do: 'uncode', evidence: await firstOf(source) });
  expect(await places()).toContain('parents - told 1');
});

/** Rosa’s code that was moved. */
async function firstOf(source: string): Promise<string> {
  const { rosa, workspace } = world;
  const { codings } = await rosa.call(readCoding, { workspace, source });
  const at = codings.evidence.target.findIndex((target, i) => {
    const by = codings.people[codings.quotations.by[codings.evidence.quotation[i] ?? -1] ?? -1]?.name;
    return codings.targets[target]?.code === 'meets-daily' && by === 'Rosa';
  });
  return codings.evidence.id[at] ?? '';
}
