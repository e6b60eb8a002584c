import { z } from 'zod';
import { endpoint, id, words } from './endpoint.ts';
import { job } from './jobs.ts';

/** What a high value of a measure means. Every quantile says its direction in words, so every measure has one. */
export const highMeans = z.enum(['harder', 'easier', 'better', 'worse', 'neither']);
export type HighMeans = z.output<typeof highMeans>;

export const measureKind = z.enum(['context', 'result', 'process']);
export type MeasureKind = z.output<typeof measureKind>;

/** What a column of the file becomes. A file has exactly one `reference` and one `name`, and any number of the rest. */
export const columnRole = z.discriminatedUnion('becomes', [
  z.object({ becomes: z.literal('ignored') }),
  z.object({ becomes: z.literal('reference') }),
  z.object({ becomes: z.literal('name') }),
  /** A grouping such as region, phase or county: `label` is what people read. */
  z.object({ becomes: z.literal('group'), label: words(80).min(1) }),
  z.object({
    becomes: z.literal('measure'),
    label: words(120).min(1),
    kind: measureKind,
    highMeans,
    /** A school year or year as written by the source, e.g. `2018/19` or `2000`; null when the file does not say. */
    period: words(40).nullable(),
    unit: words(40).nullable(),
  }),
]);
export type ColumnRole = z.output<typeof columnRole>;

/** One entry per column of the file, in the file's order. */
export const mapping = z.array(columnRole).max(2000);
export type Mapping = z.output<typeof mapping>;

export const fileColumn = z.object({
  header: z.string(),
  /** Three real values from the file, never invented. */
  samples: z.array(z.string()),
  filled: z.int(),
  numeric: z.int(),
  distinct: z.int(),
  /** What the column seems to be, and why, in words; `sure` is false where a person should look. */
  suggestion: columnRole,
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

export const dryRunReport = z.object({
  rows: z.int(),
  schools: z.object({ new: z.int(), known: z.int() }),
  groups: z.array(z.object({ label: z.string(), distinct: z.int() })),
  measures: z.array(
    z.object({
      label: z.string(),
      period: z.string().nullable(),
      values: z.int(),
      /** Typed missing: why a value is absent, and how often. */
      missing: z.array(z.object({ code: z.string(), count: z.int() })),
      minimum: z.number().nullable(),
      maximum: z.number().nullable(),
    }),
  ),
  refused: z.int(),
  /** The first refusals, in the file's order. */
  refusals: z.array(refusal),
  /** The same refusals gathered by reason, most frequent first. */
  reasons: z.array(z.object({ reason: z.string(), column: z.string().nullable(), count: z.int() })),
  /** The mapping itself is at fault, e.g. no column holds the name. Nothing can be stored until it is mended. */
  faults: z.array(z.string()),
});
export type DryRunReport = z.output<typeof dryRunReport>;

export const fileImport = z.object({
  id,
  fileName: z.string(),
  bytes: z.int(),
  format: z.enum(['csv', 'xlsx']),
  /** What was found out about the file: 'comma, UTF-8' or the sheet's name. */
  readAs: z.string(),
  rows: z.int(),
  columns: z.array(fileColumn),
  state: z.enum(['uploaded', 'storing', 'stored']),
  created: z.string(),
});
export type FileImport = z.output<typeof fileImport>;

export const uploadFile = endpoint({
  id: 'imports.upload',
  method: 'POST',
  path: '/api/workspaces/{workspace}/imports',
  summary: 'Bring a CSV or XLSX file of schools: answers with what was recognised; stores no school yet',
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
  input: z.object({ workspace: id, import: id, mapping }),
  output: dryRunReport,
});

export const refusedRows = endpoint({
  id: 'imports.refusedRows',
  method: 'GET',
  path: '/api/workspaces/{workspace}/imports/{import}/refused.csv',
  summary: 'The rows that the last dry run refused, with their reasons',
  act: 'schools.import',
  form: 'download',
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
  }),
  output: job,
});
