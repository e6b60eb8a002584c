import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readFrame } from '../../src/contract/identification.ts';
import * as imports from '../../src/contract/imports.ts';
import * as groupings from '../../src/contract/groupings.ts';
import * as contract from '../../src/contract/schools.ts';
import { deleteRetained } from '../../src/server/schools/index.ts';
import { addMember, ask, bring, testServer, type Client, type TestServer } from '../support/server.ts';
import { csv, mapping } from '../support/schools.ts';

let server: TestServer;
let owner: Client;
let workspace: string;
const idOf = new Map<string, string>();

beforeAll(async () => {
  server = await testServer();
  owner = await server.person();
  workspace = (await owner.workspace()).id;
  await bring(owner, workspace, { name: 'schools.csv', bytes: csv }, mapping);
  const { schools } = await owner.call(contract.listSchools, { workspace });
  for (const { id, name } of schools) idOf.set(name, id);
});
afterAll(() => server.stop());

const school = (name: string) => idOf.get(name) ?? '';
const measure = async (label: string) => {
  const found = (await owner.call(contract.listMeasures, { workspace })).find((one) => one.label === label);
  if (found === undefined) throw new Error(`There is no measure ${label}.`);
  return found;
};

describe('refusals', () => {
  it('nobody without a session, nobody from elsewhere, nobody without the right, nothing that is no input', async () => {
    expect((await ask(server.app, `/api/workspaces/${workspace}/schools`)).status).toBe(401);
    const stranger = await server.person();
    await expect(stranger.call(contract.listSchools, { workspace })).rejects.toMatchObject({
      kind: 'not-found',
    });
    const viewer = await server.person();
    await addMember(server, workspace, viewer, 'viewer');
    const group = { workspace, label: 'Cluster', name: 'A', schools: [school('Ash')] };
    await expect(viewer.call(groupings.setGroup, group)).rejects.toMatchObject({ kind: 'not-allowed' });
    await expect(owner.call(groupings.setGroup, { ...group, schools: [] })).rejects.toMatchObject({
      kind: 'invalid',
    });
    const theirs = await stranger.workspace();
    await expect(stranger.call(groupings.setGroup, { ...group, workspace: theirs.id })).rejects.toMatchObject(
      {
        kind: 'not-found',
      },
    );
    await expect(
      stranger.call(contract.readSchool, { workspace: theirs.id, school: school('Ash') }),
    ).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('the registry', () => {
  it('lists schools by name, and finds them by name, reference, group', async () => {
    const all = await owner.call(contract.listSchools, { workspace });
    expect([all.total, all.found]).toEqual([12, 12]);
    expect(all.schools[0]).toMatchObject({ name: 'Ash', reference: '000101', groups: { region: 'North' } });
    expect(all.groupings).toEqual([
      {
        id: expect.any(String) as string,
        key: 'region',
        label: 'Region',
        own: false,
        groups: [
          { name: 'North', schools: 6 },
          { name: 'South', schools: 6 },
        ],
      },
    ]);
    const names = async (wanted: object) =>
      (await owner.call(contract.listSchools, { workspace, ...wanted })).schools.map(({ name }) => name);
    expect(await names({ find: 'IN' })).toEqual(['Pine']);
    expect(await names({ find: '00011' })).toEqual(['Oak', 'Pine', 'Rowan']);
    expect(await names({ find: '%' })).toEqual([]);
    expect(await names({ grouping: 'region', group: 'South', find: 'a' })).toEqual([
      'Larch',
      'Maple',
      'Oak',
      'Rowan',
    ]);
    expect(await names({ from: 10 })).toEqual(['Pine', 'Rowan']);
  });

  it('shows letters to those who may not know names, and finds nothing by a name', async () => {
    const evaluator = await server.person();
    await addMember(server, workspace, evaluator, 'evaluator');
    const all = await evaluator.call(contract.listSchools, { workspace });
    expect(all.schools.map(({ name }) => name)).toEqual(
      'ABCDEFGHIJKL'.split('').map((one) => `School ${one}`),
    );
    expect((await evaluator.call(contract.listSchools, { workspace, find: 'Ash' })).found).toBe(0);
    const page = await evaluator.call(contract.readSchool, { workspace, school: school('Ash') });
    expect(page.name).toMatch(/^School [A-L]$/);
    expect([page.facts, page.reference.length]).toEqual([[], 1]);
  });

  it('puts schools into groups of one’s own, which come and go with their schools', async () => {
    const group = { workspace, label: 'Cluster', name: 'Marsh', schools: [school('Ash'), school('Oak')] };
    expect(await owner.call(groupings.setGroup, group)).toEqual({ moved: 2 });
    const all = await owner.call(contract.listSchools, { workspace });
    expect(all.groupings.at(-1)).toEqual({
      id: expect.any(String) as string,
      key: 'cluster',
      label: 'Cluster',
      own: true,
      groups: [{ name: 'Marsh', schools: 2 }],
    });
    expect(await owner.call(groupings.setGroup, { ...group, name: null })).toEqual({ moved: 2 });
    expect((await owner.call(contract.listSchools, { workspace })).groupings).toHaveLength(1);
  });
});

describe('a school', () => {
  it('shows its measures over the periods, each value with its file and row, through what it followed', async () => {
    const { id } = await owner.workspace();
    const of = (period: string): imports.Mapping =>
      mapping.map((role) => (role.becomes === 'measure' ? { ...role, period } : role));
    await bring(owner, id, { name: 'first.csv', bytes: csv }, of('2023'));
    const second =
      'URN,SCHNAME,REGION,FSM,SCORE\n000201,Ash Academy,North,62,SUPP\n000102,Birch,North,56,41\n';
    await bring(owner, id, { name: 'second.csv', bytes: second }, of('2024'));
    const { schools } = await owner.call(contract.listSchools, { workspace: id });
    const called = (name: string) => schools.find((one) => one.name === name)?.id ?? '';
    const link = {
      workspace: id,
      predecessor: called('Ash'),
      successor: called('Ash Academy'),
      kind: 'academy',
    } as const;
    const { link: made } = await owner.call(contract.linkSchools, { ...link, on: '2023-09-01' });
    await expect(owner.call(contract.linkSchools, link)).rejects.toMatchObject({ kind: 'conflict' });

    const page = await owner.call(contract.readSchool, { workspace: id, school: called('Ash Academy') });
    expect(page.predecessors).toMatchObject([{ name: 'Ash', kind: 'academy', on: '2023-09-01', link: made }]);
    const [meals, score] = page.series;
    expect(
      meals?.points.map(({ period, value, predecessor, origin }) => [period, value, predecessor, origin]),
    ).toEqual([
      ['2023', 60, 'Ash', expect.objectContaining({ fileName: 'first.csv', row: 2 })],
      ['2024', 62, null, expect.objectContaining({ fileName: 'second.csv', row: 2 })],
    ]);
    expect(score?.points.map(({ value, missing }) => [value, missing])).toEqual([
      [71, null],
      [null, 'suppressed'],
    ]);
    const before = await owner.call(contract.readSchool, { workspace: id, school: called('Ash') });
    expect(before.successors).toMatchObject([{ name: 'Ash Academy' }]);
    await owner.call(contract.unlinkSchools, { workspace: id, link: made });
    const after = await owner.call(contract.readSchool, { workspace: id, school: called('Ash Academy') });
    expect(after.series[0]?.points).toHaveLength(1);
  });

  it('follows a value that was taken over to the file that brought it', async () => {
    const { id } = await owner.workspace();
    await bring(owner, id, { name: 'first.csv', bytes: csv }, mapping);
    const later = 'URN,SCHNAME,REGION,FSM,SCORE\n000101,Ash,North,61,72\n';
    await bring(owner, id, { name: 'later.csv', bytes: later }, mapping);
    const { schools } = await owner.call(contract.listSchools, { workspace: id });
    const origins = await Promise.all(
      ['Ash', 'Birch'].map(async (name) => {
        const one = schools.find((listed) => listed.name === name)?.id ?? '';
        const page = await owner.call(contract.readSchool, { workspace: id, school: one });
        return page.series[0]?.points[0]?.origin;
      }),
    );
    expect(origins).toMatchObject([
      { fileName: 'later.csv', row: 2 },
      { fileName: 'first.csv', row: 3 },
    ]);
  });
});

describe('the dictionary', () => {
  it('says what each measure is and from where, and is changed with a line in the trail', async () => {
    const found = await measure('Score');
    expect(found).toMatchObject({
      kind: 'result',
      highMeans: 'better',
      period: '2024',
      pupilGroup: 'All pupils',
      shared: false,
      origin: { fileName: 'schools.csv' },
    });
    const { id } = found;
    const words = z.object(contract.measureWords.shape).parse(found);
    const changed = await owner.call(contract.changeMeasure, {
      workspace,
      measure: id,
      ...words,
      definition: 'Mean of the test.',
      shared: true,
    });
    expect(changed).toMatchObject({ definition: 'Mean of the test.', shared: true });
    const [line] = await server.owner<{ after: object; detail: object }[]>`
      select after, detail from audit_entry where workspace_id = ${workspace} and object_kind = 'measure'`;
    expect(line?.after).toEqual({ definition: 'Mean of the test.', shared: true });
    // Whoever reads the trail later learns which measure it was, also where it is gone by then.
    expect(line?.detail).toEqual({ measure: 'Score', period: '2024' });
    const partner = await server.person();
    await addMember(server, workspace, partner, 'partner');
    expect((await partner.call(contract.listMeasures, { workspace })).map(({ label }) => label)).toEqual([
      'Score',
    ]);
    expect(await partner.call(contract.sharedSummaries, { workspace })).toEqual({
      threshold: 5,
      measures: [
        {
          id,
          label: 'Score',
          pupilGroup: 'All pupils',
          period: '2024',
          kind: 'result',
          highMeans: 'better',
          unit: null,
          definition: 'Mean of the test.',
          source: null,
          ordinal: false,
          schools: 11,
          lowerQuartile: 47.5,
          median: 60,
          upperQuartile: 65.5,
        },
      ],
    });
  });

  it('says the same of other periods at once, which keep their day and whether they are shared', async () => {
    const { id } = await owner.workspace();
    const of = (period: string): imports.Mapping =>
      mapping.map((role) => (role.becomes === 'measure' ? { ...role, period } : role));
    for (const period of ['2023', '2024'])
      await bring(owner, id, { name: `${period}.csv`, bytes: csv }, of(period));
    const list = () => owner.call(contract.listMeasures, { workspace: id });
    const find = (measures: contract.DictionaryMeasure[], label: string, period: string) => {
      const found = measures.find((one) => one.label === label && one.period === period);
      if (found === undefined) throw new Error(`There is no measure ${label} of ${period}.`);
      return found;
    };
    const before = await list();
    const earlier = find(before, 'Score', '2023');
    const words = contract.measureWords.parse(find(before, 'Score', '2024'));
    const input = { ...words, workspace: id, measure: find(before, 'Score', '2024').id };
    const said = { ...input, definition: 'Mean of the test.', shared: true, retainUntil: '2099-08-31' };
    // Nothing is changed where one of them is another measure.
    const other = find(before, 'Free school meals', '2023').id;
    await expect(
      owner.call(contract.changeMeasure, { ...said, alike: [earlier.id, other] }),
    ).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('Free school meals') as string,
    });
    expect(await list()).toEqual(before);
    await owner.call(contract.changeMeasure, { ...said, alike: [earlier.id] });
    expect(find(await list(), 'Score', '2023')).toEqual({ ...earlier, definition: 'Mean of the test.' });
    expect(find(await list(), 'Score', '2024')).toMatchObject({ shared: true, retainUntil: '2099-08-31' });
    const lines = await server.owner`
      select after from audit_entry where workspace_id = ${id} and object_kind = 'measure' order by id`;
    expect(lines.map(({ after }) => Object.keys(after as object).toSorted())).toEqual([
      ['definition', 'retainUntil', 'shared'],
      ['definition'],
    ]);
  });

  it('deletes a measure when its time is over, with its values everywhere and the file it came from', async () => {
    const { id } = await owner.workspace();
    await bring(owner, id, { name: 'schools.csv', bytes: csv }, mapping);
    const again = csv.replace('000101,Ash,North,60,71', '000101,Ash,North,60,77');
    await bring(owner, id, { name: 'again.csv', bytes: again }, mapping);
    await server.owner`update measure set retain_until = '2000-01-01' where workspace_id = ${id} and label = 'Score'`;
    expect(await deleteRetained(server.pool)).toBe(1);
    const frame = await owner.call(readFrame, { workspace: id });
    expect(frame.measures.map(({ label }) => label)).toEqual(['Free school meals']);
    const left = await server.owner<{ figures: string; missing: string }[]>`
      select distinct split_part(values::text, ',', 2) as figures, right(missing, 1) as missing from school_values
      where workspace_id = ${id}`;
    expect([...left]).toEqual([{ figures: 'NaN}', missing: ' ' }]);
    expect(await owner.call(imports.listImports, { workspace: id })).toEqual([]);
    const [line] = await server.owner<{ detail: object }[]>`
      select detail from audit_entry where workspace_id = ${id} and object_kind = 'measure'`;
    expect(line?.detail).toMatchObject({ deleted: 'its time was over', label: 'Score' });
    expect(await deleteRetained(server.pool)).toBe(0);
  });
});
