import { basename } from 'node:path';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { layoutId } from '#contract/importCodes';
import { mapping as mappingSchema, unknownSchools, type Mapping } from '#contract/imports';
import { ProblemError } from '#contract/problem';
import type { ColumnChoice } from '#server/files';
import { parseOptions, UsageError } from '../usage.ts';

export interface ImportCommand extends ColumnChoice {
  file: string;
  dryRun: boolean;
  workspace: string | undefined;
  as: string | undefined;
  leaveOutRefused: boolean;
  unknownSchools: z.output<typeof unknownSchools> | null;
  refused: string | undefined;
  format: 'table' | 'json';
  data: string | undefined;
}

export function readImportOptions(args: readonly string[]): ImportCommand {
  const { values, positionals } = parseOptions('import', args, {
    'dry-run': { type: 'boolean', default: false },
    workspace: { type: 'string' },
    as: { type: 'string' },
    'leave-out-refused': { type: 'boolean', default: false },
    'unknown-schools': { type: 'string' },
    layout: { type: 'string' },
    all: { type: 'boolean', default: false },
    mapping: { type: 'string' },
    period: { type: 'string' },
    refused: { type: 'string' },
    format: { type: 'string', default: 'table' },
    data: { type: 'string' },
  });
  const [file, ...others] = positionals;
  if (file === undefined) throw usage('Which file? For example: reedbed import schools.csv --dry-run');
  if (others.length > 0) throw usage(`One file is read at a time; ‘${others.join(' ')}’ is one too many.`);
  const { workspace, as, all, mapping, period, refused, data } = values;
  if (workspace === undefined && !values['dry-run'])
    throw usage('Write --workspace NAME to store the file there, or --dry-run to see what would be stored.');
  if (workspace === undefined && as !== undefined)
    throw usage('--as says who stores the file; --workspace is missing, which says where.');
  if (mapping !== undefined && all) throw usage('Either --mapping says which columns are taken, or --all.');
  return {
    file,
    dryRun: values['dry-run'],
    workspace,
    as,
    leaveOutRefused: values['leave-out-refused'],
    unknownSchools: oneOf('unknown-schools', unknownSchools, values['unknown-schools']?.replace('-', ' ')),
    layout: oneOf('layout', layoutId, values.layout),
    all,
    mapping: mapping === undefined ? null : readMapping(mapping),
    period: period ?? null,
    refused,
    format: oneOf('format', z.enum(['table', 'json']), values.format) ?? 'table',
    data,
  };
}

function oneOf<T extends string>(
  option: string,
  among: z.ZodType<T> & { options: readonly T[] },
  text?: string,
) {
  if (text === undefined) return null;
  const read = among.safeParse(text);
  if (read.success) return read.data;
  const taken = among.options.map((one) => one.replace(' ', '-'));
  throw usage(`--${option} takes ${taken.slice(0, -1).join(', ')} or ${taken.at(-1)}, not ‘${text}’.`);
}

/** A list with an entry a column, as `columns[].suggestion` of a dry run in JSON has it. */
function readMapping(file: string): Mapping {
  const read = mappingSchema.safeParse(jsonOf(file));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue === undefined ? '' : ` ${issue.path.join('.')}: ${issue.message}.`;
  throw new ProblemError(
    'invalid',
    `‘${basename(file)}’ does not say of each column what it becomes.${where} Take what a dry run prints with ` +
      '--format json as a start: columns[].suggestion.',
  );
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    throw new ProblemError('not-readable', `‘${file}’ cannot be read as JSON: ${told}.`, { cause: error });
  }
}

function usage(message: string): UsageError {
  return new UsageError('import', message);
}
