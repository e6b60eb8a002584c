import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { addressOf } from '../../src/server/platform/database.ts';
import { connect, type Sql } from '../../src/server/platform/db.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { quietLog } from '../../src/server/platform/log.ts';
import { migrate } from '../../src/server/platform/migrate.ts';

/** Schools that were stored before the registry came: their values, names and letters after it. */
const all = fileURLToPath(new URL('../../migrations', import.meta.url));
const before = mkdtempSync(join(tmpdir(), 'reedbed-migrations-'));
const name = `old_${newId().replaceAll('-', '')}`;
let superuser: Sql;
let owner: Sql;

beforeAll(async () => {
  quietLog(true);
  for (const file of readdirSync(all)) if (file < '0006') cpSync(join(all, file), join(before, file));
  const address = addressOf(inject('database'));
  superuser = connect(address('postgres', 'postgres'), 1);
  await superuser.unsafe(`create database ${name} owner reedbed_owner`);
  owner = connect(address('reedbed_owner', name), 1);
  await migrate(owner, before);
});
afterAll(async () => {
  await owner.end();
  await superuser.unsafe(`drop database ${name} with (force)`);
  await superuser.end();
  rmSync(before, { recursive: true });
});

it('carries every school, value and reason forward', async () => {
  const [person, workspace, first, second] = [newId(), newId(), newId(), newId()];
  const [ash, birch] = [newId(), newId()];
  const [meals, score, later] = [newId(), newId(), newId()];
  await owner`insert into person (id, name) values (${person}, 'Somebody')`;
  await owner`insert into workspace (id, name, kind) values (${workspace}, 'Old', 'own')`;
  for (const [id, file] of [
    [first, 'one.csv'],
    [second, 'two.csv'],
  ] as const) {
    await owner`insert into file_import (workspace_id, id, file_name, content_hash, bytes, format, read_as, rows, columns,
      stored_at, created_by)
      values (${workspace}, ${id}, ${file}, 'x', 1, 'csv', 'comma', 2, '[]', now(), ${person})`;
  }
  await owner`insert into school (workspace_id, id, reference, name)
    values (${workspace}, ${ash}, '001', 'Ash'), (${workspace}, ${birch}, '002', 'Birch')`;
  await owner`insert into measure (workspace_id, id, key, label, kind, high_means, position, import_id) values
    (${workspace}, ${meals}, 'meals', 'Meals', 'context', 'harder', 0, ${first}),
    (${workspace}, ${score}, 'score', 'Score', 'result', 'better', 1, ${first}),
    (${workspace}, ${later}, 'later', 'Later', 'result', 'better', 2, ${second})`;
  await owner`insert into measure_value (workspace_id, measure_id, school_id, value, missing) values
    (${workspace}, ${meals}, ${ash}, 12.5, null), (${workspace}, ${meals}, ${birch}, 0, null),
    (${workspace}, ${score}, ${ash}, null, 'suppressed'),
    (${workspace}, ${later}, ${birch}, -1.25, null)`;

  expect(await migrate(owner, all)).toContain('0006_registry.sql');

  const rows = await owner`
    select i.name, d.file_name as file, v.values::text as values, v.missing from school_values v
    join dataset d on d.id = v.dataset_id join school_identity i on i.school_id = v.school_id
    order by d.file_name, i.name`;
  expect([...rows]).toEqual([
    { name: 'Ash', file: 'one.csv', values: '{12.5,NaN}', missing: '.s' },
    { name: 'Birch', file: 'one.csv', values: '{0,NaN}', missing: '. ' },
    { name: 'Birch', file: 'two.csv', values: '{-1.25}', missing: '.' },
  ]);
  const measures = await owner`select key, column_number, pupil_group from measure order by position`;
  expect(measures.map((one) => [one['key'], one['column_number'], one['pupil_group']])).toEqual([
    ['meals', 1, 'All pupils'],
    ['score', 2, 'All pupils'],
    ['later', 1, 'All pupils'],
  ]);
  const numbers = await owner`select number from school order by number`;
  expect(numbers.map((one) => one['number'])).toEqual([1, 2]);
});
