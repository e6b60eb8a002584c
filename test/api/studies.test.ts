import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listHistory } from '../../src/contract/history.ts';
import { told } from '../../src/contract/historyWords.ts';
import * as contract from '../../src/contract/studies.ts';
import type { Study } from '../../src/contract/studies.ts';
import { memberOf } from '../support/network.ts';
import { mapping } from '../support/schools.ts';
import { csvOf, lines } from '../support/twoRegions.ts';
import {
  addMember,
  ask,
  bring,
  someSchool,
  testServer,
  type Client,
  type TestServer,
} from '../support/server.ts';

let server: TestServer;
let owner: Client;
let workspace: string;
const asked = { settings: {}, design: 'both kinds together', perGroup: 3, seed: 2026 } as const;
const draw = (more: Partial<Parameters<typeof owner.call<typeof contract.drawStudy>>[1]> = {}) =>
  owner.call(contract.drawStudy, { workspace, ...asked, ...more });
const store = (rows: readonly string[]) =>
  bring(owner, workspace, { name: 'schools.csv', bytes: csvOf(rows) }, mapping);

beforeAll(async () => {
  server = await testServer();
  owner = await server.person('Ruth Maddox');
  workspace = (await owner.workspace('Marram')).id;
  expect(await store(lines)).toMatchObject({ state: 'done', result: { schools: 64 } });
});
afterAll(() => server.stop());

const drawn = ({ schools }: Study) => schools.filter((one) => one.drawn).map(({ name }) => name);
const chosen = ({ schools }: Study) => schools.filter((one) => one.chosen).map(({ name }) => name);

describe('who may not', () => {
  it('is nobody of a school, of another workspace, or without a session', async () => {
    const { id: study } = await draw();
    const stranger = await server.person('Stranger');
    const leader = await server.person('Leader');
    await addMember(server, workspace, leader, {
      role: 'school leader',
      school: await someSchool(server, workspace),
    });
    for (const [who, kind] of [
      [stranger, 'not-found'],
      [leader, 'not-allowed'],
    ] as const) {
      await expect(who.call(contract.listStudies, { workspace })).rejects.toMatchObject({ kind });
      await expect(who.call(contract.readStudy, { workspace, study })).rejects.toMatchObject({ kind });
      await expect(who.call(contract.drawStudy, { workspace, ...asked })).rejects.toMatchObject({ kind });
    }
    const governor = await memberOf(server, workspace, 'Governor', {
      role: 'viewer',
      school: await someSchool(server, workspace),
    });
    expect(await governor.call(contract.listStudies, { workspace })).toEqual({ studies: [] });
    await expect(governor.call(contract.readStudy, { workspace, study })).rejects.toMatchObject({
      kind: 'not-found',
    });
    expect((await ask(server.app, `/api/workspaces/${workspace}/studies`)).status).toBe(401);
  });

  it('is a viewer or an evaluator who would draw; both read, the evaluator by letters', async () => {
    const { id: study } = await draw();
    const evaluator = await memberOf(server, workspace, 'Evaluator', 'evaluator');
    const viewer = await memberOf(server, workspace, 'Viewer', 'viewer');
    for (const who of [evaluator, viewer]) {
      const act = { workspace, study };
      await expect(who.call(contract.drawStudy, { workspace, ...asked })).rejects.toMatchObject({
        kind: 'not-allowed',
      });
      await expect(who.call(contract.lockStudy, act)).rejects.toMatchObject({ kind: 'not-allowed' });
      await expect(who.call(contract.compareStudy, act)).rejects.toMatchObject({ kind: 'not-allowed' });
    }
    expect(JSON.stringify(await viewer.call(contract.readStudy, { workspace, study }))).toContain(
      'Zq School',
    );
    const path = `/api/workspaces/${workspace}/studies/${study}`;
    for (const file of ['', '/table.csv?by=names', '/method.txt']) {
      expect(await (await evaluator.raw(`${path}${file}`)).text()).not.toMatch(
        /Zq School|"reference":"1\d\d\d"/,
      );
    }
    const zip = await (await evaluator.raw(`${path}/repeat.zip?by=names`)).arrayBuffer();
    const files = Object.values(unzipSync(new Uint8Array(zip))).map((bytes) =>
      new TextDecoder().decode(bytes),
    );
    expect(files.join('\n')).not.toContain('Zq School');
  });

  it('is whoever asks for what cannot be', async () => {
    const never = { school: '00000000-0000-4000-8000-000000000000', why: 'closed' };
    for (const [more, pointer] of [
      [{ perGroup: 0 }, '/perGroup'],
      [{ seed: -1 }, '/seed'],
      [{ only: ['Nowhere'] }, '/only'],
      [{ leaveOut: [never] }, '/leaveOut'],
      [{ settings: { result: 'shoe-size' } }, '/result'],
    ] as const) {
      await expect(draw(more as never)).rejects.toMatchObject({ kind: 'invalid', errors: [{ pointer }] });
    }
    await expect(draw({ settings: { shoes: 'red' } as never })).rejects.toMatchObject({ kind: 'invalid' });
    const { id: empty } = await owner.workspace('Empty');
    await expect(owner.call(contract.drawStudy, { workspace: empty, ...asked })).rejects.toMatchObject({
      kind: 'conflict',
    });
  });
});

