import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { addressOf } from '../../../src/server/platform/database.ts';
import { connect, type Sql } from '../../../src/server/platform/db.ts';
import { newId } from '../../../src/server/platform/ids.ts';
import { migrate } from '../../../src/server/platform/migrate.ts';
import { readCatalogue } from './catalogue.ts';
import { fillTables, type Ground } from './seeds.ts';

// An owner who is no superuser and is not above row security by right: as it is where somebody else runs PostgreSQL.

const folder = fileURLToPath(new URL('../../../migrations/', import.meta.url));
const migrations = readdirSync(folder)
  .filter((one) => one.endsWith('.sql'))
  .toSorted();

/** What must say the same before and after a migration that puts it elsewhere. */
interface Kept {
  what: string;
  before: string;
  after: string;
}
const kept: Record<string, Kept[]> = {
  '0004_people.sql': [
    {
      what: 'roles of the whole workspace',
      before: `select workspace_id, person_id, role from workspace_member where role not in ('school leader', 'staff') order by 1, 2`,
      after: 'select workspace_id, person_id, role from member_role order by 1, 2',
    },
    {
      what: 'members, those too whose role was one of a school that nobody had named',
      before: 'select workspace_id, person_id from workspace_member order by 1, 2',
      after: 'select workspace_id, person_id from workspace_member order by 1, 2',
    },
  ],
  '0005_audit.sql': [
    {
      what: 'lines of the trail',
      before: 'select workspace_id, id, person_id, act from audit_entry order by 1, 2',
      after: 'select workspace_id, id, person_id, act from audit_entry order by 1, 2',
    },
  ],
  '0006_registry.sql': [
    {
      what: 'names and references of schools',
      before: 'select workspace_id, id, reference, name from school order by 1, 2',
      after: 'select workspace_id, school_id as id, reference, name from school_identity order by 1, 2',
    },
    {
      what: 'values',
      before: 'select workspace_id, school_id, measure_id, value from measure_value order by 1, 2, 3',
      after: `select v.workspace_id, v.school_id, m.id as measure_id, v.values[m.column_number] as value from school_values v
        join measure m on m.workspace_id = v.workspace_id and m.dataset_id = v.dataset_id
        where substring(v.missing from m.column_number for 1) <> ' ' order by 1, 2, 3`,
    },
  ],
};
/** The tables that a migration takes away; each of them has its line above. */
const gone: Record<string, string[]> = { '0006_registry.sql': ['measure_value'] };

let owner: Sql;
let superuser: Sql;
let steps: string;
const database = `owner_${newId().replaceAll('-', '')}`;
const people = [newId(), newId(), newId()];
const stranger = newId();
const ground: Ground = {
  bystander: newId(),
  ours: { workspace: newId(), schools: [], people },
  theirs: { workspace: newId(), schools: [], people: [stranger] },
};

beforeAll(async () => {
  const address = addressOf(inject('database'));
  const administrator = connect(address('postgres', 'postgres'), 1);
  await administrator.unsafe(`create database ${database} owner reedbed_owner`);
  await administrator.end();
  superuser = connect(address('postgres', database), 1);
  owner = connect(address('reedbed_owner', database), 2);
  steps = mkdtempSync(join(tmpdir(), 'reedbed-migrations-'));
});
afterAll(async () => {
  await Promise.all([owner.end(), superuser.end()]);
  const administrator = connect(addressOf(inject('database'))('postgres', 'postgres'), 1);
  await administrator.unsafe(`drop database ${database} with (force)`);
  await administrator.end();
  rmSync(steps, { recursive: true, force: true });
});

