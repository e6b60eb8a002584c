import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as imports from '../../src/contract/imports.ts';
import { listSchools } from '../../src/contract/schools.ts';
import { bring, ended, testServer, type Client, type TestServer } from '../support/server.ts';
import { csv, mapping } from '../support/schools.ts';

/** A file that comes after others: how its columns are taken, and which of its schools. */
let server: TestServer;
let person: Client;
beforeAll(async () => {
  server = await testServer();
  person = await server.person();
});
afterAll(() => server.stop());

const newWorkspace = async () => (await person.workspace()).id;
const file = (bytes: string, name = 'schools.csv') => ({ name, bytes });

describe('the mapping of the last file of a kind', () => {
  it('is offered for the next, and says who chose it', async () => {
    const workspace = await newWorkspace();
    const taken = mapping.with(4, { becomes: 'ignored' });
    await bring(person, workspace, file(csv), taken);
    const next = await person.call(
      imports.uploadFile,
      { workspace, name: 'next.csv' },
      csv.replace('71', '72'),
    );
    expect(next.kept).toMatchObject({ mapping: taken, taken: 4, by: 'Test person' });
    const otherKind = await person.call(
      imports.uploadFile,
      { workspace, name: 'x.csv' },
      csv.replace('FSM', 'EAL'),
    );
    expect(otherKind.kept).toBeNull();
  });

  it('is recognised in the next year, whose headings say another year', async () => {
    const workspace = await newWorkspace();
    const rows = '000101,Ash,60,71,5\n000102,Birch,55,40,6\n';
    const result = (label: string, period: string): imports.ColumnRole => ({
      ...imports.plainMeasure,
      label,
      kind: 'result',
      highMeans: 'better',
      period,
      unit: null,
    });
    const roles: imports.Mapping = [
      { becomes: 'reference', group: null },
      { becomes: 'name' },
      result('Reading', '2023'),
      result('Reading', '2024'),
      { becomes: 'ignored' },
    ];
    const header = (one: number) => `URN,SCHNAME,Read ${one - 1},Read ${one},Rank ${one}\n`;
    await bring(person, workspace, file(header(2024) + rows), roles);
    const next = { workspace, name: 'next.csv' };
    const { kept } = await person.call(imports.uploadFile, next, header(2025) + rows);
    expect(kept?.mapping).toEqual(
      roles.with(2, result('Reading', '2024')).with(3, result('Reading', '2025')),
    );
    expect(kept).toMatchObject({
      taken: 4,
      renamed: [
        { from: 'Read 2023', to: 'Read 2024' },
        { from: 'Read 2024', to: 'Read 2025' },
        { from: 'Rank 2024', to: 'Rank 2025' },
      ],
      added: [],
      gone: [],
    });
  });
});

describe('schools that are not here yet', () => {
  const roles: imports.Mapping = [
    { becomes: 'reference', group: null },
    { becomes: 'name' },
    { becomes: 'fact', fact: 'authority code', group: null, words: null },
    { becomes: 'fact', fact: 'establishment number', group: null, words: null },
    {
      ...imports.plainMeasure,
      label: 'Score',
      kind: 'result',
      highMeans: 'better',
      period: null,
      unit: null,
    },
  ];
  const header = 'URN,NAME,LA,ESTAB,SCORE\n';
  const here = `${header}100,Elm School,850,2001,50\n101,Fir School,850,2002,60\n`;
  const nation = `${header}200,Elm Academy,850,2001,51\n101,Fir School,850,2002,61\n300,Far School,851,2001,SUPP\n`;
  const tried = async (workspace: string, unknownSchools: 'leave out' | 'add' | null) => {
    const found = await person.call(imports.uploadFile, { workspace, name: 'nation.csv' }, nation);
    const input = { workspace, import: found.id, mapping: roles, unknownSchools };
    return { input, report: await person.call(imports.dryRun, input) };
  };
  const names = async (workspace: string) =>
    (await person.call(listSchools, { workspace })).schools.map(({ name }) => name);

  it('are left out of a national file where a person says so; who followed one that is here is not', async () => {
    const workspace = await newWorkspace();
    await bring(person, workspace, file(here), roles);
    const { input, report } = await tried(workspace, 'leave out');
    expect(report.schools).toEqual({ new: 1, known: 1, changed: 0, unknown: 1, leftOut: 1 });
    expect(report.missing).toEqual([]);
    expect(report.measures[0]?.values).toBe(2);
    const job = await ended(person, workspace, (await person.call(imports.storeImport, input)).id);
    expect(job).toMatchObject({ state: 'done', result: { schools: 2, report: { schools: { leftOut: 1 } } } });
    expect(await names(workspace)).toEqual(['Elm Academy', 'Elm School', 'Fir School']);
  });

  it('are added where a person says so, and where nobody is here', async () => {
    const workspace = await newWorkspace();
    expect((await tried(workspace, null)).report.schools).toMatchObject({ new: 3, unknown: 3, leftOut: 0 });
    await bring(person, workspace, file(here), roles);
    const { report } = await tried(workspace, 'add');
    expect(report.schools).toMatchObject({ new: 2, known: 1, unknown: 1, leftOut: 0 });
    expect(report.missing).toEqual([{ written: 'SUPP', code: 'suppressed', count: 1 }]);
  });
});
