import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelJob } from '../../src/contract/jobs.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { asSystem, inScope, type Actor } from '../../src/server/platform/scope.ts';
import { addMember, bring, testServer, type Client, type TestServer } from '../support/server.ts';
import { csv, mapping } from '../support/schools.ts';

interface Table {
  name: string;
  secured: boolean;
  policies: number;
  workspace: boolean;
}

let server: TestServer;
let tables: Table[];
let owner: Client;
let workspace: string;
let foreign: Client;
let foreignWorkspace: string;

beforeAll(async () => {
  server = await testServer();
  tables = await server.owner<Table[]>`
    select c.relname as name, c.relrowsecurity as secured,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id') as workspace
    from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1`;
  owner = await server.person();
  foreign = await server.person();
  workspace = (await owner.workspace('Ours')).id;
  foreignWorkspace = (await foreign.workspace('Theirs')).id;
  for (const [client, id] of [
    [owner, workspace],
    [foreign, foreignWorkspace],
  ] as const) {
    const job = await bring(client, id, { name: 'schools.csv', bytes: csv }, mapping);
    expect(job.error).toBeNull();
    // Again with another name, so that there is something that was; then what this small file does not have.
    await bring(client, id, { name: 'schools.csv', bytes: csv.replace('Ash', 'Ash Park') }, mapping);
    await server.owner`
      insert into reference_line (workspace_id, dataset_id, id, level, code, label, values, missing)
      select workspace_id, id, ${newId()}, 'national', 'NAT', 'The whole country', '{50,50}', '..'
      from dataset where workspace_id = ${id} limit 1`;
    await server.owner`
      insert into school_link (workspace_id, id, predecessor_id, successor_id, kind, source)
      select a.workspace_id, ${newId()}, a.id, b.id, 'academy', 'a test' from school a
      join school b on b.workspace_id = a.workspace_id and b.number = 2 where a.workspace_id = ${id} and a.number = 1`;
  }
});
afterAll(() => server.stop());

/** What only some of the members see, or what nobody has made here. */
const peopled = new Set(['invitation', 'school_grant', 'other_network', 'member_role', 'workspace_member']);

const count = (actor: Actor, table: string, where = 'true') =>
  inScope(server.pool, actor, async ({ sql }) => {
    const rows = await sql.unsafe(`select count(*)::int as n from ${table} where ${where}`);
    return rows[0]?.['n'] as number;
  });

describe('the schema', () => {
  it('secures every table, with at least one policy unless only the owner uses it', () => {
    const open = tables.filter(
      (table) => table.name !== 'migration' && (!table.secured || table.policies === 0),
    );
    expect(open).toEqual([]);
    expect(tables.length).toBeGreaterThan(10);
  });

  it('does not force row security on the owner, whose migrations and backups must see every row', async () => {
    expect(await server.owner`select relname from pg_class where relforcerowsecurity`).toHaveLength(0);
  });

  it('is owned by a role that is no superuser and cannot pass row security by right', async () => {
    const [role] =
      await server.owner`select rolsuper, rolbypassrls from pg_roles where rolname = current_user`;
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false });
  });

  it('has workspace_id first in every primary, unique and foreign key of workspace data', async () => {
    const wrong = await server.owner`
      select c.conrelid::regclass::text as table, c.conname from pg_constraint c
      join pg_attribute w on w.attrelid = c.conrelid and w.attname = 'workspace_id'
      where c.connamespace = 'public'::regnamespace and c.contype in ('p', 'u', 'f') and c.conkey[1] <> w.attnum
        -- People and imports by people stand outside workspaces.
        and not (c.contype = 'f' and c.confrelid = 'person'::regclass)`;
    expect(wrong).toEqual([]);
  });

  it('gives the login role no rights of its own', async () => {
    for (const { name } of tables) {
      await expect(server.pool.unsafe(`select 1 from ${name} limit 1`), name).rejects.toThrow(
        /permission denied/,
      );
    }
  });
});

