import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFrame } from '../../src/contract/identification.ts';
import * as imports from '../../src/contract/imports.ts';
import { rehearseUndo, undoImport } from '../../src/contract/importUndo.ts';
import { addMember, ask, bring, ended, testServer, type Client, type TestServer } from '../support/server.ts';
import { csv, mapping } from '../support/schools.ts';

let server: TestServer;
let person: Client;
beforeAll(async () => {
  server = await testServer();
  person = await server.person();
});
afterAll(() => server.stop());

const newWorkspace = async () => (await person.workspace()).id;
const file = (bytes: string, name = 'schools.csv') => ({ name, bytes });
const frameOf = (workspace: string) => person.call(readFrame, { workspace });
const importsOf = (workspace: string) => person.call(imports.listImports, { workspace });
const undo = async (workspace: string, id: string) =>
  ended(person, workspace, (await person.call(undoImport, { workspace, import: id })).id);
/** Without what is drawn anew each time. */
const plain = async (workspace: string) => {
  const { schools, groupings, measures } = await frameOf(workspace);
  return { reference: schools.reference, name: schools.name, groupings, measures };
};

/** Another year of half of the schools, with other names, groups and values. */
const partly = `URN,SCHNAME,REGION,FSM,SCORE
000101,Ash Park,South,61,72
000102,Birch,North,55,40
000112,Rowan,South,SUPP,66
000113,Yew,South,44,51
`;

describe('storing on top of what is here', () => {
  it('keeps the values of schools that the file does not name, and says what it changed', async () => {
    const workspace = await newWorkspace();
    await bring(person, workspace, file(csv), mapping);
    const found = await person.call(imports.uploadFile, { workspace, name: 'partly.csv' }, partly);
    const report = await person.call(imports.dryRun, { workspace, import: found.id, mapping });
    expect(report.schools).toEqual({ new: 1, known: 3, changed: 1, unknown: 1, leftOut: 0 });
    expect(report.measures.map((measure) => measure.compared)).toEqual([
      { added: 1, changed: 1, removed: 1, same: 1 },
      { added: 1, changed: 1, removed: 0, same: 2 },
    ]);
    await bring(person, workspace, file(partly, 'partly.csv'), mapping);
    const frame = await frameOf(workspace);
    expect(frame.schools.name).toHaveLength(13);
    const valuesOf = (name: string) => {
      const at = frame.schools.name.indexOf(name);
      return frame.measures.map(({ values }) => values[at]);
    };
    expect([valuesOf('Ash Park'), valuesOf('Rowan'), valuesOf('Yew')]).toEqual([
      [61, 72],
      [null, 66],
      [44, 51],
    ]);
    expect([valuesOf('Cedar'), valuesOf('Maple')]).toEqual([
      [40, 50],
      [30, null],
    ]);
    const [latest] = await importsOf(workspace);
    expect(latest?.stored?.report).toMatchObject({
      schools: { new: 1, known: 3, changed: 1 },
      compared: { added: 2, changed: 2, removed: 1, same: 3 },
      values: 7,
      missing: 1,
    });
  });

  it('refuses a label that the same address would name, before the job does', async () => {
    const workspace = await newWorkspace();
    await bring(person, workspace, file(csv), mapping);
    const found = await person.call(imports.uploadFile, { workspace, name: 'again.csv' }, csv);
    const other = mapping.map((role) =>
      role.becomes === 'measure' ? { ...role, label: `${role.label} %` } : role,
    );
    const report = await person.call(imports.dryRun, { workspace, import: found.id, mapping: other });
    expect(report.faults).toHaveLength(2);
    expect(report.faults[0]).toContain('‘Free school meals %’ and the measure ‘Free school meals’');
  });
});

