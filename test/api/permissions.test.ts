import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelJob } from '../../src/contract/jobs.ts';
import { newId } from '../../src/server/platform/ids.ts';
import type { TransactionSql } from '../../src/server/platform/db.ts';
import { asSystem, inScope } from '../../src/server/platform/scope.ts';
import {
  addMember,
  addSchool,
  someSchool,
  testServer,
  type Client,
  type TestServer,
} from '../support/server.ts';

// Who sees and changes which rows, and what each endpoint answers to whom, is held against the promise in `matrix/`.

let server: TestServer;
let owner: Client;
let workspace: string;
let foreignWorkspace: string;

beforeAll(async () => {
  server = await testServer();
  owner = await server.person();
  workspace = (await owner.workspace('Ours')).id;
  foreignWorkspace = (await (await server.person()).workspace('Theirs')).id;
});
afterAll(() => server.stop());

describe('a workspace', () => {
  it('is there already, and nobody makes themselves a member of it', async () => {
    const intrude = inScope(
      server.pool,
      { person: owner.id, workspace: foreignWorkspace },
      ({ sql }) =>
        sql`insert into workspace_member (workspace_id, person_id) values (${foreignWorkspace}, ${owner.id})`,
    );
    await expect(intrude).rejects.toThrow(/permission denied/);
    const given = inScope(
      server.pool,
      { person: owner.id, workspace: foreignWorkspace },
      ({ sql }) =>
        sql`insert into member_role (workspace_id, id, person_id, role, created_by)
          values (${foreignWorkspace}, ${newId()}, ${owner.id}, 'owner', ${owner.id})`,
    );
    await expect(given).rejects.toThrow(/row-level security/);
    const again = inScope(
      server.pool,
      { person: owner.id, workspace: foreignWorkspace },
      ({ sql }) => sql`select app.start_workspace(${foreignWorkspace}, 'Mine now', 'own', null)`,
    );
    await expect(again).rejects.toThrow(/duplicate key/);
  });

  it('has an audit trail that is only added to', async () => {
    for (const change of ['update audit_entry set act = act', 'delete from audit_entry']) {
      await expect(
        inScope(server.pool, { person: owner.id, workspace }, ({ sql }) => sql.unsafe(change)),
      ).rejects.toThrow(/permission denied/);
    }
  });
});

describe('what somebody may give', () => {
  it('is not told of others, who may run a workspace elsewhere', async () => {
    const asked = inScope(
      server.pool,
      { person: owner.id, workspace },
      ({ sql }) => sql`select app.may_appoint_as(${owner.id}, ${foreignWorkspace}, 'owner', null)`,
    );
    await expect(asked).rejects.toThrow(/permission denied/);
  });

  it('is no role of a school that is not in the workspace', async () => {
    const elsewhere = await someSchool(server, foreignWorkspace);
    const here = await someSchool(server, workspace);
    const may = async (role: string, school: string | null) => {
      const actor = { person: owner.id, workspace };
      const rows = await inScope(
        server.pool,
        actor,
        ({ sql }) => sql`select app.may_appoint(${role}, ${school}::uuid) as may`,
      );
      return rows[0]?.['may'] as boolean;
    };
    expect(await may('staff', here)).toBe(true);
    expect(await may('coordinator', null)).toBe(true);
    expect(await may('staff', elsewhere)).toBe(false);
    expect(await may('staff', newId())).toBe(false);
    expect(await may('staff', null)).toBe(false);
    expect(await may('head of everything', null)).toBe(false);
  });

  it('is not open any more once the school has gone', async () => {
    const school = await addSchool(server, workspace, { name: 'Short-lived', reference: 'short' });
    const hash = await invitation(7, { role: 'staff', school });
    const open = () =>
      asSystem(server.pool, ({ sql }) => sql`select from app.open_invitation(${hash})`).then(
        (rows) => rows.length,
      );
    expect(await open()).toBe(1);
    await server.owner`delete from school where id = ${school}`;
    expect(await open()).toBe(0);
  });

  it('is taken once, by two who accept at the same moment too', async () => {
    const hash = await invitation(8, { role: 'viewer', school: null });
    const [first, second] = [await server.person(), await server.person()];
    const accept = (sql: TransactionSql, person: string) =>
      sql<{ workspace: string | null }[]>`select app.accept_invitation(${hash}, ${person}) as workspace`;
    let later: Promise<{ workspace: string | null }[]> | undefined;
    await asSystem(server.pool, async ({ sql }) => {
      expect((await accept(sql, first.id))[0]?.workspace).toBe(workspace);
      later = asSystem(server.pool, (scope) => accept(scope.sql, second.id));
      // Until the second waits for the row that the first holds.
      while ((await server.owner`select from pg_locks where not granted`).length === 0);
    });
    expect((await later)?.[0]?.workspace).toBeNull();
    expect(await server.owner`select from member_role where person_id = ${second.id}`).toHaveLength(0);
  });

  async function invitation(byte: number, given: object): Promise<Buffer> {
    const hash = Buffer.alloc(32, byte);
    await server.owner`insert into invitation (workspace_id, id, token_hash, roles, invited_by, expires_at)
      values (${workspace}, ${newId()}, ${hash}, ${JSON.stringify([given])}::jsonb, ${owner.id}, now() + interval '1 day')`;
    return hash;
  }
});

describe('a job', () => {
  it('can be stopped by another member who may import', async () => {
    // Nobody takes it up meanwhile.
    await server.app.jobs.stop();
    const colleague = await server.person();
    await addMember(server, workspace, colleague, 'coordinator');
    const job = newId();
    await server.owner`insert into job (workspace_id, id, kind, input, created_by)
      values (${workspace}, ${job}, 'none', '{}', ${owner.id})`;
    expect(await colleague.call(cancelJob, { workspace, job })).toMatchObject({ state: 'cancelled' });
  });
});

describe('a stream', () => {
  const changes: [string, (person: string) => Promise<unknown>][] = [
    ['who was sent away', (person) => server.owner`delete from workspace_member where person_id = ${person}`],
    [
      'who is now staff of one school',
      async (person) => {
        const school = await someSchool(server, workspace);
        await server.owner`update member_role set role = 'staff', school_id = ${school} where person_id = ${person}`;
      },
    ],
    [
      'whose time is over',
      (person) => server.owner`update member_role set expires_at = now() where person_id = ${person}`,
    ],
  ];

  it.each(changes)('ends for somebody %s', async (_, change) => {
    const member = await server.person();
    await addMember(server, workspace, member, 'viewer');
    const id = newId();
    await server.owner`insert into job (workspace_id, id, kind, input, created_by, state, heartbeat)
      values (${workspace}, ${id}, 'none', '{}', ${owner.id}, 'running', now() + interval '1 hour')`;
    const stream = await member.raw(`/api/workspaces/${workspace}/jobs/${id}/events`);
    const reader = stream.body?.getReader();
    await reader?.read();
    await change(member.id);
    await expect(
      (async () => {
        for (;;) if ((await reader?.read())?.done === true) return;
      })(),
    ).rejects.toThrow();
  });
});
