import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as contract from '../../src/contract/identification.ts';
import { chooseSettings, identifyInput } from '../../src/contract/identificationInput.ts';
import { mapping as mappingSchema } from '../../src/contract/imports.ts';
import { deleteWorkspace } from '../../src/contract/workspaces.ts';
import { identify } from '../../src/stats/index.ts';
import { bring, testServer, type Client, type TestServer } from '../support/server.ts';
import { csv, mapping } from '../support/schools.ts';

const root = new URL('../../', import.meta.url);
const californiaFile = readFileSync(new URL('data/california_api_1999_2000.csv.gz', root));
const californiaMapping = mappingSchema.parse(
  JSON.parse(readFileSync(new URL('data/california.mapping.json', root), 'utf8')),
);

let server: TestServer;
let person: Client;
let california: string;
beforeAll(async () => {
  server = await testServer();
  person = await server.person();
  california = (await person.workspace('California')).id;
  const job = await bring(
    person,
    california,
    { name: 'california.csv.gz', bytes: californiaFile },
    californiaMapping,
  );
  expect(job).toMatchObject({ state: 'done', result: { schools: 6194, refused: 0 } });
});
afterAll(() => server.stop());

const groupingCalled = async (label: RegExp) => {
  const frame = await person.call(contract.readFrame, { workspace: california });
  const found = frame.groupings.find((one) => label.test(one.label));
  if (found === undefined) throw new Error(`No grouping ${String(label)}`);
  return found.key;
};

describe('California', () => {
  it('within county: 11 of 1,524 schools in the hardest circumstances beat the odds', async () => {
    const answer = await person.call(contract.identify, { workspace: california });
    expect(answer.counts).toEqual({
      schools: 6012,
      hardest: 1524,
      resilient: 11,
      struggling: 1049,
      excluded: 182,
    });
    const loadings = answer.method.context.map((one) => Number(one.loading?.toFixed(3)));
    expect(loadings).toEqual([0.59, -0.57, 0.545, 0.174]);
    expect(answer.method.shareOfVariance).toBeCloseTo(0.64444, 5);
    expect(answer.method.correlation).toBeCloseTo(-0.853, 3);
    expect(answer.groups.reduce((sum, group) => sum + group.resilient, 0)).toBe(11);
  });

  it('within school type: 2 of 1,504', async () => {
    const within = await groupingCalled(/type/i);
    const answer = await person.call(contract.identify, { workspace: california, within });
    expect(answer.counts).toMatchObject({ hardest: 1504, resilient: 2, struggling: 1159 });
  });

  it('the browser’s preview is the server’s answer', async () => {
    const frame = await person.call(contract.readFrame, { workspace: california });
    const chosen = chooseSettings(frame, { context: [] });
    if (chosen === null) throw new Error('Nothing to choose.');
    const preview = identify(identifyInput(frame, chosen));
    const answer = await person.call(contract.identify, { workspace: california });
    expect(preview.counts).toEqual(answer.counts);
    expect(Array.from(preview.kind)).toEqual(answer.kind);
  });

  it('downloads every school as CSV and the figure as SVG', async () => {
    const table = await person.raw(`/api/workspaces/${california}/identification/schools.csv`);
    expect(table.headers.get('content-type')).toContain('text/csv');
    const lines = (await table.text()).trim().split('\r\n');
    expect(lines).toHaveLength(6195);
    expect(lines.filter((line) => line.endsWith(',resilient'))).toHaveLength(11);
    expect(lines.filter((line) => line.endsWith(',not classified'))).toHaveLength(182);
    const figure = await person.raw(`/api/workspaces/${california}/identification/figure.svg`);
    expect(figure.headers.get('content-type')).toBe('image/svg+xml');
    expect(await figure.text()).toMatch(/^<svg[^>]*>[\s\S]*<\/svg>\s*$/);
    const some = await person.raw(`/api/workspaces/${california}/identification/figure.svg?only=Glenn`);
    expect(await some.text()).toContain(
      '2 are in the top quarter of results: Mill Street Elementary and Murdock Elementary',
    );
  });
});