describe('undoing', () => {
  it('is told and done to nobody from elsewhere, nobody without the right, and of no file that was never stored', async () => {
    const workspace = await newWorkspace();
    const { id } = await person.call(imports.uploadFile, { workspace, name: 'schools.csv' }, csv);
    const path = `/api/workspaces/${workspace}/imports/${id}/undo`;
    for (const one of [path, `${path}/rehearsal`]) {
      expect((await ask(server.app, one, { method: 'POST' })).status).toBe(401);
    }
    const [stranger, viewer] = [await server.person(), await server.person()];
    await addMember(server, workspace, viewer, 'viewer');
    for (const endpoint of [rehearseUndo, undoImport]) {
      const wanted = { workspace, import: id };
      await expect(stranger.call(endpoint, wanted)).rejects.toMatchObject({ kind: 'not-found' });
      await expect(viewer.call(endpoint, wanted)).rejects.toMatchObject({ kind: 'not-allowed' });
      await expect(person.call(endpoint, wanted)).rejects.toMatchObject({ kind: 'conflict' });
    }
  });

  it('gives back every name, group, school and value, and the file can be stored again', async () => {
    const workspace = await newWorkspace();
    await bring(person, workspace, file(csv), mapping);
    const before = await plain(workspace);
    await bring(person, workspace, file(partly, 'partly.csv'), mapping);
    const after = await plain(workspace);
    expect(after).not.toEqual(before);
    const [latest] = await importsOf(workspace);
    const wanted = { workspace, import: latest?.id ?? '' };
    const told = await person.call(rehearseUndo, wanted);
    expect(told).toEqual({
      removed: 1,
      staying: 0,
      restored: 1,
      measures: { removed: 0, restored: 2 },
      links: 0,
      lines: 0,
    });
    expect(await plain(workspace)).toEqual(after);
    expect((await importsOf(workspace))[0]?.state).toBe('stored');
    const job = await undo(workspace, latest?.id ?? '');
    expect(job).toMatchObject({ state: 'done', result: told });
    expect(await plain(workspace)).toEqual(before);
    const [undone] = await importsOf(workspace);
    expect(undone).toMatchObject({ state: 'undone', stored: { undone: { by: 'Test person' } } });
    const again = { workspace, import: latest?.id ?? '', mapping };
    await ended(person, workspace, (await person.call(imports.storeImport, again)).id);
    expect(await plain(workspace)).toEqual(after);
  });

  it('of the only import leaves nothing, and no value in any table', async () => {
    const workspace = await newWorkspace();
    await bring(person, workspace, file(csv), mapping);
    const [only] = await importsOf(workspace);
    await undo(workspace, only?.id ?? '');
    expect(await frameOf(workspace)).toMatchObject({ schools: { id: [] }, groupings: [], measures: [] });
    for (const table of [
      'school',
      'school_identity',
      'school_values',
      'school_group',
      'measure',
      'grouping',
    ]) {
      const rows = await server.owner.unsafe(`select 1 from ${table} where workspace_id = '${workspace}'`);
      expect(rows, table).toHaveLength(0);
    }
  });

  it('keeps a school that somebody belongs to, though the import had added it', async () => {
    const workspace = await newWorkspace();
    await bring(person, workspace, file(csv), mapping);
    const { schools } = await frameOf(workspace);
    const head = await server.person();
    await addMember(server, workspace, head, { role: 'school leader', school: schools.id[0] ?? '' });
    const [only] = await importsOf(workspace);
    const told = await person.call(rehearseUndo, { workspace, import: only?.id ?? '' });
    expect(told).toMatchObject({ removed: 11, staying: 1, measures: { removed: 2 } });
    expect(await undo(workspace, only?.id ?? '')).toMatchObject({ state: 'done', result: { removed: 11 } });
    expect((await frameOf(workspace)).schools.name).toEqual(['Ash']);
  });

  it('is refused while a later import stands on it, and says which', async () => {
    const workspace = await newWorkspace();
    await bring(person, workspace, file(csv), mapping);
    await bring(person, workspace, file(partly, 'partly.csv'), mapping);
    const [latest, first] = await importsOf(workspace);
    expect(first?.stored?.stays).toMatch(/^‘partly\.csv’ was stored on top of it on [^.]*\.$/);
    for (const endpoint of [rehearseUndo, undoImport]) {
      const wanted = { workspace, import: first?.id ?? '' };
      await expect(person.call(endpoint, wanted)).rejects.toMatchObject({
        kind: 'conflict',
        message: expect.stringMatching(/‘partly\.csv’ was stored .* Undo that one first\.$/) as string,
      });
    }
    await undo(workspace, latest?.id ?? '');
    expect(await undo(workspace, first?.id ?? '')).toMatchObject({ state: 'done' });
  });

  it('is refused when thirty days are over', async () => {
    const workspace = await newWorkspace();
    await bring(person, workspace, file(csv), mapping);
    await server.owner`update dataset set created_at = now() - interval '31 days' where workspace_id = ${workspace}`;
    const [only] = await importsOf(workspace);
    expect(only?.stored?.stays).toContain('30 days');
  });
});

