import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endpoints } from '../../src/contract/api.ts';
import * as contract from '../../src/contract/history.ts';
import { fieldWords } from '../../src/contract/historyFields.ts';
import { told } from '../../src/contract/historyWords.ts';
import { urlOf } from '../../src/contract/client.ts';
import { identificationTable, identify, readFrame } from '../../src/contract/identification.ts';
import { readSchool } from '../../src/contract/schools.ts';
import { readSchoolStanding } from '../../src/contract/standings.ts';
import { changeWorkspace } from '../../src/contract/workspaces.ts';
import { checkChain, frame, sealedLine } from '../../src/server/history/index.ts';
import { inScope } from '../../src/server/platform/scope.ts';
import { addMember, ask, bring, testServer, type Client, type TestServer } from '../support/server.ts';
import { csv, mapping } from '../support/schools.ts';

let server: TestServer;
let owner: Client;
let workspace: string;

beforeAll(async () => {
  server = await testServer();
  owner = await server.person('Ines');
});
afterAll(() => server.stop());
beforeEach(async () => {
  workspace = (await owner.workspace('Marram')).id;
});

const list = (
  client = owner,
  filter: Partial<Parameters<typeof urlOf<typeof contract.listHistory>>[1]> = {},
) => client.call(contract.listHistory, { workspace, ...filter });
const sentences = async (filter = {}) =>
  await list(owner, filter).then(({ lines, names }) =>
    lines.map((line) => {
      const words = told(line, names);
      return words === null ? null : `${words.verb} ${words.what}`;
    }),
  );

describe('refusals', () => {
  const paths = [
    contract.listHistory,
    contract.ownHistory,
    contract.historyTable,
    contract.historyTrail,
    contract.historyChain,
  ];

  it.each(paths.map((one) => [one.id, one] as const))('of %s', async (_, endpoint) => {
    const path = urlOf(endpoint, { workspace });
    expect((await ask(server.app, path)).status, 'not signed in').toBe(401);
    const stranger = await server.person();
    expect((await stranger.raw(path)).status, 'another workspace').toBe(404);
    const researcher = await server.person();
    await addMember(server, workspace, researcher, 'researcher');
    const allowed = endpoint.act === 'workspace.read';
    expect((await researcher.raw(path)).status, 'lacks the act').toBe(allowed ? 200 : 403);
    expect((await owner.raw(`${path}?nonsense=1`)).status, 'invalid').toBe(422);
  });

  it('without saying that it may be seen', async () => {
    const researcher = await server.person();
    await addMember(server, workspace, researcher, 'researcher');
    const answer = await researcher.raw(urlOf(contract.listHistory, { workspace }));
    expect(await answer.json()).toMatchObject({ status: 403, title: 'This is not open to you' });
  });

  it('of values that are none', async () => {
    for (const query of ['who=Ines', 'what=all', 'where=nowhere', 'since=yesterday', 'before=0']) {
      expect((await owner.raw(`/api/workspaces/${workspace}/history?${query}`)).status, query).toBe(422);
    }
  });

  it('leave a line, once in ten minutes', async () => {
    const viewer = await server.person('Wilma');
    await addMember(server, workspace, viewer, 'viewer');
    const attempts = Array.from({ length: 4 }, () => viewer.raw(urlOf(contract.listHistory, { workspace })));
    expect((await Promise.all(attempts)).map((one) => one.status)).toEqual([403, 403, 403, 403]);
    const { lines } = await list(owner, { what: 'refusals' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ person: { name: 'Wilma' }, roles: ['viewer'], act: 'audit.read' });
    expect(await sentences({ what: 'refusals' })).toEqual([
      'was refused a look at what happened, and who did it',
    ]);
  });
});

