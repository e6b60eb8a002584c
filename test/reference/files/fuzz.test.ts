import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fileColumn, type Mapping } from '#contract/imports';
import { ProblemError } from '#contract/problem';
import { presentLetter, reasonOf } from '#contract/importCodes';
import { planImport, type ImportPlan } from '../../../src/server/imports/rules/plan.ts';
import { readTable } from '../../../src/server/imports/rules/readTable.ts';
import { recognise } from '../../../src/server/imports/rules/recognise.ts';
import { refusedCsv, reportOf } from '../../../src/server/imports/rules/report.ts';
import { anyFile } from '../../support/anyFile.ts';

const runs = process.env.REEDBED_LONG === undefined ? 500 : 10_000;

/** What fuzzing found once: a Parquet file with a truth value for the name of a column. */
const found = [
  'UEFSMRUEGaxIBHJvb3QVEgAVDCUCGAdSRUNUWVBFJQAAFQwlAhgDTEVBJQAAFQwlAhgDVVJOJQAAFQwlAhgHU0NITkFNRSUAABUMJQIYBwBUVDhTQ1IlAAAVDCUCGAVQOE1FQSUAABUMJQIYB1A4Q0lMT1clAAAVDAECGAdQOENJVVBQJQAAFQwlAhgNUFRMMkJBU0lDU185NSUAABYAGQAoCWh5cGFycXVldBmcHAAAHAAAHAAAHAAAHAAAHAAAHAAAHAAAHAAAAMYAAABQQVIx',
];

/** Every row of the file is a school, a line of totals, a repetition or refused, and only one of them. */
function checkPlan(plan: ImportPlan): void {
  if (plan.faults.length > 0) return expect(plan.schools).toEqual([]);
  const refused = new Set(plan.refusals.map(({ row }) => row)).size;
  expect(plan.schools.length + plan.aggregates.length + plan.repeated.length + refused).toBe(plan.rows);
  expect(new Set(plan.schools.map(({ reference }) => reference)).size).toBe(plan.schools.length);
  expect(plan.refusals.every(({ reason }) => reason.length > 3)).toBe(true);
  for (const { values } of plan.groups) expect(values).toHaveLength(plan.schools.length);
  for (const { values, missing } of plan.measures) {
    expect([values.length, missing.length]).toEqual([plan.schools.length, plan.schools.length]);
    for (const [i, value] of values.entries()) {
      expect(Number.isNaN(value)).toBe(missing[i] !== presentLetter);
      if (Number.isNaN(value)) expect(reasonOf(missing[i] ?? '')).not.toBeNull();
    }
  }
}

it(
  'files of every kind, whole and damaged, become a plan in which every row has its place, or a problem in words',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyFile, async (bytes) => {
        try {
          const read = await readTable(bytes, 'ks2_2019');
          const { layout, columns } = recognise(read, 'ks2_2019');
          for (const column of columns) expect(fileColumn.parse(column)).toEqual(column);
          expect(layout.matched).toBeLessThanOrEqual(layout.columns);
          const mappings: Mapping[] = [
            columns.map(({ suggestion }) => suggestion),
            columns.map(({ offer, suggestion }) => offer ?? suggestion),
          ];
          for (const mapping of mappings) {
            const plan = planImport(read, mapping);
            checkPlan(plan);
            reportOf(plan);
            refusedCsv(read, plan);
          }
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error;
          expect(error.message.length).toBeGreaterThan(20);
        }
      }),
      {
        numRuns: runs,
        examples: found.map((text): [Uint8Array<ArrayBuffer>] => [
          Uint8Array.from(Buffer.from(text, 'base64')),
        ]),
      },
    );
  },
  runs * 500,
);