describe('a file without names', () => {
  const absence = 'URN,PERCTOT\n000101,4.5\n000102,5.5\n999999,6\n';
  const roles: imports.Mapping = [
    { becomes: 'reference', group: null },
    {
      ...imports.plainMeasure,
      label: 'Sessions missed',
      kind: 'process',
      highMeans: 'worse',
      period: '2024',
      unit: 'percent',
    },
  ];
  const store = async (workspace: string, unknownSchools: 'leave out' | 'add' | null) => {
    const found = await person.call(imports.uploadFile, { workspace, name: 'absence.csv' }, absence);
    const input = { workspace, import: found.id, mapping: roles, unknownSchools };
    const report = await person.call(imports.dryRun, input);
    const job = await ended(person, workspace, (await person.call(imports.storeImport, input)).id);
    return { report, job };
  };

  it('leaves out schools that are not here, and says how many, unless told to add them', async () => {
    const workspace = await newWorkspace();
    await bring(person, workspace, file(csv), mapping);
    const left = await store(workspace, null);
    expect(left.report.schools).toMatchObject({ new: 0, known: 2, unknown: 1, leftOut: 1 });
    expect(left.job).toMatchObject({
      state: 'done',
      result: { schools: 2, report: { schools: { leftOut: 1 } } },
    });
    expect((await frameOf(workspace)).schools.name).toHaveLength(12);
    const added = await store(workspace, 'add');
    expect(added.report.schools).toMatchObject({ new: 1, known: 2, unknown: 1, leftOut: 0 });
    expect((await frameOf(workspace)).schools.name).toContain('999999');
  });

  it('brings its schools under their references where there are none', async () => {
    const workspace = await newWorkspace();
    await store(workspace, null);
    expect((await frameOf(workspace)).schools.name).toEqual(['000101', '000102', '999999']);
  });
});

describe('a school that followed another', () => {
  const roles: imports.Mapping = [
    { becomes: 'reference', group: null },
    { becomes: 'name' },
    { becomes: 'fact', fact: 'authority code', group: null, words: null },
    { becomes: 'fact', fact: 'establishment number', group: null, words: null },
    { becomes: 'fact', fact: 'opened', group: null, words: null },
    { becomes: 'fact', fact: 'successor', group: null, words: null },
    { becomes: 'fact', fact: 'type', group: null, words: null },
  ];
  const linked = (workspace: string) =>
    server.owner<{ before: string; after: string; kind: string }[]>`
      select a.reference as before, b.reference as after, l.kind from school_link l
      join school_identity a on a.school_id = l.predecessor_id join school_identity b on b.school_id = l.successor_id
      where l.workspace_id = ${workspace} order by 1`;

  it('is linked where a file names it, and where authority and establishment number stayed', async () => {
    const workspace = await newWorkspace();
    const register = `URN,NAME,LA,ESTAB,OPEN,URN_AC,TYPE
100,Elm School,850,2001,1950-09-01,200,Community school
200,Elm Academy,850,2999,2019-09-01,,Academy converter
101,Fir School,850,2002,1960-09-01,,Community school
201,Fir Academy,850,2002,2018-09-01,,Academy converter
102,Oak School,850,2003,1960-09-01,,Community school
`;
    await bring(person, workspace, file(register, 'register.csv'), roles);
    expect([...(await linked(workspace))]).toEqual([
      { before: '100', after: '200', kind: 'academy' },
      { before: '101', after: '201', kind: 'academy' },
    ]);
    const [only] = await importsOf(workspace);
    expect(only?.stored?.report?.links).toBe(2);
    await undo(workspace, only?.id ?? '');
    expect(await linked(workspace)).toHaveLength(0);
  });
});
