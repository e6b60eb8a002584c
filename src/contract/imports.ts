import { z } from 'zod';
import { endpoint, id, words } from './endpoint.ts';
import { fileLayout, missingReason, schoolFact } from './importCodes.ts';
import { comparison, schoolCounts, storing } from './importStorings.ts';
import { job } from './jobs.ts';
import { allPupils, highMeans, measureKind } from './measureKinds.ts';

/** What a row of the file is about. Only schools become schools; the others are kept apart, as lines to compare with. */
export const rowMeaning = z.enum(['school', 'authority', 'national', 'other']);
export type RowMeaning = z.output<typeof rowMeaning>;

const header = words(500).nullable().default(null);
/** Besides what it is, a column of identity may also divide the schools into groups that people compare within. */
const alsoGroup = words(80).min(1).nullable().default(null);

export const measureRole = z.object({
  becomes: z.literal('measure'),
  label: words(120).min(1),
  kind: measureKind,
  highMeans,
  /** A school year or year as written by the source, e.g. `2018/19` or `2000`; null when the file does not say. */
  period: words(40).nullable(),
  unit: words(40).nullable(),
  pupilGroup: words(80).min(1).default(allPupils),
  /** Columns that hold the number of pupils who reached it, and of those it is a share or a mean of. */
  numerator: header,
  denominator: header,
  /** Columns that hold the ends of its interval. */
  lower: header,
  upper: header,
  /** An ordinal scale written in words, such as grades of an inspection: what each word counts as. Never averaged. */
  levels: z
    .array(z.object({ label: words(80).min(1), value: z.number() }))
    .max(50)
    .nullable()
    .default(null),
});
export type MeasureRole = z.output<typeof measureRole>;

/** A measure that stands alone: of all pupils, without an interval, in numbers. */
export const plainMeasure = {
  becomes: 'measure',
  pupilGroup: allPupils,
  numerator: null,
  denominator: null,
  lower: null,
  upper: null,
  levels: null,
} as const;

/** What a column of the file becomes. */
export const columnRole = z.discriminatedUnion('becomes', [
  z.object({ becomes: z.literal('ignored') }),
  /** What a school is known by. Where several columns are, they are joined by hyphens in the file's order. */
  z.object({ becomes: z.literal('reference'), group: alsoGroup }),
  /** One column at most. A school whose file has none keeps the name it has here already. */
  z.object({ becomes: z.literal('name') }),
  z.object({
    becomes: z.literal('fact'),
    fact: schoolFact,
    group: alsoGroup,
    /** What the codes of the column stand for; what is none of them is kept as it is written. */
    words: z.record(words(80), words(80).min(1)).nullable().default(null),
  }),
  /** Tells schools from lines of totals; one column at most. Schools are grouped by `group` under `label`. */
  z.object({
    becomes: z.literal('rowKind'),
    label: words(80).min(1),
    kinds: z
      .array(z.object({ value: words(80), means: rowMeaning, group: words(80).nullable().default(null) }))
      .min(1)
      .max(50),
  }),
  /** A grouping such as region, phase or county: `label` is what people read. */
  z.object({ becomes: z.literal('group'), label: words(80).min(1) }),
  measureRole,
]);
export type ColumnRole = z.output<typeof columnRole>;

/** One entry per column of the file, in the file's order. */
export const mapping = z.array(columnRole).max(2000);
export type Mapping = z.output<typeof mapping>;

export const fileColumn = z.object({
  header: z.string(),
  /** The first different values of the file, a dozen at most; never invented. */
  samples: z.array(z.string()),
  /**
   * What the first schools of the file say, the same schools for every column; an empty text where one says nothing.
   * None for files that were brought before these were kept.
   */
  firstSchools: z.array(z.string()).default([]),
  filled: z.int(),
  numeric: z.int(),
  distinct: z.int(),
  /** What the column seems to be, and why, in words; `sure` is false where a person should look. */
  suggestion: columnRole,
  /** What it becomes if a person takes a column that is suggested to be ignored; null where nothing is known. */
  offer: columnRole.nullable().default(null),
  reason: z.string(),
  sure: z.boolean(),
});
export type FileColumn = z.output<typeof fileColumn>;

