import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { historyChain, historyTrail } from '../../src/contract/history.ts';
import { urlOf } from '../../src/contract/client.ts';
import { changeWorkspace } from '../../src/contract/workspaces.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { asSystem, inScope, type Actor } from '../../src/server/platform/scope.ts';
import { testServer, type Client, type TestServer } from '../support/server.ts';

let server: TestServer;
let owner: Client;
let workspace: string;
let actor: Actor;

beforeAll(async () => {
  server = await testServer();
  owner = await server.person();
});
afterAll(() => server.stop());

async function fresh(lines = 0): Promise<void> {
  workspace = (await owner.workspace()).id;
  actor = { person: owner.id, workspace };
  for (let i = 0; i < lines; i++) await write({ word: `line ${String(i)}` });
}

const write = (detail: Record<string, unknown>, then: () => Promise<void> = () => Promise.resolve()) =>
  inScope(server.pool, actor, async (scope) => {
    await scope.audit('workspace.change', 'workspace', workspace, { detail });
    await then();
  });

const fault = async () => (await owner.call(historyChain, { workspace })).fault;
const sequences = async () =>
  (
    await server.owner<{ sequence: number }[]>`
      select sequence::int from audit_entry where workspace_id = ${workspace} order by sequence`
  ).map((one) => one.sequence);

/** As somebody who has the owner's rights in the database and means it. */
async function tamper(...statements: string[]): Promise<void> {
  await server.owner.begin(async (sql) => {
    await sql`alter table audit_entry disable trigger all`;
    await sql`alter table audit_chain disable trigger all`;
    for (const statement of statements) {
      const { count } = await sql.unsafe(statement.replaceAll('OURS', `workspace_id = '${workspace}'`));
      expect(count, statement).toBeGreaterThan(0);
    }
    await sql`alter table audit_entry enable trigger all`;
    await sql`alter table audit_chain enable trigger all`;
  });
}

describe('the chain', () => {
  it('is one and unbroken when twenty write at once, and a write that is undone leaves no gap', async () => {
    await fresh();
    await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        for (let j = 0; j < 5; j++) {
          const undone = (i + j) % 4 === 0;
          const written = write({ i, j }, () =>
            undone ? Promise.reject(new Error('undone')) : Promise.resolve(),
          );
          if (undone) await expect(written).rejects.toThrow('undone');
          else await written;
        }
      }),
    );
    // One line of the workspace's beginning and 75 of those that stayed.
    expect(await sequences()).toEqual(Array.from({ length: 76 }, (_, i) => i + 1));
    expect(await fault()).toBeNull();
    const [late] = await server.owner`
      select 1 from audit_entry a join audit_entry b using (workspace_id)
      where a.workspace_id = ${workspace} and a.sequence < b.sequence and a.at > b.at`;
    expect(late, 'time and sequence agree').toBeUndefined();
  });

  it('is computed again outside the database from whatever can be written', async () => {
    await fresh();
    const text = fc.string({ unit: 'binary' }).map((one) => one.replaceAll(/[\0\p{Cs}]/gu, ''));
    const values = fc.dictionary(
      text,
      fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()),
    );
    await fc.assert(
      fc.asyncProperty(values, values, fc.option(values), async (detail, before, after) => {
        await inScope(server.pool, actor, (scope) =>
          scope.audit('workspace.change', 'workspace', null, { detail, before, ...(after && { after }) }),
        );
      }),
      { numRuns: 60 },
    );
    expect(await fault()).toBeNull();
  });

  it.each([
    ['a changed detail', ["update audit_entry set detail = '{}' where sequence = 3 and OURS"], 'Line 3'],
    ['another person', ['update audit_entry set person_id = null where sequence = 2 and OURS'], 'Line 2'],
    [
      'another time',
      ["update audit_entry set at = at + interval '1 microsecond' where sequence = 4 and OURS"],
      'Line 4',
    ],
    ['a removed line', ['delete from audit_entry where sequence = 3 and OURS'], 'Line 3 is missing'],
    [
      'two lines that changed places',
      [
        'update audit_entry set sequence = -sequence where sequence in (2, 3) and OURS',
        'update audit_entry set sequence = 5 + sequence where sequence < 0 and OURS',
      ],
      'Line 2',
    ],
    [
      'a line put at the end',
      [
        `insert into audit_entry select workspace_id, gen_random_uuid(), clock_timestamp(), person_id, act, object_kind,
           object_id, detail, sequence + 1, roles, address, request_id, before, after, hash
         from audit_entry where sequence = 7 and OURS`,
        'update audit_chain set sequence = 8 where OURS',
      ],
      'Line 8',
    ],
    ['a cut end', ['delete from audit_entry where sequence > 4 and OURS'], 'its end is missing'],
    [
      'a beginning that was moved',
      ["update audit_chain set pruned_hash = sha256('x') where OURS"],
      'beginning',
    ],
  ])('shows %s', async (_, statements, said) => {
    await fresh(5);
    expect(await fault()).toBeNull();
    await tamper(...statements);
    expect(await fault()).toContain(said);
  });

  it('shows a cut end whose head was rewritten only to whoever noted the head', async () => {
    await fresh(5);
    const noted = (await owner.call(historyChain, { workspace })).head;
    await tamper(
      'delete from audit_entry where sequence > 4 and OURS',
      'update audit_chain c set sequence = 4, hash = (select hash from audit_entry e where e.sequence = 4 and e.OURS) where c.OURS',
    );
    const now = await owner.call(historyChain, { workspace });
    expect(now.fault).toBeNull();
    expect(now.head).not.toEqual(noted);
  });
});

