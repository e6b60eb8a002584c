import { chmodSync, existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { examine, type Finding } from '../../src/server/doctor/index.ts';
import { nodeVersion, pages } from '../../src/server/doctor/machine.ts';
import { openAsOwner } from '../../src/server/platform/database.ts';
import type { Sql } from '../../src/server/platform/db.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { migrate } from '../../src/server/platform/migrate.ts';
import { configOf, freshFolder } from '../support/archives.ts';
import { runCommand } from '../support/process.ts';
import { temporaryData } from '../support/temporary.ts';

const data = join(temporaryData(), 'data');
const config = { ...configOf(data), port: 0 };

/** Changes the stopped installation as its owner. */
async function change(work: (owner: Sql) => Promise<unknown>): Promise<void> {
  const database = await openAsOwner(config);
  const owner = database.owner();
  try {
    await work(owner);
  } finally {
    await owner.end();
    await database.stop();
  }
}

beforeAll(async () => {
  const folder = join(data, '..');
  chmodSync(folder, 0o711);
  await change((owner) => migrate(owner, join(config.root, 'migrations')));
});
afterAll(() => {
  rmSync(join(data, '..'), { recursive: true, force: true });
});

const look = async (environment: NodeJS.ProcessEnv = {}) => {
  const findings = await examine(config, environment);
  return (check: string) => findings.filter((one) => one.check === check);
};
const states = (findings: readonly Finding[]) => findings.map((one) => one.state);

describe('doctor', () => {
  it('finds nothing wrong where all is well, and says what it looked at', async () => {
    const findings = await examine(config, {});
    expect(findings.filter((one) => one.state === 'wrong')).toEqual([]);
    const checks = [
      'Node',
      'Data folder',
      'Disk',
      'Temporary folder',
      'Server',
      'Port',
      'Pages',
      'Database',
      'Migrations',
      'Roles',
    ];
    expect(findings.map((one) => one.check)).toEqual([
      ...checks,
      'Row-level security',
      'Clock',
      'Files',
      'Key',
      'Upkeep',
      'Backups',
    ]);
    // Everything that is not well says why and what to do.
    expect(findings.filter((one) => one.state !== 'well' && (one.why === '' || one.todo === ''))).toEqual([]);
  });

  it('finds data that others can read', async () => {
    chmodSync(join(data, 'secrets.json'), 0o644);
    onTestFinished(() => chmodSync(join(data, 'secrets.json'), 0o600));
    const [found] = (await look())('Data folder');
    expect(found).toMatchObject({ state: 'wrong' });
    expect(found?.todo).toContain(`chmod -R go-rwx ${join(data, 'secrets.json')}`);
  });

  it('says how far others reach in the folder itself, and finds where they may write', async () => {
    onTestFinished(() => chmodSync(data, 0o711));
    const seen = async (mode: number) => {
      chmodSync(data, mode);
      return (await look())('Data folder');
    };
    expect(await seen(0o711)).toMatchObject([{ state: 'well', what: `${data}, closed to others` }]);
    const listed = `${data}; others see what the files are called, and read none of the data`;
    expect(await seen(0o755)).toMatchObject([{ state: 'well', what: listed }]);
    const [found] = await seen(0o775);
    expect(found).toMatchObject({ state: 'wrong', todo: `Run: chmod go-w ${data}` });
  });

  it('finds a table without row-level security, and a role that passes it', async () => {
    await change((owner) => owner`alter table school disable row level security`);
    onTestFinished(() => change((owner) => owner`alter table school enable row level security`));
    const [found] = (await look())('Row-level security');
    expect(found?.what).toBe('It is off for school.');
  });

  it('finds migrations that are not known here, were changed, or are still to come', async () => {
    await change((owner) => owner`insert into migration (name, hash) values ('9999_later.sql', 'x')`);
    expect((await look())('Migrations')[0]?.what).toContain('9999_later.sql');
    await change((owner) => owner`delete from migration where name = '9999_later.sql'`);
    const [kept] = await rowsOf(
      (owner) => owner`select name, hash from migration order by name desc limit 1`,
    );
    const { name, hash } = kept as { name: string; hash: string };
    await change((owner) => owner`update migration set hash = 'other' where name = ${name}`);
    expect((await look())('Migrations')[0]).toMatchObject({
      state: 'wrong',
      what: `${name} is not what was applied.`,
    });
    await change((owner) => owner`delete from migration where name = ${name}`);
    expect(states((await look())('Migrations'))).toEqual(['note']);
    await change((owner) => owner`insert into migration (name, hash) values (${name}, ${hash})`);
  });

  async function rowsOf(query: (owner: Sql) => Promise<readonly unknown[]>): Promise<readonly unknown[]> {
    let rows: readonly unknown[] = [];
    await change(async (owner) => (rows = await query(owner)));
    return rows;
  }

  describe('of files', () => {
    const hash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const file = join(data, 'blobs', hash.slice(0, 2), hash);
    beforeEach(async () => {
      mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
      chmodSync(join(data, 'blobs'), 0o700);
      const [person, place] = [newId(), newId()];
      await change(async (owner) => {
        await owner`insert into person (id, name) values (${person}, 'Owner')`;
        await owner`insert into workspace (id, name, kind) values (${place}, 'Marsh', 'own')`;
        await owner`insert into file_import (workspace_id, id, file_name, content_hash, bytes, format, read_as, rows, columns, created_by)
          values (${place}, ${newId()}, 'a.csv', ${hash}, 0, 'csv', '', 0, '[]', ${person})`;
      });
      return () => change((owner) => owner`delete from workspace where id = ${place}`);
    });

    it('finds one that is missing, and one that was changed', async () => {
      rmSync(file, { force: true });
      expect((await look())('Files')[0]).toMatchObject({ state: 'wrong' });
      writeFileSync(file, 'something else');
      expect((await look())('Files')[0]?.what).toContain('1 are not what their name says');
      writeFileSync(file, '');
      expect(states((await look())('Files'))).toEqual(['well']);
    });
  });

  it('finds sealed secrets without their key, and a clock that was set back', async () => {
    const person = newId();
    await change(async (owner) => {
      await owner`insert into person (id, name) values (${person}, 'Owner')`;
      await owner`insert into one_time_secret (person_id, sealed_secret) values (${person}, '\\x00')`;
      await owner`insert into audit_entry (workspace_id, id, act, object_kind, sequence, hash, at)
        values (${newId()}, ${newId()}, 'sign-in', 'person', 1, '\\x00', now() + interval '1 hour')`;
    });
    const found = await look();
    expect(found('Key')[0]?.what).toContain('is missing');
    expect(found('Clock')[0]?.what).toMatch(/in the future/);
    await change(async (owner) => {
      await owner`delete from person where id = ${person}`;
      await owner`alter table audit_entry disable trigger user`;
      await owner`delete from audit_entry`;
      await owner`alter table audit_entry enable trigger user`;
    });
  });

  it('finds that no backup was made, or none of late', async () => {
    const folder = freshFolder();
    const environment = { REEDBED_BACKUP_DIR: folder };
    expect((await look(environment))('Backups')[0]?.what).toContain('There is none in');
    const file = join(folder, 'reedbed-2026-11-23T020000Z.zip');
    writeFileSync(file, '');
    expect(states((await look(environment))('Backups'))).toEqual(['well']);
    const longAgo = new Date(Date.now() - 27 * 3_600_000);
    utimesSync(file, longAgo, longAgo);
    expect(states((await look(environment))('Backups'))).toEqual(['wrong']);
  });

  it('finds a lock that a killed server left, and a port that another program has', async () => {
    writeFileSync(join(data, 'server.json'), JSON.stringify({ id: 'x', pid: 2 ** 30, birth: '' }), {
      mode: 0o600,
    });
    expect((await look())('Server')[0]?.what).toContain('did not stop in order');
    expect(existsSync(join(data, 'server.json'))).toBe(false);
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => {
      other.close();
    });
    await new Promise((resolve) => other.once('listening', resolve));
    const findings = await examine({ ...config, port: (other.address() as AddressInfo).port }, {});
    expect(states(findings.filter((one) => one.check === 'Port'))).toEqual(['note']);
  });

  it('finds a database that does not start, and says where it tells why', async () => {
    const settings = join(data, 'database-18', 'postgresql.auto.conf');
    writeFileSync(settings, 'no such setting\n', { flag: 'a' });
    onTestFinished(() => writeFileSync(settings, ''));
    const [found] = (await look())('Database');
    expect(found?.state).toBe('wrong');
    expect(found?.todo).toContain('postgres.log');
  });

  it('finds an old Node and pages that are not built', () => {
    expect(nodeVersion('22.1.0').state).toBe('wrong');
    expect(nodeVersion('24.6.0').state).toBe('wrong');
    expect(nodeVersion('25.0.0').state).toBe('well');
    expect(pages(freshFolder()).state).toBe('wrong');
  });

  it('ends with 1 when something is wrong, also for programs', async () => {
    const well = await runCommand(data, ['doctor']);
    expect(well.status, well.stdout).toBe(0);
    expect(well.stdout).toContain('Nothing is wrong.');
    chmodSync(join(data, 'secrets.json'), 0o644);
    const ill = await runCommand(data, ['doctor', '--json']);
    chmodSync(join(data, 'secrets.json'), 0o600);
    expect(ill.status).toBe(1);
    expect((JSON.parse(ill.stdout) as Finding[]).filter((one) => one.state === 'wrong')).toHaveLength(1);
  });
});
