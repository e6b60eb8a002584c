import { basename } from 'node:path';
import { writeFileSync } from 'node:fs';
import { layoutId } from '#contract/importCodes';
import { refusedAsWhole } from '#contract/importStorings';
import { ProblemError } from '#contract/problem';
import { mappingOf, recogniseFile, tryMapping, type TriedFile } from '#server/files';
import type { Imported } from '#server/importing';
import { tell } from './backup.ts';
import { readBytes } from './files.ts';
import { readImportOptions, type ImportCommand } from './import/options.ts';
import { jsonText, storedText, terminalText } from './import/terminal.ts';

export const help = `Bring a file of schools into a workspace, all of it or nothing; or see first what that would store.

  reedbed import FILE --workspace NAME|ID [--dry-run] [--as E-MAIL] [--leave-out-refused]
                      [--unknown-schools add|leave-out] [columns] [--refused FILE.csv] [--format table|json] [--data FOLDER]
  reedbed import FILE --dry-run [columns] [--refused FILE.csv] [--format table|json]

  FILE                 a table with a row per school: CSV (also .csv.gz), XLSX or Parquet; the first row names the columns.
                       Long files of England's open data, with a row per school, subject and group of pupils, are turned
  --workspace          where it is stored; the server must be running. Without it only --dry-run is possible, which then
                       needs no server and no database
  --dry-run            stores nothing; says what the file is, what would be stored, what is refused and why, and with
                       --workspace what would change there
  --as                 who brings it, by their rights; without it the owner of the installation
  --leave-out-refused  store the rest where rows are refused; without it one refused row stops the whole file
  --unknown-schools    what becomes of schools that are not in the workspace yet

Columns: as the last file of this kind was taken in the workspace, or else as they are recognised
  --layout    the kind of file, where it is not the one that is found out:
              ${layoutId.options.slice(0, 6).join(', ')},
              ${layoutId.options.slice(6).join(', ')}
  --all       take every column that is known, not only the dozen that are taken by default
  --mapping   a JSON file with what each column becomes: columns[].suggestion of a dry run with --format json, changed
  --period    the school year of measures whose year the file does not tell, as 2024/25

  --refused   also write the refused rows, as they stand in the file, with their reasons
  --format    table (for people, the default) or json
  --data      folder of the data, where it is not the usual one; REEDBED_DATA says the same

Examples
  reedbed import england_ks2final_2019.csv --dry-run
  reedbed import schools.xlsx --dry-run --layout generic --refused refused.csv
  reedbed import england_ks2final_2019.csv --workspace "Marram Schools Partnership"

Exit code: 0 done, 1 a problem with the file, 2 the command was not written as it must be.
`;

export async function run(args: string[]): Promise<void> {
  const command = readImportOptions(args);
  const fileName = basename(command.file);
  const bytes = readBytes(command.file);
  const { workspace } = command;
  const imported = workspace === undefined ? null : await bring({ ...command, workspace, fileName, bytes });
  const tried = imported?.tried ?? (await tryAlone(bytes, fileName, command));
  if (command.refused !== undefined) write(command.refused, tried.refusedRows);
  const text =
    command.format === 'json' ? jsonText(fileName, tried, imported) : terminalText(fileName, tried, imported);
  process.stdout.write(text);
  const [fault] = imported?.beside.faults ?? tried.report.faults;
  if (fault !== undefined) throw new ProblemError('invalid', fault);
  if (imported === null || command.dryRun) return;
  if (imported.stored === null)
    throw refusedAsWhole(tried.report.refused, 'write --leave-out-refused to store the rest');
  if (command.format === 'table') process.stdout.write(storedText(imported.workspace, imported.stored));
}

async function tryAlone(bytes: Uint8Array, fileName: string, command: ImportCommand): Promise<TriedFile> {
  const file = await recogniseFile(bytes, fileName, command.layout);
  return tryMapping(file, mappingOf(file, command));
}

/** Ctrl-C stops the work on the server too. */
async function bring(
  options: ImportCommand & { workspace: string; fileName: string; bytes: Uint8Array },
): Promise<Imported> {
  const { importFile } = await import('#server/importing');
  const quit = new AbortController();
  process.once('SIGINT', () => quit.abort());
  return importFile({ ...options, progress: tell, signal: quit.signal });
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
