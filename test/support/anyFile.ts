import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import Papa from 'papaparse';
import { workbook } from '../reference/files/workbook.ts';

/** Files as people might bring them, made by chance: of every kind and encoding, whole, damaged and cut off. */

/** Names of columns of every kind of file, so that each kind is met by chance, and some of none. */
const kinds = [
  'RECTYPE LEA ESTAB URN SCHNAME URN_AC OPEN_AC TELIG TFSM6CLA1A PTFSM6CLA1A PTRWM_EXP PTRWM_EXP_18 READPROG READPROG_LOWER',
  'RECTYPE LEA URN SCHNAME ATT8SCR P8MEA P8CILOW P8CIUPP PTL2BASICS_95',
  'URN LA ESTAB SCHOOLTYPE NOR NORG NORB PNUMEAL PNUMFSMEVER',
  'LA ESTAB URN PERCTOT PPERSABS10',
  'RECTYPE URN COHORT OVERALL_DESTPER OVERALL_DESTPER_DIS NOT_SUSTAINEDPER COHORT_18',
  'URN Rating',
  'time_period geographic_level la_name school_urn school_name breakdown_topic breakdown subject expected_standard_pupil_percent eligible_pupil_count',
  'year country school_id stratio school_size public_private',
  'cds stype name api99 api00 meals ell',
  'id name region score FSM 2018-19 other',
].map((names) => names.split(' '));

const cell = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 12 }).map(String) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('100001', '100002', '100003', '841', '0042', '12.5', '71%', '-0.3', '1,5'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'SUPP',
      'NE',
      'NA',
      'c',
      'z',
      'x',
      'NEW',
      'LOWCOV',
      '',
      ' ',
      'NAT',
      'School',
      'National',
      'Good',
      'Unknown',
      '20170401',
      '202425',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '=1+1',
      '@x',
      "O'Neill’s",
      'École – 1',
      'a,b;c|d\te',
      'say "hi"',
      'two\nlines',
      '1O3',
      '104%',
      '1e400',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);
const rowsOf = (names: string[]) =>
  fc
    .tuple(
      fc.array(fc.array(cell, { minLength: Math.max(1, names.length - 2), maxLength: names.length + 1 }), {
        maxLength: 14,
      }),
      fc.nat({ max: 30 }),
    )
    // Now and then a row stands there twice.
    .map(([rows, twice]) => [names, ...rows, ...rows.slice(twice, twice + 2)]);
const table = fc.constantFrom(...kinds).chain(rowsOf);

const xmlSafe = (text: string) => text.replace(/[&<>"]|[^\P{C}\n\t]|\p{Cs}/gu, '_');
/** Windows-1252, in which spreadsheets save curly quotes and dashes. */
const western = (text: string) =>
  Buffer.from(text.replaceAll('’', '\u0092').replaceAll('–', '\u0096'), 'latin1');

const writers: ((rows: string[][], choice: number) => Uint8Array)[] = [
  (rows, choice) => {
    const text = Papa.unparse(rows, {
      delimiter: [',', ';', '\t', '|'][choice % 4] ?? ',',
      newline: choice % 3 === 0 ? '\r\n' : '\n',
    });
    if (choice % 5 === 0) return Buffer.from(`\uFEFF${text}`, 'utf16le');
    if (choice % 5 === 1) return western(text);
    const bytes = Buffer.from(choice % 5 === 2 ? `\uFEFF${text}` : text, 'utf8');
    return choice % 7 === 0 ? gzipSync(bytes) : bytes;
  },
  (rows) => workbook({ A: rows.map((row) => row.map(xmlSafe)) }),
  ([names = [], ...rows]) =>
    new Uint8Array(
      parquetWriteBuffer({
        columnData: names.map((name, i) => ({
          name,
          data: rows.map((row) => row[i] ?? null),
          type: 'STRING',
        })),
      }),
    ),
];

export const anyFile = fc
  .record({
    rows: table,
    // Parquet needs a thread each time, so it is rarer.
    writer: fc.constantFrom(0, 0, 0, 0, 1, 1, 1, 2),
    choice: fc.nat({ max: 1000 }),
    damage: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      {
        weight: 1,
        arbitrary: fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 5 }),
      },
    ),
    cut: fc.oneof({ weight: 8, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat() }),
  })
  .map(({ rows, writer, choice, damage, cut }) => {
    const whole = writers[writer]?.(rows, choice) ?? new Uint8Array();
    const bytes = Uint8Array.from(cut === null ? whole : whole.subarray(0, cut % (whole.length + 1)));
    for (const [at, value] of damage) if (bytes.length > 0) bytes[at % bytes.length] = value;
    return bytes;
  });
