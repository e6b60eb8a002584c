import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFrame } from '../../src/contract/identification.ts';
import * as imports from '../../src/contract/imports.ts';
import { cancelJob, type Job } from '../../src/contract/jobs.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { addMember, bring, ended, testServer, type Client, type TestServer } from '../support/server.ts';
import { csv, mapping } from '../support/schools.ts';

let server: TestServer;
let person: Client;
beforeAll(async () => {
  server = await testServer();
  person = await server.person();
});
afterAll(() => server.stop());

const newWorkspace = async () => (await person.workspace()).id;
const upload = (workspace: string, text: string, name = 'schools.csv') =>
  person.call(imports.uploadFile, { workspace, name }, text);
const schoolsIn = async (workspace: string) => (await person.call(readFrame, { workspace })).schools.name;

describe('bringing a file', () => {
  it('recognises the columns and shows three real samples of each', async () => {
    const workspace = await newWorkspace();
    const found = await upload(workspace, csv);
    expect(found).toMatchObject({ fileName: 'schools.csv', format: 'csv', rows: 12, state: 'uploaded' });
    expect(found.columns.map((column) => column.suggestion.becomes)).toEqual([
      'reference',
      'name',
      'group',
      'measure',
      'measure',
    ]);
    for (const column of found.columns) {
      for (const sample of column.samples) expect(csv).toContain(sample);
    }
    expect(await schoolsIn(workspace)).toEqual([]);
  });

  it('keeps only the name of a file, not where it lay', async () => {
    const found = await upload(await newWorkspace(), csv, String.raw`C:\Users\somebody\schools.csv`);
    expect(found.fileName).toBe('schools.csv');
  });

  it('refuses what is no table, and stores nothing', async () => {
    const workspace = await newWorkspace();
    const noise = new Uint8Array(5000).map((_, i) => (i * 7919) % 256);
    await expect(person.call(imports.uploadFile, { workspace, name: 'x.csv' }, noise)).rejects.toMatchObject({
      kind: 'not-readable',
    });
    await expect(upload(workspace, '')).rejects.toMatchObject({ kind: 'not-readable' });
    expect(await server.owner`select from file_import where workspace_id = ${workspace}`).toHaveLength(0);
  });

  it('refuses a body beyond the limit while it arrives', async () => {
    const workspace = await newWorkspace();
    let sent = 0;
    const body = new ReadableStream({
      pull: (controller) => {
        sent += 1_000_000;
        controller.enqueue(new Uint8Array(1_000_000));
      },
    });
    const response = await person.raw(`/api/workspaces/${workspace}/imports?name=big.csv`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(80_000_000);
  });
});

describe('the dry run', () => {
  it('says what would be stored and which rows are refused and why, and stores nothing', async () => {
    const workspace = await newWorkspace();
    const bad = csv
      .replace('000103,Cedar,North,40,50', '000103,Cedar,North,forty,50')
      .replace('000104,Elm', '000102,Elm')
      .replace('000105,Fir', ',Fir');
    const found = await upload(workspace, bad);
    const report = await person.call(imports.dryRun, { workspace, import: found.id, mapping });
    expect(report).toMatchObject({ rows: 12, schools: { new: 9, known: 0 }, refused: 3, faults: [] });
    expect(report.refusals.map(({ row, column, value }) => [row, column, value])).toEqual([
      [4, 'FSM', 'forty'],
      [5, 'URN', '000102'],
      [6, 'URN', expect.toSatisfy((value) => value === null || value === '')],
    ]);
    expect(report.measures[1]).toMatchObject({ label: 'Score', values: 8, missing: [{ count: 1 }] });
    expect(await schoolsIn(workspace)).toEqual([]);
    const download = await person.raw(`/api/workspaces/${workspace}/imports/${found.id}/refused.csv`);
    expect(download.headers.get('content-disposition')).toContain('attachment');
    expect((await download.text()).trim().split('\r\n')).toHaveLength(4);
  });

  it('names a fault of the mapping', async () => {
    const workspace = await newWorkspace();
    const found = await upload(workspace, csv);
    const unknown = mapping.with(0, { becomes: 'ignored' });
    const report = await person.call(imports.dryRun, { workspace, import: found.id, mapping: unknown });
    expect(report.faults).toHaveLength(1);
    await expect(
      person.call(imports.dryRun, { workspace, import: found.id, mapping: mapping.slice(1) }),
    ).rejects.toMatchObject({ kind: 'invalid', errors: [{ pointer: '/mapping' }] });
  });
});

describe('storing', () => {
  it('keeps leading zeros, typed missing values and groups', async () => {
    const workspace = await newWorkspace();
    const job = await bring(person, workspace, { name: 'schools.csv', bytes: csv }, mapping);
    expect(job).toMatchObject({ state: 'done', result: { schools: 12, measures: 2, refused: 0 } });
    expect(job.done).toBe(job.total);
    const frame = await person.call(readFrame, { workspace });
    expect(frame.schools.name).toEqual([...frame.schools.name].toSorted());
    expect(frame.schools.reference[0]).toBe('000101');
    expect(frame.groupings).toMatchObject([{ label: 'Region', groups: ['North', 'South'] }]);
    const maple = frame.schools.name.indexOf('Maple');
    expect(frame.measures[1]?.values[maple]).toBeNull();
    const [row] = await server.owner`
      select v.values::text as values, v.missing, v.file_row from school_values v
      join school_identity i on i.school_id = v.school_id where i.name = 'Maple' and v.workspace_id = ${workspace}`;
    expect(row).toEqual({ values: '{30,NaN}', missing: '.s', file_row: 10 });
  });

  it('stores nothing at all while one row is refused, unless a person leaves it out', async () => {
    const workspace = await newWorkspace();
    const found = await upload(workspace, csv.replace('000103,Cedar,North,40', '000103,Cedar,North,forty'));
    const input = { workspace, import: found.id, mapping };
    const refused = await ended(person, workspace, (await person.call(imports.storeImport, input)).id);
    expect(refused).toMatchObject({ state: 'failed', error: expect.stringContaining('1 row is refused') });
    expect(await schoolsIn(workspace)).toEqual([]);
    const job = await person.call(imports.storeImport, { ...input, leaveOutRefused: true });
    expect((await ended(person, workspace, job.id)).state).toBe('done');
    expect(await schoolsIn(workspace)).toHaveLength(11);
  });

  it('updates known schools by their reference', async () => {
    const workspace = await newWorkspace();
    await bring(person, workspace, { name: 'schools.csv', bytes: csv }, mapping);
    const next = csv.replace('000101,Ash,North,60,71', '000101,Ash Park,South,61,72');
    const found = await upload(workspace, next);
    const report = await person.call(imports.dryRun, { workspace, import: found.id, mapping });
    expect(report.schools).toEqual({ new: 0, known: 12, changed: 1, unknown: 0, leftOut: 0 });
    await bring(person, workspace, { name: 'schools.csv', bytes: next }, mapping);
    const frame = await person.call(readFrame, { workspace });
    expect(frame.schools.name).toHaveLength(12);
    const ash = frame.schools.name.indexOf('Ash Park');
    expect(frame.measures.map((measure) => measure.values[ash])).toEqual([61, 72]);
    expect(frame.groupings[0]?.groups[frame.groupings[0].code[ash] ?? -1]).toBe('South');
  });

  it('shows true progress on its event stream and can be stopped, and then keeps nothing', async () => {
    const workspace = await newWorkspace();
    const rows = Array.from(
      { length: 30_000 },
      (_, i) => `${String(100_000 + i)},School ${String(i)},North,${String(i % 100)},${String(i % 90)}`,
    );
    const found = await upload(workspace, `URN,SCHNAME,REGION,FSM,SCORE\n${rows.join('\n')}\n`);
    const job = await person.call(imports.storeImport, { workspace, import: found.id, mapping });
    const stream = await person.raw(`/api/workspaces/${workspace}/jobs/${job.id}/events`);
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    const seen: Job[] = [];
    const decoder = new TextDecoder();
    for await (const part of stream.body ?? []) {
      for (const line of decoder.decode(part, { stream: true }).split('\n\n')) {
        if (!line.startsWith('data: ')) continue;
        const current = JSON.parse(line.slice(6)) as Job;
        seen.push(current);
        // Stopped in the middle of storing, when thousands of rows are already written in the open transaction.
        if (current.state === 'running' && current.done > 30_000 && current.done < current.total) {
          await person.call(cancelJob, { workspace, job: job.id }).catch(() => undefined);
        }
      }
    }
    const running = seen.filter((one) => one.state === 'running');
    expect(running.map((one) => one.done)).toEqual(running.map((one) => one.done).toSorted((a, b) => a - b));
    expect(seen.at(-1)?.state).toBe('cancelled');
    expect(await schoolsIn(workspace)).toEqual([]);
    expect(await server.owner`select from measure where workspace_id = ${workspace}`).toHaveLength(0);
    const again = await ended(
      person,
      workspace,
      (await person.call(imports.storeImport, { workspace, import: found.id, mapping })).id,
    );
    expect(again.state).toBe('done');
    expect(await schoolsIn(workspace)).toHaveLength(30_000);
  });

  it('is not begun twice for one file', async () => {
    const workspace = await newWorkspace();
    const found = await upload(workspace, csv);
    const input = { workspace, import: found.id, mapping };
    const both = await Promise.allSettled([
      person.call(imports.storeImport, input),
      person.call(imports.storeImport, input),
    ]);
    const kinds = both.map((one) =>
      one.status === 'fulfilled' ? 'stored' : (one.reason as { kind: string }).kind,
    );
    expect(kinds.toSorted()).toEqual(['conflict', 'stored']);
  });
});

describe('a file whose storing never ended', () => {
  /** A job in the queue as a server that is gone may have left it, asked for by this person. */
  const leaveJob = async (workspace: string, file: string, asker: Client) => {
    const id = newId();
    const input = JSON.stringify({ import: file, mapping, leaveOutRefused: false });
    await server.owner`
      insert into job (workspace_id, id, kind, input, created_by)
      values (${workspace}, ${id}, 'imports.store', ${input}, ${asker.id})`;
    return id;
  };
  const stateOf = async (workspace: string, file: string) =>
    (await person.call(imports.readImport, { workspace, import: file })).state;

  const lastingFailure = async (asker: Client, workspace: string, file: string) => {
    const job = await leaveJob(workspace, file, asker);
    const { state, error } = await ended(person, workspace, job);
    expect(state).toBe('failed');
    expect(await schoolsIn(workspace)).toEqual([]);
    return error;
  };

  it('is free again when its job is stopped before it began', async () => {
    const idle = await testServer();
    await idle.app.jobs.stop();
    const somebody = await idle.person();
    const { id: workspace } = await somebody.workspace();
    const found = await somebody.call(imports.uploadFile, { workspace, name: 'schools.csv' }, csv);
    const input = { workspace, import: found.id, mapping };
    const state = async () =>
      (await somebody.call(imports.readImport, { workspace, import: found.id })).state;
    const job = await somebody.call(imports.storeImport, input);
    expect(await state()).toBe('storing');
    await somebody.call(cancelJob, { workspace, job: job.id });
    expect(await state()).toBe('uploaded');
    expect((await somebody.call(imports.storeImport, input)).state).toBe('waiting');
    await idle.stop();
  });

  it('is free again when whoever asked for it has left, and the job says so', async () => {
    const workspace = await newWorkspace();
    const found = await upload(workspace, csv);
    expect(await lastingFailure(await server.person(), workspace, found.id)).toContain('do not belong to it');
    expect(await stateOf(workspace, found.id)).toBe('uploaded');
    const job = await person.call(imports.storeImport, { workspace, import: found.id, mapping });
    expect((await ended(person, workspace, job.id)).state).toBe('done');
    expect(await stateOf(workspace, found.id)).toBe('stored');
  });

  it('stores nothing for somebody who may no longer import', async () => {
    const workspace = await newWorkspace();
    const viewer = await server.person();
    await addMember(server, workspace, viewer, 'viewer');
    const found = await upload(workspace, csv);
    expect(await lastingFailure(viewer, workspace, found.id)).toContain('does not include this');
  });

  it('stays stored when it is stored again in vain', async () => {
    const workspace = await newWorkspace();
    const found = await upload(workspace, csv);
    const input = { workspace, import: found.id, mapping };
    await ended(person, workspace, (await person.call(imports.storeImport, input)).id);
    const unknown = { ...input, mapping: mapping.with(0, { becomes: 'ignored' }) };
    const again = await ended(person, workspace, (await person.call(imports.storeImport, unknown)).id);
    expect(again.state).toBe('failed');
    expect(await stateOf(workspace, found.id)).toBe('stored');
  });
});
