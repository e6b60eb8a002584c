import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as contract from '../../src/contract/codeMemos.ts';
import { assignCoders, finishCoding } from '../../src/contract/coding.ts';
import { listHistory } from '../../src/contract/history.ts';
import { tell } from '../../src/contract/historyWords.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';
import { addMember, type Client } from '../support/server.ts';

let world: CodingWorld;
beforeAll(async () => {
  world = await codingWorld();
});
afterAll(() => world.server.stop());

type Place = Pick<contract.CodeMemo, 'on' | 'key'>;
const told: Place = { on: 'code', key: 'told' };
const parents: Place = { on: 'element', key: 'parents' };

const here = () => ({ workspace: world.workspace, framework: world.framework });
const list = (client = world.rosa) => client.call(contract.listCodeMemos, here());
const keep = (content: string, { on, key }: Place = told, client = world.rosa) =>
  client.call(contract.keepCodeMemo, { ...here(), on, key, content });
/** As `told Rosa: words`. */
const read = async (client?: Client) =>
  (await list(client)).memos.map(({ key, by, content }) => `${key} ${by ?? ''}: ${content}`);
const said = async () =>
  (await world.owner.call(listHistory, { workspace: world.workspace })).lines
    .map((line) => tell(line, {}))
    .filter(({ what }) => what.includes('memo on'))
    .map(({ verb, what }) => `${verb} ${what}`);

describe('memos on codes', () => {
  it('are one for each researcher on each code and each element, and everybody reads them', async () => {
    expect(await list()).toEqual({ memos: [], blindly: false });
    await keep('Letters home?\nAsk the lead.');
    await keep('Families, not only parents \u{1F600}.', parents);
    await keep('I would count letters.', told, world.tom);
    const all = [
      'told Rosa: Letters home?\nAsk the lead.',
      'parents Rosa: Families, not only parents \u{1F600}.',
      'told Tom: I would count letters.',
    ];
    expect(await read()).toEqual(all);
    expect(await read(world.ida)).toEqual(all);
    expect((await list(world.tom)).memos.map(({ own }) => own)).toEqual([false, false, true]);
  });

  it('are changed by whoever wrote them, and go without words', async () => {
    await keep(' Letters home count. ');
    expect((await read())[0]).toBe('told Rosa: Letters home count.');
    await keep('', told, world.tom);
    expect(await read()).toEqual([
      'told Rosa: Letters home count.',
      'parents Rosa: Families, not only parents \u{1F600}.',
    ]);
  });

  it('leave a line that names neither code nor words, and none where nothing changed', async () => {
    const before = await said();
    expect(before).toEqual([
      'removed a memo on a code of a framework',
      'wrote a memo on a code of a framework',
      'wrote a memo on a code of a framework',
      'wrote a memo on an element of a framework',
      'wrote a memo on a code of a framework',
    ]);
    await keep('Letters home count.');
    await keep('', told, world.ida);
    expect(await said()).toEqual(before);
  });

  it('are refused on what no published version has, and where there is no such framework', async () => {
    await expect(keep('Zq', { on: 'code', key: 'parents' })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(keep('Zq', { on: 'element', key: 'told' })).rejects.toMatchObject({ kind: 'not-found' });
    const framework = newId();
    await expect(world.rosa.call(contract.listCodeMemos, { ...here(), framework })).rejects.toMatchObject({
      kind: 'not-found',
    });
  });

  it('are for researchers of this workspace alone', async () => {
    await expect(list(world.owner)).rejects.toMatchObject({ kind: 'not-allowed' });
    await expect(keep('Zq', told, world.owner)).rejects.toMatchObject({ kind: 'not-allowed' });
    const stranger = await world.server.person('Stranger');
    await expect(list(stranger)).rejects.toMatchObject({ kind: 'not-found' });
    const workspace = (await world.owner.workspace('Elsewhere')).id;
    await addMember(world.server, workspace, stranger, 'researcher');
    const foreign = { ...here(), workspace };
    await expect(stranger.call(contract.listCodeMemos, foreign)).rejects.toMatchObject({ kind: 'not-found' });
    const kept = stranger.call(contract.keepCodeMemo, { ...foreign, ...told, content: 'Zq' });
    await expect(kept).rejects.toMatchObject({ kind: 'not-found' });
  });
});

it('are not read by whoever codes blindly, until all have finished', async () => {
  await keep('I would count letters.', told, world.tom);
  const source = await world.bring();
  const coders = [world.rosa, world.ida];
  await world.rosa.call(assignCoders, {
    workspace: world.workspace,
    source,
    blind: true,
    coders: coders.map(({ id: person }) => ({ person, role: 'coder' as const })),
  });
  const rosas = ['told Rosa: Letters home count.', 'parents Rosa: Families, not only parents \u{1F600}.'];
  expect(await read()).toEqual(rosas);
  expect((await list()).blindly).toBe(true);
  expect(await read(world.ida)).toEqual([]);
  expect(await read(world.tom)).toHaveLength(3);
  await keep('Ask in the meeting.', told, world.ida);
  expect(await read(world.ida)).toEqual(['told Ida: Ask in the meeting.']);
  for (const client of coders) {
    expect(await read(client)).toHaveLength(client === world.rosa ? 2 : 1);
    await client.call(finishCoding, { workspace: world.workspace, source, finished: true });
  }
  expect(await read()).toHaveLength(4);
  expect((await list()).blindly).toBe(false);
});