describe('what nobody changed', () => {
  it('is recorded for whatever leaves as a file', () => {
    const silent = endpoints.filter((one) => one.form === 'download' && one.recorded !== 'exported');
    expect(silent.map((one) => one.id)).toEqual([]);
    expect(endpoints.filter((one) => one.form === 'download').length).toBeGreaterThan(3);
  });

  it('names a workspace, in whose trail the line stands', () => {
    const elsewhere = endpoints.filter(
      (one) => one.recorded !== undefined && !one.path.includes('{workspace}'),
    );
    expect(elsewhere.map((one) => one.id)).toEqual([]);
  });

  it('tells who opened the answer of Identify and pages of schools, once however many controls are moved', async () => {
    await bring(owner, workspace, { name: 'schools.csv', bytes: csv }, mapping);
    const head = await server.person('Grace');
    const found = await owner.call(readFrame, { workspace });
    const ash = found.schools.id[found.schools.name.indexOf('Ash')] ?? '';
    await addMember(server, workspace, head, { role: 'school leader', school: ash });
    const within = { workspace, within: 'region' };
    await Promise.all([owner.call(identify, within), owner.call(identify, { workspace })]);
    for (let i = 0; i < 3; i++) {
      await head.call(readFrame, { workspace });
      await head.call(readSchoolStanding, { workspace, school: ash });
      await head.call(readSchool, { workspace, school: ash });
    }
    const { lines, names } = await list(owner, { what: 'views' });
    const words = lines.toReversed().map((line) => [line.person?.name, told(line, names)?.what]);
    expect(words).toEqual([
      ['Ines', 'which schools beat the odds, with their figures'],
      ['Grace', 'which schools beat the odds, with their figures'],
      ['Grace', 'where Ash stands'],
      ['Grace', 'what the registry knows of Ash'],
    ]);
    const unseen = await server.person();
    await expect(unseen.call(readFrame, { workspace })).rejects.toMatchObject({ kind: 'not-found' });
    expect((await list(owner, { what: 'views' })).lines).toHaveLength(5);
  });

  it('leaves one line for a page in an hour and person, and one for each download', async () => {
    const coordinator = await server.person();
    await addMember(server, workspace, coordinator, 'coordinator');
    await Promise.all([list(), list(), list(), list(coordinator)]);
    expect(await sentences({ what: 'views' })).toEqual([
      'opened what happened, and who did it',
      'opened what happened, and who did it',
    ]);
    for (let i = 0; i < 3; i++) await owner.raw(urlOf(contract.historyTable, { workspace }));
    expect(await sentences({ what: 'downloads' })).toHaveLength(3);
  });

  it('is not recorded where the answer was a refusal of the input', async () => {
    await owner.raw(urlOf(identificationTable, { workspace, result: 'none' }));
    expect(await sentences({ what: 'downloads' })).toEqual([]);
  });
});

describe('the list', () => {
  it('tells an import as a head teacher would', async () => {
    const job = await bring(owner, workspace, { name: 'schools.csv', bytes: csv }, mapping);
    expect(job.error).toBeNull();
    await owner.raw(urlOf(identificationTable, { workspace }));
    expect((await sentences()).toReversed()).toEqual([
      'started the workspace Marram',
      'brought the file schools.csv',
      'began to store a file of schools',
      'imported schools.csv: 12 schools, no row refused',
      'downloaded the table of schools',
    ]);
  });

  it('filters by who, what, where and when, and says how many of how many', async () => {
    const helper = await server.person('Saira');
    await addMember(server, workspace, helper, 'coordinator');
    await owner.call(changeWorkspace, { workspace, name: 'Marram Schools' });
    await list(helper);
    const all = await list();
    expect(all.people.map((one) => one.name)).toEqual(['Ines', 'Saira']);
    expect(all).toMatchObject({ matching: 3, total: 3, more: false });
    const count = async (filter: Parameters<typeof list>[1]) => (await list(owner, filter)).matching;
    expect(await count({ who: helper.id })).toBe(1);
    expect(await count({ who: 'nobody' })).toBe(0);
    expect(await count({ what: 'changes' })).toBe(2);
    expect(await count({ where: 'workspace' })).toBe(2);
    expect(await count({ where: 'identify' })).toBe(0);
    const second = all.lines.at(-2)?.at ?? '';
    expect(await count({ until: second, what: 'changes' })).toBe(1);
    expect(await count({ since: second, until: second })).toBe(0);
  });

  it('goes on from the last line of a page', async () => {
    const actor = { person: owner.id, workspace };
    await inScope(server.pool, actor, async (scope) => {
      for (let i = 0; i < 60; i++)
        await scope.audit('workspace.change', 'workspace', workspace, { detail: { fields: ['name'] } });
    });
    const first = await list();
    expect(first).toMatchObject({ more: true, matching: 61 });
    expect(first.lines).toHaveLength(contract.historyPageSize);
    const next = await list(owner, { before: first.lines.at(-1)?.sequence });
    expect(next.more).toBe(false);
    expect(next.lines.map((one) => one.sequence)).toEqual(Array.from({ length: 11 }, (_, i) => 11 - i));
  });

  it('names who has left, and not who was erased', async () => {
    const gone = await server.person('Tom');
    await addMember(server, workspace, gone, 'coordinator');
    await list(gone);
    await server.owner`delete from workspace_member where person_id = ${gone.id}`;
    expect((await list(owner, { who: gone.id })).lines[0]?.person?.name).toBe('Tom');
  });

  it('shows everybody what they did themselves, and no more', async () => {
    const staff = await server.person('Marta');
    await addMember(server, workspace, staff, 'researcher');
    await bring(staff, workspace, { name: 'mine.csv', bytes: csv }, mapping);
    const own = await staff.call(contract.ownHistory, { workspace });
    expect(own.lines.length).toBeGreaterThan(1);
    expect(new Set(own.lines.map((one) => one.person?.name))).toEqual(new Set(['Marta']));
    expect(own.total).toBe(own.lines.length);
    const mine = await owner.call(contract.ownHistory, { workspace });
    expect(mine.lines.map((one) => one.person?.id)).toEqual([owner.id]);
  });
});