describe('rows of a workspace', () => {
  it.each(['owner', 'coordinator'] as const)('are seen by a %s of it and by no stranger', async (role) => {
    const member = await server.person();
    await addMember(server, workspace, member, role);
    // Of these each row of the workspace is seen by whoever runs it.
    const seen = tables.filter((table) => table.workspace && !peopled.has(table.name));
    for (const { name } of seen) {
      const own = await count({ person: member.id, workspace }, name, `workspace_id = '${workspace}'`);
      const all = await count({ person: owner.id, workspace }, name, `workspace_id = '${workspace}'`);
      expect(own, `${name}, own`).toBe(all);
      expect(all, `${name} has rows to hide`).toBeGreaterThan(0);
      const theirs = `workspace_id = '${foreignWorkspace}'`;
      expect(await count({ person: member.id, workspace }, name, theirs), `${name}, foreign`).toBe(0);
      expect(
        await count({ person: member.id, workspace: foreignWorkspace }, name, theirs),
        `${name}, claimed`,
      ).toBe(0);
      expect(await count({ person: '', workspace }, name), `${name}, nobody`).toBe(0);
    }
  });

  it('cannot be changed, added or deleted from outside', async () => {
    const stranger = { person: owner.id, workspace: foreignWorkspace };
    for (const { name } of tables.filter((table) => table.workspace)) {
      const before = await server.owner.unsafe(
        `select count(*)::int as n from ${name} where workspace_id = '${foreignWorkspace}'`,
      );
      for (const statement of [
        `delete from ${name} where workspace_id = '${foreignWorkspace}'`,
        `update ${name} set workspace_id = '${workspace}' where workspace_id = '${foreignWorkspace}'`,
        `insert into ${name} select * from ${name} where workspace_id = '${foreignWorkspace}'`,
      ]) {
        // Either the right is missing, or no row is there to be touched.
        await inScope(server.pool, stranger, ({ sql }) => sql.unsafe(statement)).then(
          (rows) => expect(rows.count, statement).toBe(0),
          (error: Error) => expect(error.message).toMatch(/permission denied|row-level security/),
        );
      }
      const after = await server.owner.unsafe(
        `select count(*)::int as n from ${name} where workspace_id = '${foreignWorkspace}'`,
      );
      expect(after, name).toEqual(before);
    }
  });

  it('cannot be carried from one workspace into another', async () => {
    const move = inScope(
      server.pool,
      { person: owner.id, workspace },
      ({ sql }) =>
        sql`update school set workspace_id = ${foreignWorkspace} where workspace_id = ${workspace}`,
    );
    await expect(move).rejects.toThrow(/row-level security/);
  });

  it('nobody makes themselves a member of what is there already', async () => {
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

  it('the audit trail is only added to', async () => {
    for (const change of ['update audit_entry set act = act', 'delete from audit_entry']) {
      await expect(
        inScope(server.pool, { person: owner.id, workspace }, ({ sql }) => sql.unsafe(change)),
      ).rejects.toThrow(/permission denied/);
    }
  });
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
  it('ends when its reader may no longer see the workspace', async () => {
    const member = await server.person();
    await addMember(server, workspace, member, 'viewer');
    const id = newId();
    await server.owner`insert into job (workspace_id, id, kind, input, created_by, state, heartbeat)
      values (${workspace}, ${id}, 'none', '{}', ${owner.id}, 'running', now() + interval '1 hour')`;
    const stream = await member.raw(`/api/workspaces/${workspace}/jobs/${id}/events`);
    const reader = stream.body?.getReader();
    await reader?.read();
    await server.owner`delete from workspace_member where person_id = ${member.id}`;
    await expect(
      (async () => {
        for (;;) if ((await reader?.read())?.done === true) return;
      })(),
    ).rejects.toThrow();
  });
});

describe('the system role', () => {
  it('reaches sign-in, jobs and the installation, and no other table', async () => {
    const reached = [];
    for (const { name } of tables) {
      const [row] =
        await server.owner`select has_table_privilege('reedbed_system', ${name}, 'select') as may`;
      if (row?.['may'] === true) reached.push(name);
    }
    expect(reached).toEqual([
      'account',
      'audit_chain',
      'audit_entry',
      'challenge',
      'external_identity',
      'installation',
      'job',
      'one_time_secret',
      'passkey',
      'person',
      'recovery_code',
      'session',
      'sign_in_link',
    ]);
    await expect(asSystem(server.pool, ({ sql }) => sql`select from school`)).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe('errors', () => {
  it('do not tell a stranger that a row exists', async () => {
    const answers = await Promise.all(
      [workspace, '01a2096c-4db7-779e-929b-fa5ba71d6a01'].map((id) => foreign.raw(`/api/workspaces/${id}`)),
    );
    const bodies = await Promise.all(
      answers.map(async (one) => ({ ...((await one.json()) as object), request: '' })),
    );
    expect(bodies[0]).toEqual(bodies[1]);
  });
});
