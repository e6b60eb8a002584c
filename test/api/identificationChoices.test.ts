import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as contract from '../../src/contract/identification.ts';
import { mapping as mappingSchema, type Mapping } from '../../src/contract/imports.ts';
import { bring, testServer, type Client, type TestServer } from '../support/server.ts';
import { csv, mapping } from '../support/schools.ts';

const root = new URL('../../', import.meta.url);

let server: TestServer;
let person: Client;
let workspace: string;
beforeAll(async () => {
  server = await testServer();
  person = await server.person();
  workspace = (await person.workspace('California')).id;
  const file = {
    name: 'california.csv.gz',
    bytes: readFileSync(new URL('data/california_api_1999_2000.csv.gz', root)),
  };
  const text = readFileSync(new URL('data/california.mapping.json', root), 'utf8');
  await bring(person, workspace, file, mappingSchema.parse(JSON.parse(text)));
});
afterAll(() => server.stop());

const identify = (input: object) => person.call(contract.identify, { workspace, ...input });

describe('choices of the rule', () => {
  it('are refused by name where they cannot be', async () => {
    for (const [field, input] of [
      ['hardest', { hardest: 'half' }],
      ['top', { top: '50' }],
      ['missing', { missing: 'guess' }],
      ['weights', { weights: [1, 2] }],
      ['pupils', { pupils: 'shoe-size' }],
      ['hold', { hold: 3 }],
    ] as const) {
      const { errors } = (await identify(input as object).catch((error: unknown) => error)) as {
        errors: { pointer: string }[];
      };
      expect(errors[0]?.pointer, field).toBe(`/${field}`);
    }
  });

  it('say what is wrong in words: with a weight of nothing, and with an indicator that is the same everywhere', async () => {
    await expect(identify({ weights: [0, 1] })).rejects.toThrow('A weight is a number above 0');
    const own = (await person.workspace('Alike')).id;
    const twice = csv.replace('FSM,', 'EAL,FSM,').replaceAll(/(North|South),/g, '$1,5,');
    const language = { ...mapping[3], label: 'English as an additional language' } as Mapping[number];
    await bring(person, own, { name: 'alike.csv', bytes: twice }, mapping.toSpliced(3, 0, language));
    await expect(person.call(contract.identify, { workspace: own })).rejects.toThrow(
      '‘English as an additional language, 2024’ has the same value',
    );
  });

  it('change the answer and say what came of them; the usual ones change nothing', async () => {
    const usual = await identify({});
    expect(usual.method.choices).toBeUndefined();
    expect(await identify({ hardest: 'quarter', missing: 'listwise', hold: 1 })).toEqual(usual);
    const other = await identify({ hardest: 'fifth', missing: 'available', weights: [1, 1, 1, 1] });
    expect(other.counts.schools).toBe(6194);
    expect(other.method.choices).toMatchObject({
      weights: [0.25, 0.25, 0.25, 0.25],
      cuts: { hardest: 0.2, top: 0.25, lowest: 0.25 },
      missing: { schools: 182 },
    });
  });

  it('keep only the labels that held two years running', async () => {
    const one = await identify({});
    const two = await identify({ hold: 2 });
    expect(two.counts.resilient).toBe(7);
    expect(two.counts.hardest).toBe(one.counts.hardest);
    expect(two.groups.reduce((sum, { struggling }) => sum + struggling, 0)).toBe(two.counts.struggling);
  });
});

const download = async (query: string) =>
  (await person.raw(`/api/workspaces/${workspace}/identification/${query}`)).text();
const table = async (query: string) =>
  Papa.parse<Record<string, string>>((await download(`schools.csv${query}`)).slice(1), {
    header: true,
    skipEmptyLines: true,
  }).data;

describe('downloads', () => {
  it('tell years where there are several, and the model only where it was asked for', async () => {
    const rows = await table('');
    const firm = rows.filter((row) => row['type'] === 'resilient');
    const held = 'years with this type, of 1999, 2000';
    expect(firm.filter((row) => row[held] === '2')).toHaveLength(7);
    expect(Object.keys(firm[0] ?? {})).not.toContain('what the model says');
    const modelled = await table('?model=on');
    const small = modelled.find(({ name }) => name === 'Solano Avenue Elementary');
    expect(small).toMatchObject({ type: 'resilient', 'pupils behind the result': '131' });
    expect(Number(small?.['share of 1000 draws in which the type holds'])).toBeLessThan(0.3);
    expect(small?.['what the model says']).toBe('better than expected');
  });

  it('name the parts as they were cut, and draw weak labels as rings', async () => {
    const rows = await table('?hardest=fifth&top=15');
    expect(new Set(rows.map((row) => row['circumstances']))).toEqual(
      new Set(['', 'hardest fifth', 'middle, harder half', 'middle, easier half', 'easiest fifth']),
    );
    expect(rows.some((row) => row['results'] === 'top 15%')).toBe(true);
    const figure = await download('figure.svg?model=on');
    expect(figure).toContain('drawn as a ring');
    expect(await download('figure.svg')).not.toContain('drawn as a ring');
  });

  it('of a file without numbers of pupils have no columns of the model', async () => {
    const { id } = await person.workspace();
    await bring(person, id, { name: 'schools.csv', bytes: csv }, mapping);
    const path = `/api/workspaces/${id}/identification/schools.csv?model=on`;
    expect(await (await person.raw(path)).text()).not.toContain('what the model says');
  });

  it('leave the table saying of how many schools of each group the parts are cut', async () => {
    const text = await (await person.raw(`/api/workspaces/${workspace}/identification/schools.csv`)).text();
    const { data } = Papa.parse<Record<string, string>>(text.replace('\uFEFF', ''), {
      header: true,
      skipEmptyLines: true,
    });
    const county = Object.keys(data[0] ?? {})[2] ?? '';
    const counties = Map.groupBy(data, (row) => row[county] ?? '');
    const covered = (rows: typeof data) => rows.filter(({ type }) => type !== 'not classified').length;
    expect([...counties.values()].some((own) => covered(own) < own.length)).toBe(true);
    for (const own of counties.values()) {
      const said = new Set(
        own.map((row) => `${row['of these covered'] ?? ''} of ${row['schools known of the group'] ?? ''}`),
      );
      expect([...said]).toEqual([`${String(covered(own))} of ${String(own.length)}`]);
    }
  });

  it('draw how far all schools are from what circumstances predict, without a name, where the data allow the model', async () => {
    const path = `/api/workspaces/${workspace}/identification/effects`;
    const svg = await (await person.raw(`${path}.svg`)).text();
    expect(svg).toMatch(/^<svg[^>]+xmlns/);
    expect(svg).toMatch(
      /<title>[\d,]+ of [\d,]+ schools cannot be told from what circumstances predict<\/title>/,
    );
    const { data } = Papa.parse<string[]>((await (await person.raw(`${path}.csv`)).text()).trim());
    const [head = [], ...rows] = data;
    expect(head.slice(1)).toEqual(['Schools', 'Clearly worse', 'Not clear', 'Clearly better']);
    const [schools, ...sides] = [1, 2, 3, 4].map((column) =>
      rows.reduce((sum, row) => sum + Number(row[column]), 0),
    );
    expect(svg).toContain(`of ${Number(schools).toLocaleString('en-GB')} schools`);
    expect(sides.reduce((sum, one) => sum + one, 0)).toBe(schools);
    const { id: small } = await person.workspace('Small');
    await bring(person, small, { name: 'small.csv', bytes: csv }, mapping);
    const refused = await person.raw(`/api/workspaces/${small}/identification/effects.svg`);
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('cannot be told from these data');
  });
});