describe('the downloads', () => {
  it('give the filtered lines as a table in which no cell is a formula', async () => {
    await bring(owner, workspace, { name: '=cmd|calc.csv', bytes: csv }, mapping);
    const response = await owner.raw(urlOf(contract.historyTable, { workspace, where: 'identify' }));
    expect(response.headers.get('content-disposition')).toContain('what-happened.csv');
    const rows = (await response.text()).split('\r\n');
    expect(rows).toHaveLength(5);
    expect(rows.at(1)).toContain('imported =cmd|calc.csv: 12 schools, no row refused');
    for (const row of rows.slice(1)) for (const cell of row.split(',')) expect(cell).not.toMatch(/^[=+@]/);
  });

  it('give the whole trail so that it can be verified without the database', async () => {
    await bring(owner, workspace, { name: 'schools.csv', bytes: csv }, mapping);
    const text = await (await owner.raw(urlOf(contract.historyTrail, { workspace }))).text();
    const [first = '', ...rest] = text.trim().split('\n');
    const lines = rest.map((line) => sealedLine.parse(JSON.parse(line)));
    const verdict = await checkChain(
      frame.parse(JSON.parse(first)),
      (async function* () {
        await Promise.resolve();
        yield lines;
      })(),
    );
    expect(verdict).toMatchObject({ fault: null, lines: 4 });
  });
});

describe('the words', () => {
  /** Every call that leaves a line, with the kind of object and the keys of its detail. */
  const calls = serverSources().flatMap(([file, text]) =>
    [...text.matchAll(/\.audit\(\s*'([\w.-]+)',\s*'(\w+)',[^;]*?(?:detail: \{([^}]*)\}[^;]*)?\);/g)].map(
      ([, act = '', objectKind = '', detail = '']) => ({ file, act, objectKind, detail }),
    ),
  );

  it('know every line that the code leaves', () => {
    expect(calls.length).toBeGreaterThan(7);
    const unknown = calls.filter(({ act, objectKind, detail }) => {
      const keys = [...detail.matchAll(/(?:^|,)\s*(\w+)(?=\s*[:,]|\s*$)/g)].map((match) => match[1] ?? '');
      const values = Object.fromEntries(
        keys.map((key) => [key, key === 'fields' ? ['name'] : true] as const),
      );
      return told({ act, objectKind, objectId: null, detail: values, before: null, after: null }) === null;
    });
    expect(unknown).toEqual([]);
  });

  it('know every field whose change a line keeps', () => {
    const kept = serverSources().flatMap(([, text]) =>
      [...text.matchAll(/\.audit\(\s*'[\w.-]+',\s*'(\w+)',[^;]*?\);/g)].flatMap(([call, kind = '']) =>
        [...call.matchAll(/(?:before|after): \{([^{}]*)/g)].flatMap(([, fields = '']) =>
          [...fields.matchAll(/(?:^|,)\s*(\w+)(?=\s*[:,]|\s*$)/g)].map(([, field = '']) => ({ kind, field })),
        ),
      ),
    );
    expect(kept.length).toBeGreaterThan(10);
    expect(kept.filter(({ kind, field }) => fieldWords(kind, field) === null)).toEqual([]);
  });

  it('know every page and file that is recorded', () => {
    const unknown = endpoints.filter(({ act, id, recorded, seenWith }) => {
      const objectKind = recorded === 'viewed' ? 'page' : 'file';
      const line = { act, objectKind, objectId: null, before: null, after: null };
      return recorded !== undefined && told({ ...line, detail: { [recorded]: seenWith ?? id } }) === null;
    });
    expect(unknown.map((one) => one.id)).toEqual([]);
  });
});

function serverSources(): [string, string][] {
  const root = new URL('../../src/server/', import.meta.url);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => [file, readFileSync(new URL(file, root), 'utf8')]);
}