describe('what studies are called', () => {
  it('is never the same twice: a second of the same says so, and a name that is taken is refused', async () => {
    const { id: own } = await owner.workspace('Names');
    await bring(owner, own, { name: 'schools.csv', bytes: csvOf(lines) }, mapping);
    const again = (name?: string) =>
      owner.call(contract.drawStudy, { workspace: own, ...asked, ...(name !== undefined && { name }) });
    const [first, second, third] = [await again(), await again(), await again()];
    expect([first, second, third].map(({ name }) => name)).toEqual([
      'Six schools in two regions',
      'Six schools in two regions, second draw',
      'Six schools in two regions, third draw',
    ]);
    const taken = {
      kind: 'conflict',
      message: expect.stringContaining('Give this one another name') as string,
    };
    await expect(again('six schools in two regions')).rejects.toMatchObject(taken);
    const rename = (name: string) =>
      owner.call(contract.renameStudy, { workspace: own, study: second.id, name });
    await expect(rename(first.name)).rejects.toMatchObject(taken);
    expect((await rename(second.name)).name).toBe(second.name);
    expect((await rename('Pilot')).name).toBe('Pilot');
    expect((await again()).name).toBe('Six schools in two regions, second draw');
  });
});

describe('a draw', () => {
  it('takes three of each region among both kinds, and everyone else stands in', async () => {
    const study = await draw();
    expect(study.name).toMatch(/^Six schools in two regions/);
    expect(drawn(study)).toHaveLength(6);
    expect(study.found.groups.map(({ name, schools }) => [name, schools])).toEqual([
      ['Eastfold', 32],
      ['Northmarsh', 32],
    ]);
    expect(study.drawn.resilient + study.drawn.struggling).toBe(6);
    for (const group of ['Eastfold', 'Northmarsh']) {
      const order = study.schools.filter((one) => one.group === group);
      expect(order.map(({ place }) => place)).toEqual(order.map((_, i) => i + 1));
    }
    // The mean of the region is over all its schools that have all values.
    const east = lines.slice(0, 32).map((line) => Number(line.split(',')[3]));
    const at = study.found.columns.findIndex(({ role }) => role === 'context');
    expect(study.found.groups[0]?.means[at]).toBeCloseTo(east.reduce((a, b) => a + b) / 32, 12);
  });

  it('draws the same from the same seed, also where the file stands in another order, and tells nobody before', async () => {
    const before = await draw();
    const preview = await owner.call(contract.previewStudy, { workspace, ...asked });
    expect(preview.schools).toBe(6);
    expect(JSON.stringify(preview)).not.toContain('Zq');
    await store(lines.toReversed());
    expect(drawn(await draw())).toEqual(drawn(before));
    const seeds = await Promise.all([1, 2, 3].map((seed) => draw({ seed })));
    expect(new Set(seeds.map((study) => String(drawn(study)))).size).toBeGreaterThan(1);
  });

  it('takes each kind for itself, pairs, one region alone, and leaves out by hand with the reason', async () => {
    const each = await draw({ design: 'each kind', perGroup: 1 });
    expect(each.drawn).toEqual({ resilient: 2, struggling: 2 });
    const pairs = await draw({ design: 'matched pairs', perGroup: 1 });
    expect(pairs.drawn).toEqual({ resilient: 2, struggling: 2 });
    expect(pairs.schools.filter((one) => one.drawn).map(({ pair }) => pair)).toEqual([1, 1, 1, 1]);
    const east = await draw({ only: ['Eastfold'] });
    expect(east.name).toBe('Three schools in Eastfold');
    const [first] = east.schools;
    const without = await draw({
      only: ['Eastfold'],
      leaveOut: [{ school: first?.school ?? '', why: 'closing' }],
    });
    expect(without.schools.at(-1)).toMatchObject({
      name: first?.name,
      leftOut: 'closing',
      place: null,
      chosen: false,
    });
    expect(drawn(without)).toHaveLength(3);
    expect(drawn(without)).not.toContain(first?.name);
  });
});