/** Puts rows into whatever has none yet, as the version after this migration might have done. */
async function liveWith(migration: string): Promise<void> {
  if (migration === '0001_ground.sql') {
    for (const id of [...people, stranger, ground.bystander])
      await owner`insert into person (id, name) values (${id}, 'Somebody')`;
    for (const { workspace } of [ground.ours, ground.theirs])
      await owner`insert into workspace (id, name, kind) values (${workspace}, 'A workspace', 'own')`;
    for (const person of people)
      await owner`insert into audit_entry (workspace_id, id, person_id, act, object_kind)
        values (${ground.ours.workspace}, ${newId()}, ${person}, 'schools.read', 'school')`;
    const [, coordinator = '', staff = ''] = people;
    for (const [id, role] of [
      [coordinator, 'coordinator'],
      [staff, 'staff'],
    ] as const)
      await owner`insert into workspace_member (workspace_id, person_id, role) values (${ground.ours.workspace}, ${id}, ${role})`;
  }
  if (migration === '0002_schools.sql') {
    for (const { workspace, schools } of [ground.ours, ground.theirs]) {
      schools.push(newId(), newId(), newId());
      for (const [i, id] of schools.entries())
        await owner`insert into school (workspace_id, id, reference, name)
          values (${workspace}, ${id}, ${`00${String(i)}`}, ${`School ${String(i)}`})`;
    }
  }
  await fillTables(owner, ground);
}

async function countAll(sql: Sql): Promise<Map<string, number>> {
  const tables = (await readCatalogue(sql)).filter((one) => one.kind === 'table');
  const counts = new Map<string, number>();
  for (const { name } of tables) {
    const [row] = await superuser.unsafe(`select count(*)::int as n from "${name}"`);
    counts.set(name, row?.['n'] as number);
  }
  return counts;
}

describe('an owner who is no superuser', () => {
  it('is what these tests run as', async () => {
    const [role] = await owner`select rolsuper, rolbypassrls from pg_roles where rolname = current_user`;
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false });
  });

  it.each(migrations)('applies %s to what is there already, and loses nothing', async (migration) => {
    const before = await countAll(owner);
    const looks = kept[migration] ?? [];
    const were = await Promise.all(looks.map((one) => owner.unsafe(one.before)));
    copyFileSync(join(folder, migration), join(steps, migration));
    expect(await migrate(owner, steps)).toEqual([migration]);
    const after = await countAll(owner);
    const went = [...before.keys()].filter((name) => !after.has(name));
    expect(went, 'Say in `kept` where the rows are now, and in `gone` that the table is').toEqual(
      gone[migration] ?? [],
    );
    for (const name of after.keys())
      if (before.has(name)) expect(after.get(name), `rows of ${name}`).toBe(before.get(name));
    for (const [i, { what, after: look }] of looks.entries()) {
      expect(were[i]?.length, what).toBeGreaterThan(0);
      expect([...(await owner.unsafe(look))], what).toEqual([...(were[i] ?? [])]);
    }
    await liveWith(migration);
    const empty = [...(await countAll(owner))].filter(([, rows]) => rows === 0).map(([name]) => name);
    expect(empty, 'Say in seeds.ts how a row of these is made').toEqual([]);
  });

  it('copies every row of every table, as a backup does', async () => {
    for (const [name, rows] of await countAll(owner)) {
      const stream = await owner.unsafe(`copy "${name}" to stdout`).readable();
      const parts: Buffer[] = [];
      for await (const part of stream) parts.push(part as Buffer);
      expect(Buffer.concat(parts).toString().split('\n').length - 1, name).toBe(rows);
      expect(rows, name).toBeGreaterThan(0);
    }
  });

  it('keeps the trail whole: each line is sealed by its hash over the line before', async () => {
    const broken = await owner`
      with line as (select e.workspace_id, e.sequence, e.hash,
          app.audit_hash(coalesce(lag(e.hash) over chain, sha256('Reedbed')), e) as wanted
        from audit_entry e window chain as (partition by e.workspace_id order by e.sequence))
      select workspace_id, sequence from line where hash <> wanted`;
    expect([...broken]).toEqual([]);
    const heads = await owner`select c.sequence = (select max(e.sequence) from audit_entry e
      where e.workspace_id = c.workspace_id) as whole from audit_chain c`;
    expect(heads.map((one) => one['whole'])).toEqual(heads.map(() => true));
  });
});
