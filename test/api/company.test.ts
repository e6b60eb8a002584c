import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlOf } from '../../src/contract/client.ts';
import { assignCoders, followCoding, type AtDesk, type Target } from '../../src/contract/coding.ts';
import { bringProject, projectFile } from '../../src/contract/exchange.ts';
import { codeFound, recodeFound } from '../../src/contract/finding.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';
import type { Client } from '../support/server.ts';

/** Who sits at the desk of a source, and what the others are told of it. */

let world: CodingWorld;
beforeAll(async () => {
  world = await codingWorld();
});
afterAll(() => world.server.stop());

/** Sits down at the desk; `next` is what is told next. */
async function sit(client: Client, source: string) {
  const gone = new AbortController();
  const path = urlOf(followCoding, { workspace: world.workspace, source });
  const response = await client.raw(path, { signal: gone.signal });
  if (response.status !== 200) throw new Error(String(response.status));
  const reader = response.body?.getReader();
  const next = async (): Promise<AtDesk> => {
    const { value } = (await reader?.read()) ?? {};
    const text = new TextDecoder().decode(value as Uint8Array).trim();
    return text.startsWith('data: ') ? (JSON.parse(text.slice('data: '.length)) as AtDesk) : next();
  };
  return { next, leave: () => gone.abort() };
}
const shown = (changes: AtDesk['changes']) =>
  changes.map(({ table, before, after }) =>
    [table, before === null ? 'new' : after === null ? 'gone' : 'changed', ...codeIn(after)].join(' '),
  );
const codeIn = (row: AtDesk['changes'][number]['after']) => (row !== null && 'code' in row ? [row.code] : []);

/** A code without the id that it has on words. */
const targetOf = ({ id: _, ...target }: ReturnType<CodingWorld['meets']>): Target => target;
const keyOf = ({ version: _, ...key }: Target): Omit<Target, 'version'> => key;
const names = ({ people }: AtDesk) => people.map(({ name }) => name);

describe('the desk of a source', () => {
  it('tells who comes, what they do, what they take back, and who goes', async () => {
    const { rosa, tom, does, undo } = world;
    const source = await world.bring();
    const at = await sit(rosa, source);
    expect(await at.next()).toEqual({ people: [], changes: [] });
    const tomAt = await sit(tom, source);
    expect(names(await tomAt.next())).toEqual(['Rosa']);
    expect(await at.next()).toEqual({ people: [{ id: tom.id, name: 'Tom' }], changes: [] });
    const done = await does(tom, source, world.codeAt(37, 55));
    expect(await at.next()).toEqual({ people: [{ id: tom.id, name: 'Tom' }], changes: done.changes });
    await undo(tom, source);
    const taken = (await at.next()).changes;
    expect(taken.map(({ table, after }) => [table, after])).toEqual([
      ['evidence', null],
      ['quotation', null],
    ]);
    tomAt.leave();
    expect(names(await at.next())).toEqual([]);
    at.leave();
  });

  it('tells nobody what they do themselves, nor what is done in another source', async () => {
    const { rosa, tom, does } = world;
    const [source, other] = [await world.bring(), await world.bring()];
    const at = await sit(rosa, source);
    await at.next();
    await does(rosa, source, world.codeAt(37, 55));
    await does(tom, other, world.codeAt(37, 55));
    const { changes } = await does(tom, source, world.codeAt(60, 66));
    expect((await at.next()).changes).toEqual(changes);
    at.leave();
  });

  it('tells what is coded, and coded otherwise, from the pages that find and suggest', async () => {
    const { rosa, tom, workspace } = world;
    const source = await world.bring();
    const at = await sit(rosa, source);
    await at.next();
    const places = [{ source, start: 37, end: 55 }];
    const [target, instead] = [targetOf(world.meets()), targetOf(world.told())];
    await tom.call(codeFound, { workspace, target, places });
    expect(shown((await at.next()).changes)).toEqual(['quotation new', 'evidence new meets-daily']);
    await tom.call(recodeFound, { workspace, from: keyOf(target), to: instead, places });
    expect(shown((await at.next()).changes)).toEqual(['evidence changed told']);
    at.leave();
  });

  it('tells what comes from a file', async () => {
    const { rosa, tom, workspace, does, undo } = world;
    const source = await world.bring();
    await does(tom, source, world.codeAt(37, 55));
    const file = await (await tom.raw(urlOf(projectFile, { workspace }))).arrayBuffer();
    await undo(tom, source);
    const at = await sit(rosa, source);
    await at.next();
    await tom.call(bringProject, { workspace, name: 'Back.qdpx' }, new Uint8Array(file));
    expect(shown((await at.next()).changes)).toEqual(['quotation new', 'evidence new meets-daily']);
    at.leave();
  });

  it('tells blind coders nothing, not even who is there', async () => {
    const { rosa, tom, ida, does, workspace } = world;
    const source = await world.bring();
    await rosa.call(assignCoders, {
      workspace,
      source,
      blind: true,
      coders: [
        { person: tom.id, role: 'coder' },
        { person: ida.id, role: 'coder' },
        { person: rosa.id, role: 'reconciler' },
      ],
    });
    const idaAt = await sit(ida, source);
    await idaAt.next();
    const rosaAt = await sit(rosa, source);
    // Whoever reconciles sees everything.
    expect(names(await rosaAt.next())).toEqual(['Ida']);
    expect(await idaAt.next()).toEqual({ people: [], changes: [] });
    const { changes } = await does(tom, source, world.codeAt(37, 55));
    expect((await rosaAt.next()).changes).toEqual(changes);
    expect(await idaAt.next()).toEqual({ people: [], changes: [] });
    idaAt.leave();
    rosaAt.leave();
  });

  it('is closed to whoever does not research there', async () => {
    const source = await world.bring();
    await expect(sit(world.owner, source)).rejects.toThrow('403');
    await expect(sit(await world.server.person(), source)).rejects.toThrow('404');
  });
});