export const refusal = z.object({
  /** Row in the file as a spreadsheet shows it: the header is row 1. */
  row: z.int(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  reason: z.string(),
});
export type Refusal = z.output<typeof refusal>;

/** What becomes of schools that are not here yet and followed none that is. */
export const unknownSchools = z.enum(['leave out', 'add']);

/** A line of totals: how it is called in the file and in words. */
export const aggregateLine = z.object({
  level: rowMeaning.exclude(['school']),
  code: z.string(),
  label: z.string(),
  row: z.int(),
});

export const dryRunReport = z.object({
  rows: z.int(),
  schools: schoolCounts,
  /** Lines of totals, kept apart from schools; none of them is refused. */
  aggregates: z.array(aggregateLine),
  /** Rows that say the same as an earlier one, cell by cell, and count once. */
  repeated: z.int(),
  groups: z.array(z.object({ label: z.string(), distinct: z.int() })),
  measures: z.array(
    z.object({
      label: z.string(),
      pupilGroup: z.string(),
      period: z.string().nullable(),
      values: z.int(),
      /** Typed missing: why a value is absent, and how often. */
      missing: z.array(z.object({ code: missingReason, count: z.int() })),
      minimum: z.number().nullable(),
      maximum: z.number().nullable(),
      /** Null where the measure is new here. */
      compared: comparison.nullable(),
    }),
  ),
  /** The same over all measures, by what the file writes, most frequent first. */
  missing: z.array(z.object({ written: z.string(), code: missingReason, count: z.int() })),
  refused: z.int(),
  /** The first refusals, in the file's order. */
  refusals: z.array(refusal),
  /** The same refusals gathered by reason, most frequent first, each with the first row as its example. */
  reasons: z.array(refusal.extend({ count: z.int() })),
  /** The mapping itself is at fault, e.g. no column holds the reference. Nothing can be stored until it is mended. */
  faults: z.array(z.string()),
});
export type DryRunReport = z.output<typeof dryRunReport>;

/** How the columns of a file of this kind were taken last, and how this file's columns differ from those. */
export const keptMapping = z.object({
  mapping,
  taken: z.int(),
  by: z.string(),
  at: z.string(),
  /** What the last file was about; null where it did not tell. */
  period: z.string().nullable(),
  /** Columns that only another year in their heading tells from those of the last file. */
  renamed: z.array(z.object({ from: z.string(), to: z.string() })),
  /** Columns that the last file did not have. */
  added: z.array(z.string()),
  /** Columns that were taken from the last file and are not in this one. */
  gone: z.array(z.string()),
});
export type KeptMapping = z.output<typeof keptMapping>;

export const fileImport = z.object({
  id,
  fileName: z.string(),
  bytes: z.int(),
  format: z.enum(['csv', 'xlsx', 'parquet']),
  /** What was found out about the file: 'comma, UTF-8' or the sheet's name. */
  readAs: z.string(),
  /** Null for files that were brought before layouts were known. */
  layout: fileLayout.nullable(),
  rows: z.int(),
  columns: z.array(fileColumn),
  state: z.enum(['uploaded', 'storing', 'stored', 'undone']),
  created: z.string(),
  /** The last time it was stored. */
  stored: storing.nullable(),
  kept: keptMapping.nullable(),
  /** What the columns of this file were said to become last: those that it was stored by, where it was. */
  mapping: mapping.nullable(),
});
export type FileImport = z.output<typeof fileImport>;

export const uploadFile = endpoint({
  id: 'imports.upload',
  method: 'POST',
  path: '/api/workspaces/{workspace}/imports',
  summary:
    'Bring a CSV, XLSX or Parquet file of schools: answers with what was recognised; stores no school yet',
  act: 'schools.import',
  form: 'upload',
  status: 201,
  input: z.object({ workspace: id, name: words(255).min(1) }),
  output: fileImport,
});

export const readImport = endpoint({
  id: 'imports.read',
  method: 'GET',
  path: '/api/workspaces/{workspace}/imports/{import}',
  summary: 'A file that was brought, with its columns',
  act: 'schools.import',
  input: z.object({ workspace: id, import: id }),
  output: fileImport,
});

export const dryRun = endpoint({
  id: 'imports.dryRun',
  method: 'POST',
  path: '/api/workspaces/{workspace}/imports/{import}/dry-run',
  summary: 'What this mapping would store and which rows it would refuse, and why; stores nothing',
  act: 'schools.import',
  input: z.object({
    workspace: id,
    import: id,
    mapping,
    /** Null: those without a name are left out where there are schools already; all others are added. */
    unknownSchools: unknownSchools.nullable().default(null),
  }),
  output: dryRunReport,
});

export const refusedRows = endpoint({
  id: 'imports.refusedRows',
  method: 'GET',
  path: '/api/workspaces/{workspace}/imports/{import}/refused.csv',
  summary: 'The rows that the last dry run refused, with their reasons',
  act: 'schools.import',
  form: 'download',
  recorded: 'exported',
  input: z.object({ workspace: id, import: id }),
  output: z.string(),
});

export const storeImport = endpoint({
  id: 'imports.store',
  method: 'POST',
  path: '/api/workspaces/{workspace}/imports/{import}/store',
  summary: 'Store the file, all of it or nothing, as a job',
  act: 'schools.import',
  status: 202,
  input: z.object({
    workspace: id,
    import: id,
    mapping,
    /** Refused rows are left out only when a person has said so; otherwise one refused row stops the whole file. */
    leaveOutRefused: z.boolean().default(false),
    unknownSchools: unknownSchools.nullable().default(null),
  }),
  output: job,
});

export const listImports = endpoint({
  id: 'imports.list',
  method: 'GET',
  path: '/api/workspaces/{workspace}/imports',
  summary: 'The files that were brought, the latest first, with what came of them',
  act: 'schools.import',
  input: z.object({ workspace: id }),
  output: z.array(fileImport.omit({ columns: true, kept: true, mapping: true })),
});
