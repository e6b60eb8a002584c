import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testServer, type TestServer } from '../../support/server.ts';
import { readCatalogue, type Table } from './catalogue.ts';
import { callers, readFunctions } from './functions.ts';
import { grantsOf, readableSecrets, wrongGrants } from './rights.ts';

let server: TestServer;
let tables: Table[];
beforeAll(async () => {
  server = await testServer();
  tables = (await readCatalogue(server.owner)).filter((one) => one.kind === 'table');
});
afterAll(() => server.stop());

describe('the schema', () => {
  it('secures every table, with at least one policy', () => {
    expect(tables.filter((one) => !one.secured || one.policies === 0).map((one) => one.name)).toEqual([]);
    expect(tables.length).toBeGreaterThan(20);
  });

  it('shows through a view only what its reader may see', async () => {
    const views = await server.owner`
      select relname, reloptions::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm', 'f')
        and (relkind <> 'v' or not coalesce(reloptions::text, '') like '%security_invoker=true%')`;
    expect(views).toEqual([]);
  });

  it('does not force row security on the owner, whose migrations and backups must see every row', async () => {
    expect(await server.owner`select relname from pg_class where relforcerowsecurity`).toHaveLength(0);
  });

  it('is owned by a role that is no superuser and cannot pass row security by right', async () => {
    const [role] =
      await server.owner`select rolsuper, rolbypassrls from pg_roles where rolname = current_user`;
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false });
    const others = await server.owner`
      select relname from pg_class where relnamespace in ('public'::regnamespace, 'app'::regnamespace)
        and relowner <> (select oid from pg_roles where rolname = current_user)`;
    expect(others).toEqual([]);
  });

  it('has workspace_id first in every primary, unique and foreign key of workspace data', async () => {
    const wrong = await server.owner`
      select c.conrelid::regclass::text as table, c.conname from pg_constraint c
      join pg_attribute w on w.attrelid = c.conrelid and w.attname = 'workspace_id'
      where c.connamespace = 'public'::regnamespace and c.contype in ('p', 'u', 'f') and c.conkey[1] <> w.attnum
        -- People and imports by people stand outside workspaces.
        and not (c.contype = 'f' and c.confrelid = 'person'::regclass)`;
    expect(wrong).toEqual([]);
    const indexes = await server.owner`
      select i.indexrelid::regclass::text as index from pg_index i
      join pg_attribute w on w.attrelid = i.indrelid and w.attname = 'workspace_id'
      join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
      where i.indisunique and i.indkey[0] <> w.attnum`;
    expect(indexes).toEqual([]);
  });
});

describe('rights', () => {
  it('are granted to members and system for what is promised, and for nothing else', async () => {
    expect(await wrongGrants(server.owner, tables)).toEqual([]);
  });

  it('are none of the login role itself, nor of everybody', async () => {
    for (const name of [...tables.map((one) => one.name), 'migration']) {
      expect(await grantsOf(server.owner, 'reedbed_login', name), name).toEqual([]);
      await expect(server.pool.unsafe(`select 1 from "${name}" limit 1`), name).rejects.toThrow(
        /permission denied/,
      );
    }
    const open = await server.owner`
      select relname from pg_class, aclexplode(relacl) a where relnamespace = 'public'::regnamespace and a.grantee = 0`;
    expect(open).toEqual([]);
    expect(await grantsOf(server.owner, 'reedbed_member', 'migration')).toEqual([]);
  });

  it('let no member read the hash of a token or a password, or a secret', async () => {
    expect(await readableSecrets(server.owner)).toEqual([]);
  });
});

describe('the functions of the database', () => {
  it('are called by those for whom they are, and by nobody else', async () => {
    const found = await readFunctions(server.owner);
    expect(
      Object.fromEntries(found.map((one) => [one.name, one.callers])),
      'Say in functions.ts who calls it, and think what a member could learn by calling it with the ids of others',
    ).toEqual(callers);
  });

  it('look names up where they themselves say, if they run with their owner’s rights', async () => {
    const led = (await readFunctions(server.owner)).filter((one) => one.led);
    expect(led).toEqual([]);
  });

  it('are none of everybody', async () => {
    const open = await server.owner`
      select proname from pg_proc where pronamespace = 'app'::regnamespace
        and has_function_privilege('reedbed_login', oid, 'execute') and proname <> 'enter'`;
    expect(open).toEqual([]);
  });
});
