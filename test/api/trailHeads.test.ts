import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/server/platform/config.ts';
import type { Sql } from '../../src/server/platform/db.ts';
import { reach } from '../../src/server/platform/reach.ts';
import { freshFolder } from '../support/archives.ts';
import { runCommand, signInTo, startServer, type ServerProcess } from '../support/process.ts';
import { startedData } from '../support/started.ts';

/** A trail as whoever runs the server takes it out, and what is noted of it elsewhere. */
let data: string;
let server: ServerProcess;
let owner: Sql;
let workspace: string;
beforeAll(async () => {
  data = startedData();
  server = await startServer(data);
  await signInTo(server, data);
  owner = (await reach({ ...readConfig({ data }, {}), databaseUrl: undefined })).owner();
  const [row] = await owner<{ id: string }[]>`select id from workspace limit 1`;
  workspace = row?.id ?? '';
}, 120_000);
afterAll(async () => {
  await owner.end({ timeout: 5 });
  server.child.kill('SIGTERM');
  await server.ended;
  rmSync(data, { recursive: true, force: true });
});

interface Head {
  workspace: string;
  sequence: number;
  hash: string;
}

const headsIn = (output: string): Head[] =>
  output
    .split('\n')
    .filter((line) => line.includes('"event":"trail head"'))
    .map((line) => JSON.parse(line) as Head);

const audit = (...words: string[]) => runCommand(data, ['audit', ...words]);

it('erasing somebody without --yes does nothing, says so, and does not end as if it had', async () => {
  const email = 'ines@marram.example';
  await runCommand(data, ['user', 'add', 'Ines Calder', '--email', email]);
  const listed = await runCommand(data, ['user', 'erase', email]);
  expect(listed.status).toBe(1);
  expect(listed.stdout).toContain('Nothing was erased yet.');
  expect(listed.stderr).toContain(
    `Nothing was done. To erase this person: reedbed user erase ${email} --yes`,
  );
  expect(await owner`select from person where name = 'Ines Calder'`).toHaveLength(1);
}, 60_000);

describe('a trail that is taken out on the command line', { timeout: 180_000 }, () => {
  it('is the whole trail, verified without the database, and has a line of its own', async () => {
    const out = join(freshFolder(), 'trail.jsonl');
    const made = await audit('export', '--workspace', workspace, '--out', out);
    expect(made.stderr).toBe('');
    expect(made.stdout).toMatch(/Unbroken: \d+ lines/);
    if (process.platform !== 'win32') expect(statSync(out).mode & 0o777).toBe(0o600);
    const lines = readFileSync(out, 'utf8').trim().split('\n');
    const [{ count } = { count: 0 }] = await owner<{ count: number }[]>`
      select count(*)::int as count from audit_entry where workspace_id = ${workspace}`;
    expect(lines).toHaveLength(count + 1);
    expect(lines.at(-1)).toContain('"by":"command line"');
    const nowhere = await runCommand(join(freshFolder(), 'nowhere'), ['audit', 'verify', out]);
    expect(nowhere.stdout).toContain(made.stdout.split('\n').at(-2) ?? 'none');
    writeFileSync(out, readFileSync(out, 'utf8').replace('command line', 'command lime'));
    expect(await audit('verify', out)).toMatchObject({ status: 1 });
  });

  it('is that of the installation too, and never written onto a file', async () => {
    const out = join(freshFolder(), 'trail.jsonl');
    expect((await audit('export', '--installation', '--out', out)).stdout).toContain('Unbroken');
    expect(readFileSync(out, 'utf8')).toContain('"act":"sign-in"');
    const again = await audit('export', '--installation', '--out', out);
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('There is a file');
  });

  it('is refused where it is not named as it must be, or not there', async () => {
    const out = join(freshFolder(), 'trail.jsonl');
    for (const words of [[], ['--workspace', 'x'], ['--workspace', workspace, '--installation'], ['y']])
      expect((await audit('export', '--out', out, ...words)).status).toBe(2);
    const unknown = await audit(
      'export',
      '--workspace',
      '01a214e3-0f1b-7e52-870b-c23c4fcdc41e',
      '--out',
      out,
    );
    expect(unknown).toMatchObject({ status: 1 });
    expect(unknown.stderr).toContain('no audit trail of that name');
    expect(existsSync(out)).toBe(false);
  });
});

describe('the head of each trail', { timeout: 180_000 }, () => {
  it('is in the log, and shows that a trail was rewritten since', async () => {
    const noted = headsIn(server.output()).find((one) => one.workspace === workspace);
    expect(noted?.hash).toMatch(/^[\da-f]{64}$/);
    const verify = () => audit('verify', '--workspace', workspace, '--head', noted?.hash ?? '');
    expect(await verify()).toMatchObject({ status: 0 });
    // As somebody with every right in the database, who writes the seals anew too.
    await owner.begin(async (sql) => {
      await sql`alter table audit_entry disable trigger all`;
      await sql`alter table audit_chain disable trigger all`;
      await sql`update audit_entry set detail = '{"rewritten": true}' where workspace_id = ${workspace} and sequence = 1`;
      await sql.unsafe(`do $$ declare e audit_entry; h bytea := sha256('Reedbed'); begin
        for e in select * from audit_entry where workspace_id = '${workspace}' order by sequence loop
          h := app.audit_hash(h, e);
          update audit_entry set hash = h where workspace_id = e.workspace_id and sequence = e.sequence;
        end loop;
        update audit_chain set hash = h where workspace_id = '${workspace}';
      end $$`);
      await sql`alter table audit_entry enable trigger all`;
      await sql`alter table audit_chain enable trigger all`;
    });
    expect((await audit('verify', '--workspace', workspace)).stdout).toContain('Unbroken');
    const found = await verify();
    expect(found.status).toBe(1);
    expect(found.stderr).toContain('that was noted');
  });
});
