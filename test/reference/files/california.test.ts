import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { mapping } from '#contract/imports';
import { planImport } from '../../../src/server/imports/rules/plan.ts';
import { readTable } from '../../../src/server/imports/rules/readTable.ts';

const root = join(import.meta.dirname, '../../..');
const name = 'california_api_1999_2000.csv.gz';
const bytes = readFileSync(join(root, 'data', name));
const columns = mapping.parse(JSON.parse(readFileSync(join(root, 'data/california.mapping.json'), 'utf8')));

describe('the schools of California', () => {
  it('are stored whole by the mapping of the first start', async () => {
    const plan = planImport(await readTable(bytes, name), columns);
    expect(plan.faults).toEqual([]);
    expect(plan.refusals).toEqual([]);
    expect(plan.schools).toHaveLength(6194);
    expect(plan.schools[0]).toEqual({
      reference: '01611190130229',
      name: 'Alameda High',
      facts: { phase: 'High' },
    });
    expect(plan.groups.map(({ label, values }) => [label, new Set(values).size])).toEqual([
      ['County', 57],
      ['School type', 3],
      ['District', 757],
    ]);
    const types = plan.groups.find(({ label }) => label === 'School type')?.values;
    expect(new Set(types)).toEqual(new Set(['Elementary', 'Middle', 'High']));
  });

  it('have their circumstances in the order of the method, and 6,012 have all of them and a result', async () => {
    const { measures } = planImport(await readTable(bytes, name), columns);
    const context = measures.filter(({ kind }) => kind === 'context');
    expect(context.map(({ label, highMeans }) => [label, highMeans])).toEqual([
      ['Pupils with subsidised meals', 'harder'],
      ['Education of the parents', 'easier'],
      ['Pupils still learning English', 'harder'],
      ['Pupils new to the school', 'harder'],
    ]);
    const result = measures.find(({ kind, period }) => kind === 'result' && period === '2000');
    const used = [...context.map(({ values }) => values), result?.values ?? new Float64Array()];
    const complete = Array.from(used[0] ?? [], (_, i) => used.every((values) => !Number.isNaN(values[i])));
    expect(complete.filter(Boolean)).toHaveLength(6012);
  });

  const source = join(root, '../shared/data', name);
  it('are the same, cell by cell, as in the source; only the columns stand in another order', ({ skip }) => {
    if (!existsSync(source)) skip('the source is not in ../shared/data');
    const rows = (file: Uint8Array) =>
      Papa.parse<Record<string, string>>(gunzipSync(file).toString('utf8'), { header: true }).data;
    const ours = rows(bytes);
    expect(ours.length).toBeGreaterThan(6000);
    expect(ours).toEqual(rows(readFileSync(source)));
  });
});
