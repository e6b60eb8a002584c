import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../src/contract/client.ts';
import { listImports } from '../../src/contract/imports.ts';
import { rehearseUndo } from '../../src/contract/importUndo.ts';
import { listMeasures, listSchools } from '../../src/contract/schools.ts';
import { createWorkspace } from '../../src/contract/workspaces.ts';
import { importFile } from '../../src/server/importing.ts';
import { runCommand, signInTo, startServer, type ServerProcess } from '../support/process.ts';
import { csv, mapping } from '../support/schools.ts';
import { startedData } from '../support/started.ts';
import { temporaryData } from '../support/temporary.ts';

let data: string;
let folder: string;
let server: ServerProcess;
let workspace: string;
let page: Parameters<typeof call>[0];
beforeAll(async () => {
  [data, folder] = [startedData(), temporaryData()];
  server = await startServer(data);
  page = { origin: server.url, headers: { cookie: await signInTo(server, data) }, fetch };
  workspace = (await call(page, createWorkspace, { name: 'Reed Valley' })).id;
  writeFileSync(join(folder, 'mapping.json'), JSON.stringify(mapping));
});
afterAll(async () => {
  server.child.kill('SIGTERM');
  await server.ended;
  for (const path of [data, folder]) rmSync(path, { recursive: true, force: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const bring = (path: string, ...words: string[]) =>
  runCommand(data, ['import', path, '--workspace', 'reed valley', ...words]);
const mapped = () => ['--mapping', join(folder, 'mapping.json')];
const schools = async () => (await call(page, listSchools, { workspace })).total;
const files = () => call(page, listImports, { workspace });

describe('reedbed import --workspace', () => {
  it('says what would change there, and leaves nothing behind', async () => {
    const { status, stdout, stderr } = await bring(file('schools.csv', csv), ...mapped(), '--dry-run');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/ 12 {2}schools that would be new there\n/);
    expect(stdout).not.toContain('Stored');
    expect([await schools(), await files()]).toEqual([0, []]);
  });

  it('stores nothing where a row is refused, and says how to go on', async () => {
    const slip = file('slip.csv', csv.replace('000102,Birch,North,55,40', '000102,Birch,North,55,4O'));
    const { status, stdout, stderr } = await bring(slip, ...mapped());
    expect(status).toBe(1);
    expect(stdout).toMatch(/^ *3 +SCORE +4O +Not a number: a letter O stands for a zero$/m);
    expect(stderr).toContain('1 row is refused, so nothing was stored.');
    expect([await schools(), await files()]).toEqual([0, []]);
  });

  it('stores the rest where that is said, and what it says is what the page shows', async () => {
    const slip = file('slip.csv', csv.replace('000102,Birch,North,55,40', '000102,Birch,North,55,4O'));
    const { status, stdout, stderr } = await bring(slip, ...mapped(), '--leave-out-refused');
    expect([status, stderr]).toEqual([0, '']);
    const [stored] = await files();
    expect(stdout).toContain('Stored in Reed Valley\n  11 new schools, 0 known before (0 changed)\n');
    expect(stdout).toContain('  1 refused row left out\n');
    expect(stdout).toContain(`${server.url}/w/${workspace}/import/${stored?.id ?? ''}`);
    expect(stored).toMatchObject({ fileName: 'slip.csv', state: 'stored' });
    expect(await schools()).toBe(11);
    expect(await call(page, rehearseUndo, { workspace, import: stored?.id ?? '' })).toMatchObject({
      removed: 11,
    });
  });

  it('takes the columns as the last file of the kind, and says what changed', async () => {
    const next = csv.replace('000101,Ash,North,60,71', '000101,Ash,North,60,72');
    const { status, stdout } = await bring(file('next.csv', next), '--format', 'json');
    expect(status).toBe(0);
    const { report, stored } = JSON.parse(stdout) as {
      report: { measures: { label: string }[] };
      stored: { report: { schools: object; compared: object } };
    };
    const labels = (await call(page, listMeasures, { workspace })).map(({ label }) => label).toSorted();
    expect(report.measures.map(({ label }) => label).toSorted()).toEqual(labels);
    expect(stored.report.schools).toMatchObject({ new: 1, known: 11, changed: 0 });
    expect(stored.report.compared).toMatchObject({ changed: 1, removed: 0 });
  });

  it('names the workspaces there are, and knows nobody whom it does not', async () => {
    const path = file('schools.csv', csv);
    const elsewhere = await runCommand(data, ['import', path, '--workspace', 'Reed Valleys']);
    expect(elsewhere.status).toBe(1);
    expect(elsewhere.stderr).toContain(`belongs to no workspace ‘Reed Valleys’`);
    expect(elsewhere.stderr).toContain(`${workspace}  Reed Valley`);
    const nobody = await bring(path, '--as', 'nobody@a.example');
    expect(nobody).toMatchObject({ status: 1 });
    expect(nobody.stderr).toContain('Nobody here has the address nobody@a.example');
  });

  it('stores by the rights of whoever brings it, and of nobody else', async () => {
    await runCommand(data, ['user', 'add', 'Tom Reeve', '--email', 'tom@a.example']);
    const tom = await bring(file('schools.csv', csv), '--as', 'tom@a.example');
    expect(tom.status).toBe(1);
    expect(tom.stderr).toContain('tom@a.example belongs to no workspace');
  });

  it('is stopped on the server when it is stopped here', async () => {
    const lines = Array.from(
      { length: 150_000 },
      (_, i) => `${String(200_000 + i)},School ${String(i)},North,5,6`,
    );
    const text = `URN,SCHNAME,REGION,FSM,SCORE\n${lines.join('\n')}\n`;
    const [quit, before] = [new AbortController(), await schools()];
    const bringing = importFile({
      data,
      bytes: new TextEncoder().encode(text),
      fileName: 'many.csv',
      workspace,
      as: undefined,
      dryRun: false,
      leaveOutRefused: false,
      unknownSchools: 'add',
      layout: null,
      all: false,
      mapping,
      period: null,
      progress: () => quit.abort(),
      signal: quit.signal,
    });
    await expect(bringing).rejects.toMatchObject({ message: expect.stringMatching(/^Stopped/) as string });
    expect(await schools()).toBe(before);
  });
});