describe('a line', () => {
  it('is neither changed nor taken out, by the owner of the tables either', async () => {
    await fresh(2);
    for (const statement of [
      'update audit_entry set act = act',
      'delete from audit_entry',
      'truncate audit_entry',
      "update audit_chain set hash = sha256('x')",
      'update audit_chain set sequence = sequence + 2',
      'update audit_chain set pruned_sequence = 1',
      'delete from audit_chain',
      'truncate audit_chain',
    ]) {
      await expect(server.owner.unsafe(statement), statement).rejects.toThrow('only added to');
    }
    expect(await sequences()).toHaveLength(3);
  });

  it('is written by members through the door for their workspace only', async () => {
    await fresh();
    for (const [statement, said] of [
      [`insert into audit_entry select * from audit_entry`, 'permission denied'],
      [
        `select app.append_audit('${workspace}', gen_random_uuid(), 'a', 'b', null, '{}', null, null)`,
        'permission denied',
      ],
      [`select app.prune_audit(now())`, 'permission denied'],
      [`update audit_chain set sequence = 9`, 'permission denied'],
    ] as const) {
      await expect(
        inScope(server.pool, actor, ({ sql }) => sql.unsafe(statement)),
        statement,
      ).rejects.toThrow(said);
    }
    const stranger = await server.person();
    await expect(
      inScope(server.pool, { person: stranger.id, workspace }, (scope) =>
        scope.audit('workspace.change', 'workspace', workspace),
      ),
    ).rejects.toThrow('Nobody is asking');
  });

  it('says from which address, in which request and with which roles', async () => {
    await fresh();
    const request = newId();
    await inScope(server.pool, { ...actor, address: '192.0.2.7', request }, (scope) =>
      scope.audit('workspace.change', 'workspace', workspace, {
        before: { threshold: 5 },
        after: { threshold: 7 },
      }),
    );
    const [line] = await server.owner`
      select roles, address, request_id, before, after from audit_entry
      where workspace_id = ${workspace} order by sequence desc limit 1`;
    expect(line).toEqual({
      roles: 'owner',
      address: '192.0.2.7',
      request_id: request,
      before: { threshold: 5 },
      after: { threshold: 7 },
    });
  });
});

describe('when its time is over', () => {
  const prune = (before: string) =>
    asSystem(server.pool, async ({ sql }) => {
      const [row] = await sql<{ n: number }[]>`select app.prune_audit(${before}) as n`;
      return row?.n;
    });

  it('the oldest lines go, and the rest can be verified still', async () => {
    await fresh(6);
    const [fourth] = await server.owner<{ at: string }[]>`
      select at from audit_entry where workspace_id = ${workspace} and sequence = 4`;
    await prune(new Date(Date.parse(fourth?.at ?? '') + 1).toISOString());
    const kept = await sequences();
    expect(kept.at(-1)).toBe(7);
    expect(kept[0]).toBeGreaterThan(1);
    await owner.call(changeWorkspace, { workspace, name: 'After' });
    expect(await owner.call(historyChain, { workspace })).toMatchObject({
      fault: null,
      removed: (kept[0] ?? 0) - 1,
    });
    await tamper(`delete from audit_entry where sequence = ${String(kept[0])} and OURS`);
    expect(await fault()).toContain(`Line ${String(kept[0])} is missing`);
  });

  it('a line that a wrong clock made old stays behind those that are young', async () => {
    await fresh(3);
    await tamper("update audit_entry set at = '2001-01-01' where sequence = 3 and OURS");
    await prune('2010-01-01T00:00:00Z');
    expect(await sequences()).toEqual([1, 2, 3, 4]);
  });

  it('nothing is left of an old trail but its chain, which goes on', async () => {
    await fresh(3);
    await prune(new Date(Date.now() + 1000).toISOString());
    expect(await sequences()).toEqual([]);
    await write({ word: 'after' });
    expect(await owner.call(historyChain, { workspace })).toMatchObject({ fault: null, removed: 4 });
  });
});

it('the trail of a workspace that was deleted stays', async () => {
  await fresh(1);
  await owner.raw(`/api/workspaces/${workspace}`, { method: 'DELETE' });
  expect(await sequences()).toEqual([1, 2, 3]);
  expect((await owner.raw(urlOf(historyTrail, { workspace }))).status).toBe(404);
});