describe('a study', () => {
  it('opens again with the same numbers to the last digit, whatever the data are now, and says what changed', async () => {
    const study = await draw();
    const same = await owner.call(contract.compareStudy, { workspace, study: study.id });
    expect(same.comparison).toMatchObject({ same: true, sameOrder: true, sameData: true, sameVersion: true });
    expect(same.study.comparedSame).toBe(true);

    const [first] = drawn(study);
    const gone = lines.map((line) =>
      line.includes(`,${first ?? ''},`) ? line.replace(/[^,]+$/, '54') : line,
    );
    await store(gone);
    const again = await owner.call(contract.readStudy, { workspace, study: study.id });
    expect(again.schools).toEqual(study.schools);
    expect(again.found).toEqual(study.found);
    const { comparison } = await owner.call(contract.compareStudy, { workspace, study: study.id });
    expect(comparison).toMatchObject({ same: false, sameData: false, sameVersion: true });
    expect(comparison.gone).toContain(first);
    await server.owner`update study set program_version = '0.0.1' where id = ${study.id}`;
    expect(
      (await owner.call(contract.compareStudy, { workspace, study: study.id })).comparison.sameVersion,
    ).toBe(false);
    await expect(
      owner.raw(`/api/workspaces/${workspace}/studies/${study.id}/repeat.zip`).then((one) => one.status),
    ).resolves.toBe(409);
  });

  it('takes the next of the order for a school that declines; nobody skips one', async () => {
    const study = await draw();
    const east = study.schools.filter(({ group }) => group === 'Eastfold');
    const [first, , , fourth, fifth] = east;
    const act = (school: string | undefined) => ({ workspace, study: study.id, school: school ?? '' });
    await expect(
      owner.call(contract.declineStudy, { ...act(fourth?.school), why: 'too far' }),
    ).rejects.toMatchObject({ kind: 'conflict' });
    await expect(owner.call(contract.declineStudy, { ...act(first?.school), why: '' })).rejects.toMatchObject(
      {
        kind: 'invalid',
      },
    );
    const one = await owner.call(contract.declineStudy, { ...act(first?.school), why: 'no time this term' });
    expect(chosen(one)).toContain(fourth?.name);
    expect(chosen(one)).not.toContain(first?.name);
    expect(one.schools[0]?.declined).toMatchObject({ why: 'no time this term', by: 'Ruth Maddox' });
    const two = await owner.call(contract.declineStudy, { ...act(fourth?.school), why: 'no' });
    expect(chosen(two)).toContain(fifth?.name);
    const back = await owner.call(contract.takeBackRefusal, act(first?.school));
    expect(chosen(back)).toEqual(expect.arrayContaining([first?.name]));
    expect(chosen(back)).not.toContain(fifth?.name);
    await expect(owner.call(contract.takeBackRefusal, act(first?.school))).rejects.toMatchObject({
      kind: 'not-found',
    });

    await owner.call(contract.lockStudy, { workspace, study: study.id });
    await expect(owner.call(contract.takeBackRefusal, act(fourth?.school))).rejects.toMatchObject({
      kind: 'conflict',
    });
    await expect(owner.call(contract.deleteStudy, { workspace, study: study.id })).rejects.toMatchObject({
      kind: 'conflict',
    });
    await expect(owner.call(contract.lockStudy, { workspace, study: study.id })).rejects.toMatchObject({
      kind: 'conflict',
    });
    const late = await owner.call(contract.declineStudy, { ...act(first?.school), why: 'new head' });
    expect(late.lockedBy).toBe('Ruth Maddox');
    expect(chosen(late)).toContain(fifth?.name);
  });

  it('is renamed, listed, deleted, and leaves a line of each without a reason in it', async () => {
    const { id: study } = await draw({ name: 'Pilot' });
    await owner.call(contract.renameStudy, { workspace, study, name: 'Second pilot' });
    const { studies } = await owner.call(contract.listStudies, { workspace });
    expect(studies[0]).toMatchObject({ id: study, name: 'Second pilot', createdBy: 'Ruth Maddox' });
    await owner.call(contract.deleteStudy, { workspace, study });
    await expect(owner.call(contract.readStudy, { workspace, study })).rejects.toMatchObject({
      kind: 'not-found',
    });
    const { lines: trail, names } = await owner.call(listHistory, { workspace, what: 'changes' });
    const said = trail.filter(({ objectKind }) => objectKind === 'study').map((line) => told(line, names));
    expect(said.every((one) => one !== null)).toBe(true);
    expect(said.slice(0, 3)).toEqual([
      { verb: 'deleted', what: 'the study ‘Second pilot’' },
      { verb: 'renamed', what: 'a study: ‘Second pilot’' },
      { verb: 'drew', what: '6 schools by lot for the study ‘Pilot’' },
    ]);
    expect(JSON.stringify(trail)).not.toContain('no time this term');
  });
});
