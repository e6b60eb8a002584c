import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlOf } from '../../src/contract/client.ts';
import { assignCoders, followCoding, type AtDesk } from '../../src/contract/coding.ts';
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
