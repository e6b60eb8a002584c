import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlOf } from '../../src/contract/client.ts';
import * as contract from '../../src/contract/coding.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { inScope } from '../../src/server/platform/scope.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';
import { addMember, type Client, type TestServer } from '../support/server.ts';

let server: TestServer;
let owner: Client;
let rosa: Client;
let tom: Client;
let ida: Client;
let workspace: string;
let bring: CodingWorld['bring'];
let told: CodingWorld['told'];
let codeAt: CodingWorld['codeAt'];
let does: CodingWorld['does'];
let read: CodingWorld['read'];
let undo: CodingWorld['undo'];
let seen: CodingWorld['seen'];
beforeAll(async () => {
  ({ server, owner, rosa, tom, ida, workspace, bring, told, codeAt, does, read, undo, seen } =
    await codingWorld());
});
afterAll(() => server.stop());

describe('blind coding', () => {
  const assign = (source: string, coders: [Client, 'coder' | 'reconciler'][], blind = true) =>
    rosa.call(contract.assignCoders, {
      workspace,
      source,
      blind,
      coders: coders.map(([{ id: person }, role]) => ({ person, role })),
    });
  const finish = (client: Client, source: string, finished = true) =>
    client.call(contract.finishCoding, { workspace, source, finished });
  const asIn = (role: 'coder' | 'reconciler', client: Client): [Client, 'coder' | 'reconciler'] => [
    client,
    role,
  ];
  const blindly = async (clients: [Client, 'coder' | 'reconciler'][]) => {
    const source = await bring();
    await assign(source, clients);
    return source;
  };

  it('shows a coder their own work until all have finished, a reconciler everything', async () => {
    const source = await blindly([asIn('coder', rosa), asIn('coder', tom), asIn('reconciler', ida)]);
    await does(rosa, source, codeAt(0, 4));
    await does(tom, source, codeAt(2, 8, [told()]));
    const [rosas, toms] = ['0–4 meets-daily Rosa', '2–8 told Tom'];
    expect(await seen(rosa, source)).toEqual([rosas]);
    expect(await seen(tom, source)).toEqual([toms]);
    expect(await seen(ida, source)).toEqual([rosas, toms]);
    const file = await rosa.raw(urlOf(contract.codingsTable, { workspace, source }));
    expect(await file.text()).not.toContain('Tom');
    expect(await finish(rosa, source)).toMatchObject({ mayCode: false, open: false });
    expect(await seen(rosa, source)).toEqual([rosas]);
    await expect(does(rosa, source, codeAt(5, 9))).rejects.toMatchObject({ kind: 'not-allowed' });
    await expect(undo(rosa, source)).rejects.toMatchObject({ kind: 'not-allowed' });
    await finish(rosa, source, false);
    await does(rosa, source, { do: 'memo', id: newId(), quotation: null, content: 'Hm.' });
    expect((await read(tom, source)).codings.memos).toEqual([]);
    await finish(rosa, source);
    expect(await finish(tom, source)).toMatchObject({ open: true });
    expect(await seen(rosa, source)).toEqual([rosas, toms]);
    await expect(finish(tom, source, false)).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('shows nothing to a researcher who has no part in it, and takes nothing from them', async () => {
    const source = await blindly([asIn('coder', rosa)]);
    await does(rosa, source, codeAt(0, 4));
    expect(await seen(tom, source)).toEqual([]);
    await expect(does(tom, source, codeAt(0, 4))).rejects.toMatchObject({ kind: 'not-allowed' });
    await expect(finish(tom, source)).rejects.toMatchObject({ kind: 'conflict' });
  });

  it.each([
    ['taking the blindfold off', () => [asIn('coder', rosa), asIn('coder', tom)], false, 'unfinished'],
    ['taking another coder off the list', () => [asIn('coder', rosa)], true, 'unfinished'],
    [
      'making a coder the reconciler',
      () => [asIn('coder', tom), asIn('reconciler', rosa)],
      true,
      'unfinished',
    ],
    [
      'making the reconciler a coder',
      () => [asIn('coder', rosa), asIn('coder', tom), asIn('coder', ida)],
      true,
      'seen',
    ],
    ['letting the reconciler go', () => [asIn('coder', rosa), asIn('coder', tom)], true, 'seen'],
  ] as const)('is not got round by %s', async (_, coders, blind, reason) => {
    const source = await blindly([asIn('coder', rosa), asIn('coder', tom), asIn('reconciler', ida)]);
    await does(rosa, source, codeAt(0, 4));
    await does(tom, source, codeAt(2, 8));
    await expect(assign(source, [...coders()], blind)).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining(reason === 'seen' ? 'has seen' : 'at work') as string,
    });
    expect(await seen(rosa, source)).toHaveLength(1);
    expect((await read(rosa, source)).coders).toHaveLength(3);
  });

  it('begins before anybody codes, with researchers, and with one at least', async () => {
    const source = await bring();
    await expect(assign(source, [asIn('coder', owner)])).rejects.toMatchObject({ kind: 'invalid' });
    await expect(assign(source, [asIn('reconciler', ida)])).rejects.toMatchObject({ kind: 'invalid' });
    await expect(assign(source, [asIn('coder', ida), asIn('reconciler', ida)])).rejects.toMatchObject({
      kind: 'invalid',
    });
    await does(rosa, source, codeAt(0, 4));
    await expect(assign(source, [asIn('coder', rosa)])).rejects.toMatchObject({ kind: 'conflict' });
    expect((await read(rosa, source)).blind).toBe(false);
  });

  it('lets nobody in who has seen the work: a coder who comes when all have finished', async () => {
    const source = await blindly([asIn('coder', rosa)]);
    await does(rosa, source, codeAt(0, 4));
    const both = [asIn('coder', rosa), asIn('coder', tom)];
    await assign(source, both);
    await finish(rosa, source);
    await finish(tom, source);
    await expect(assign(source, [...both, asIn('coder', ida)])).rejects.toMatchObject({ kind: 'conflict' });
    await assign(source, both, false);
    expect(await read(ida, source)).toMatchObject({ blind: false, open: true, mayCode: true });
  });

  it('keeps a coder on the list who left, and the list can be changed', async () => {
    const gone = await server.person('Gus');
    await addMember(server, workspace, gone, 'researcher');
    const source = await blindly([asIn('coder', rosa), asIn('coder', gone)]);
    await does(gone, source, codeAt(0, 4));
    await server.owner`delete from member_role where person_id = ${gone.id}`;
    const all = [asIn('coder', rosa), asIn('coder', gone), asIn('reconciler', ida)];
    expect((await assign(source, all)).coders).toHaveLength(3);
    const other = await bring();
    await expect(assign(other, [asIn('coder', gone)])).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('is kept by the database, whatever it is asked', async () => {
    const source = await blindly([asIn('coder', rosa), asIn('coder', tom)]);
    await does(rosa, source, codeAt(0, 4));
    await does(rosa, source, { do: 'memo', id: newId(), quotation: null, content: 'Hm.' });
    await inScope(server.pool, { person: tom.id, workspace }, async ({ sql }) => {
      const [row] = await sql`
        select (select count(*)::int from quotation where source_id = ${source})
          + (select count(*)::int from evidence where source_id = ${source})
          + (select count(*)::int from evidence_item where source_id = ${source})
          + (select count(*)::int from memo where source_id = ${source})
          + (select count(*)::int from coding_act where source_id = ${source}) as rows`;
      expect(row?.['rows']).toBe(0);
    });
    for (const attempt of [
      `update source set blind = false where id = '${source}'`,
      `delete from source_coder where source_id = '${source}'`,
      `update source_coder set finished_at = now() where source_id = '${source}'`,
    ])
      await expect(
        inScope(server.pool, { person: tom.id, workspace }, ({ sql }) => sql.unsafe(attempt)),
      ).rejects.toThrow(/permission denied/);
  });
});
