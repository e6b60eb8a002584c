import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';

/** National tables are not part of the project; where they lie beside the checkout the tests use them. */
const folder = join(import.meta.dirname, '../../../shared/data');
const files = {
  results: 'england_2019_ks4provisional.csv.gz',
  census: 'england_2019_census.csv.gz',
  regions: 'england_la_region_codes.csv.gz',
};

export const englandIsHere = Object.values(files).every((file) => existsSync(join(folder, file)));
export const whyNot = 'the tables of England are not in ../shared/data';

type Row = Record<string, string>;

function rows(file: string): Row[] {
  const text = new TextDecoder().decode(gunzipSync(readFileSync(join(folder, file))));
  return Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data;
}

/** Mainstream secondaries of 2018/19 with their free meals and their region, as CSV; `alter` may spoil a row. */
export function englandCsv(alter: (row: Row, i: number) => Row = (row) => row): string {
  const census = new Map(rows(files.census).map((row) => [row.URN, row.PNUMFSMEVER]));
  const regions = new Map(rows(files.regions).map((row) => [row.LEA, region(row['REGION NAME'] ?? '')]));
  const mainstream = rows(files.results).filter(({ RECTYPE }) => RECTYPE === '1');
  const joined = mainstream.map((row, i) => {
    const { URN = '', SCHNAME = '', LEA = '', P8MEA = '' } = row;
    const joinedRow = {
      URN,
      SCHNAME,
      REGION: regions.get(LEA) ?? '',
      PNUMFSMEVER: census.get(URN) ?? '',
      P8MEA,
    };
    return alter(joinedRow, i);
  });
  return Papa.unparse(joined);
}

/** Nine regions: the sub-regions lose their letter, London and Yorkshire their parts. */
function region(name: string): string {
  const plain = name.replace(/ [A-D]$/, '');
  if (plain.startsWith('London')) return 'London';
  return plain.includes('Yorkshire') ? 'Yorkshire and the Humber' : plain;
}
