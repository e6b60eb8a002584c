import { basename } from 'node:path';
import { writeFileSync } from 'node:fs';
import { layoutId, type LayoutId } from '#contract/importCodes';
import { ProblemError } from '#contract/problem';
import { tryImport } from '#server/files';
import { readBytes } from './files.ts';
import { jsonText, terminalText } from './import/terminal.ts';
import { parseOptions, UsageError } from './usage.ts';

export const help = `What would an import of a file store? Needs no database and no browser; the file stays as it is.

  reedbed import FILE --dry-run [--layout KIND] [--all] [--refused FILE.csv] [--format table|json]

  FILE        a table with a row per school: CSV (also .csv.gz), XLSX or Parquet; the first row names the columns. Long
              files of England's open data, with a row per school, subject and group of pupils, are turned
  --dry-run   stores nothing; says what the file is, what would be stored, what is refused and why
  --layout    the kind of file, where it is not the one that is found out:
              ${layoutId.options.slice(0, 6).join(', ')},
              ${layoutId.options.slice(6).join(', ')}
  --all       take every column that is known, not only the dozen that are taken by default
  --refused   also write the refused rows, as they stand in the file, with their reasons
  --format    table (for people, the default) or json

Examples
  reedbed import england_ks2final_2019.csv --dry-run
  reedbed import schools.xlsx --dry-run --layout generic --refused refused.csv

Exit code: 0 done, 1 a problem with the file, 2 the command was not written as it must be.
`;

interface ImportOptions {
  file: string;
  layout: LayoutId | null;
  all: boolean;
  refused: string | null;
  format: 'table' | 'json';
}

export async function run(args: string[]): Promise<void> {
  const options = readOptions(args);
  const fileName = basename(options.file);
  const tried = await tryImport(readBytes(options.file), fileName, options);
  if (options.refused !== null) write(options.refused, tried.refusedRows);
  process.stdout.write(options.format === 'json' ? jsonText(fileName, tried) : terminalText(fileName, tried));
  const [fault] = tried.report.faults;
  if (fault !== undefined) throw new ProblemError('invalid', fault);
}

function readOptions(args: readonly string[]): ImportOptions {
  const { values, positionals } = parseOptions('import', args, {
    'dry-run': { type: 'boolean', default: false },
    layout: { type: 'string' },
    all: { type: 'boolean', default: false },
    refused: { type: 'string' },
    format: { type: 'string', default: 'table' },
  });
  const [file, ...others] = positionals;
  if (file === undefined) throw usage('Which file? For example: reedbed import schools.csv --dry-run');
  if (others.length > 0) throw usage(`One file is read at a time; ‘${others.join(' ')}’ is one too many.`);
  if (!values['dry-run']) throw usage('Write --dry-run: files are stored in the workbench, on its page.');
  const { format } = values;
  if (format !== 'table' && format !== 'json') throw usage(`--format takes table or json, not ‘${format}’.`);
  return {
    file,
    layout: readLayout(values.layout),
    all: values.all,
    refused: values.refused ?? null,
    format,
  };
}

function readLayout(text: string | undefined): LayoutId | null {
  if (text === undefined) return null;
  const read = layoutId.safeParse(text);
  if (read.success) return read.data;
  throw usage(`--layout takes ${layoutId.options.join(', ')}, not ‘${text}’.`);
}

function usage(message: string): UsageError {
  return new UsageError('import', message);
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'an error';
    throw new ProblemError('not-readable', `‘${file}’ cannot be written: the system says ${code}.`, {
      cause: error,
    });
  }
}