describe('settings', () => {
  it('that name nothing are refused by name', async () => {
    for (const [field, input] of [
      ['context', { context: 'shoe-size' }],
      ['result', { result: 'shoe-size' }],
      ['within', { within: 'shoe-size' }],
    ] as const) {
      const asked = person.call(contract.identify, { workspace: california, ...input });
      await expect(asked).rejects.toMatchObject({ kind: 'invalid', errors: [{ pointer: `/${field}` }] });
    }
  });
});

describe('a person’s own file', () => {
  it('changes one cell, and numbers, table and figure change', async () => {
    const { id: workspace } = await person.workspace();
    await bring(person, workspace, { name: 'schools.csv', bytes: csv }, mapping);
    const everything = async () => ({
      counts: (await person.call(contract.identify, { workspace })).counts,
      table: await (await person.raw(`/api/workspaces/${workspace}/identification/schools.csv`)).text(),
      figure: await (await person.raw(`/api/workspaces/${workspace}/identification/figure.svg`)).text(),
    });
    const before = await everything();
    expect(before.counts).toEqual({ schools: 11, hardest: 4, resilient: 1, struggling: 3, excluded: 1 });
    await bring(
      person,
      workspace,
      { name: 'schools.csv', bytes: csv.replace('000101,Ash,North,60,71', '000101,Ash,North,60,11') },
      mapping,
    );
    const after = await everything();
    expect(after.counts).toMatchObject({ resilient: 0, struggling: 4 });
    expect(after.table).not.toBe(before.table);
    expect(after.figure).not.toBe(before.figure);
  });

  it('neutralises formulas in what is downloaded', async () => {
    const { id: workspace } = await person.workspace();
    await bring(person, workspace, { name: 'schools.csv', bytes: csv.replace('Ash', '=2+5') }, mapping);
    const table = await (await person.raw(`/api/workspaces/${workspace}/identification/schools.csv`)).text();
    expect(table).toContain(`'=2+5`);
  });
});

describe('how many pupils are behind a result', () => {
  it('comes with the values of the result whose file said so', async () => {
    const { id: workspace } = await person.workspace();
    const [header = '', ...rows] = csv.trim().split('\n');
    const counted = [`${header},TESTED`, ...rows.map((row, i) => `${row},${i + 10}`)].join('\n');
    const roles = mapping.map((role) =>
      role.becomes === 'measure' && role.kind === 'result' ? { ...role, denominator: 'TESTED' } : role,
    );
    const file = { name: 'schools.csv', bytes: counted };
    await bring(person, workspace, file, [...roles, { becomes: 'ignored' }]);
    const frame = await person.call(contract.readFrame, { workspace });
    const result = frame.measures.find(({ kind }) => kind === 'result');
    expect(result?.denominator).toEqual(Array.from({ length: 12 }, (_, i) => i + 10));
    const other = frame.measures.find(({ kind }) => kind === 'context');
    expect(other).not.toHaveProperty('denominator');
    const unasked = await person.call(contract.readFrame, { workspace, measure: [other?.key ?? ''] });
    expect(unasked.measures.find(({ kind }) => kind === 'result')).toMatchObject({
      values: [],
      denominator: [],
    });
  });
});

describe('no data', () => {
  it('is an empty frame, and a plain word about what is missing', async () => {
    const { id: workspace } = await person.workspace();
    const frame = await person.call(contract.readFrame, { workspace });
    expect(frame).toEqual({
      source: null,
      schools: { id: [], reference: [], name: [] },
      groupings: [],
      measures: [],
    });
    await expect(person.call(contract.identify, { workspace })).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('is what deleting leaves', async () => {
    const { id: workspace } = await person.workspace();
    await bring(person, workspace, { name: 'schools.csv', bytes: csv }, mapping);
    await person.call(deleteWorkspace, { workspace });
    for (const table of ['school', 'school_values', 'file_import', 'job']) {
      const rows = await server.owner.unsafe(`select 1 from ${table} where workspace_id = '${workspace}'`);
      expect(rows, table).toHaveLength(0);
    }
  });
});
